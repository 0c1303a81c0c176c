#include "twinline/experiment/line/exponential_line.h"

#include "twinline/core/error.h"
#include "twinline/experiment/line/aggregation.h"
#include "twinline/experiment/line/markov_chain.h"

namespace twinline {

namespace {

// A state: for each buffer the jobs that the machine before has done and the one behind has not,
// one that cannot be passed on counted; then for each machine whether it is in repair.
using State = MarkovChain::State;

void require(const ExponentialLine& line) {
  if (line.machines.empty() || line.capacity.size() + 1 != line.machines.size()) {
    throw ArgumentError("a line needs one buffer fewer than machines");
  }
  const bool whole = line.counts == BufferCounts::kWaitingAndWork;
  for (const std::uint32_t capacity : line.capacity) {
    if (whole && capacity == 0) throw ArgumentError("a buffer that counts work needs a place");
  }
  for (const ExponentialMachine& machine : line.machines) {
    if (!(machine.work > 0 && machine.failure >= 0 && machine.repair > 0)) {
      throw ArgumentError("a machine works and is repaired at rates > 0 and fails at one >= 0");
    }
    if (machine.fails_idle && !(whole && line.blocking == Blocking::kBeforeService)) {
      throw ArgumentError("no chain for failures of idle machines with these buffers");
    }
  }
}

/// Can each machine work, as far as the room behind it goes?
std::vector<bool> has_room(const ExponentialLine& line, const State& state) {
  const bool waiting = line.counts == BufferCounts::kWaiting;
  const bool after = line.blocking == Blocking::kAfterService;
  std::vector<bool> room(line.machines.size(), true);
  for (std::size_t i = line.capacity.size(); i-- > 0;) {
    std::uint32_t most = line.capacity[i] + (waiting ? 1 : 0);
    // A machine without room is no place for one job more: it keeps its own, or takes none while
    // jobs wait.
    if (!room[i + 1] && (after || (waiting && state[i] > 0))) --most;
    room[i] = after ? state[i] <= most : state[i] < most;
  }
  return room;
}

/// Adds what follows a state. @return rate at which the line makes jobs in it
double leave(const ExponentialLine& line, MarkovChain& chain, std::size_t from) {
  const State state = chain.state(from);
  const std::size_t n_buffers = line.capacity.size();
  const std::vector<bool> room = has_room(line, state);
  double made = 0;
  for (std::size_t i = 0; i <= n_buffers; ++i) {
    const ExponentialMachine& machine = line.machines[i];
    const bool is_down = state[n_buffers + i] == 1;
    const bool works = !is_down && room[i] && (i == 0 || state[i - 1] > 0);
    State next = state;
    if (works) {
      if (i > 0) --next[i - 1];
      if (i < n_buffers) ++next[i];
      if (i == n_buffers) made = machine.work;
      chain.go(from, next, machine.work);
      next = state;
    }
    next[n_buffers + i] = is_down ? 0 : 1;
    if (is_down) chain.go(from, next, machine.repair);
    if (works || (machine.fails_idle && !is_down)) chain.go(from, next, machine.failure);
  }
  return made;
}

}  // namespace

std::optional<double> exact_throughput(const ExponentialLine& line, std::size_t most_states) {
  require(line);
  MarkovChain chain(State(line.capacity.size() + line.machines.size(), 0));
  std::vector<double> made;
  for (std::size_t from = 0; from < chain.size(); ++from) {
    made.push_back(leave(line, chain, from));
    if (chain.size() > most_states) return std::nullopt;
  }
  return chain.mean(made);
}

double aggregated_throughput(const ExponentialLine& line) {
  require(line);
  std::vector<double> rates;
  std::vector<std::uint32_t> ahead;
  for (const ExponentialMachine& machine : line.machines) {
    if (machine.failure > 0)
      throw ArgumentError("no aggregation of exponential machines that fail");
    rates.push_back(machine.work);
  }
  for (const std::uint32_t capacity : line.capacity) {
    ahead.push_back(most_ahead(capacity, line.counts, line.blocking));
  }
  const auto starved = [](double before, double behind, std::uint32_t places) {
    double sum = 1;
    double power = 1;
    for (std::uint32_t k = 0; k < places; ++k) sum += power *= before / behind;
    return 1 / sum;
  };
  return aggregate_line(
      rates, ahead, starved, [](double rate, double share) { return rate * (1 - share); },
      [](double rate) { return rate; });
}

std::uint32_t most_ahead(std::uint32_t capacity, BufferCounts counts, Blocking blocking) {
  return capacity + (counts == BufferCounts::kWaiting ? 1 : 0) +
         (blocking == Blocking::kAfterService ? 1 : 0);
}

}  // namespace twinline

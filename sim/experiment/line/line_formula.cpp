#include "twinline/experiment/line/line_formula.h"

#include <algorithm>
#include <cmath>

#include "twinline/experiment/line/bernoulli_line.h"
#include "twinline/experiment/line/continuous_line.h"
#include "twinline/experiment/line/deterministic_line.h"
#include "twinline/experiment/line/exponential_line.h"

namespace twinline {

namespace {

constexpr double kSecondsPerHour = 3600;
/// Chains are solved within a second up to here; those of Bernoulli machines have more ways on.
constexpr std::size_t kMostStates = 10000;
constexpr std::size_t kMostBernoulliStates = 1000;

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(a, b); }

/// How a machine fails, as far as formulas know.
enum class Fails { kNever, kBernoulli, kGeometric, kAnyTime, kBusy, kOtherwise };

/// Probability a cycle of a geometric time in slots of a cycle; 0 where it is none.
double success(const Distribution& time, double cycle_s) {
  const bool is_geometric = time.kind == DistributionKind::kGeometric && same(time.a, cycle_s);
  if (is_geometric || (time.is_constant() && same(time.mean, cycle_s))) return cycle_s / time.mean;
  return 0;
}

Fails way_of(const LineMachine& machine) {
  if (machine.failures.empty()) return Fails::kNever;
  if (machine.failures.size() > 1) return Fails::kOtherwise;
  const LineFailure& failure = machine.failures[0];
  const double p = success(failure.to_failure, machine.work.mean);
  const double r = success(failure.repair, machine.work.mean);
  const bool resumes = failure.interruption == Interruption::kResume;
  const bool any_time = failure.clock == FailureClock::kCalendar;
  const bool busy = failure.clock == FailureClock::kBusy;
  if (machine.work.is_constant() && p > 0 && r > 0) {
    if (any_time && failure.interruption == Interruption::kFinishFirst && same(p + r, 1)) {
      return Fails::kBernoulli;
    }
    if (busy && resumes) return Fails::kGeometric;
  }
  if (resumes && failure.to_failure.kind == DistributionKind::kExponential &&
      failure.repair.kind == DistributionKind::kExponential) {
    if (any_time) return Fails::kAnyTime;
    if (busy) return Fails::kBusy;
  }
  return Fails::kOtherwise;
}

std::vector<double> rates_of(const LineMachine& machine) {
  if (machine.failures.empty()) return {0, 1};
  return {1 / machine.failures[0].to_failure.mean, 1 / machine.failures[0].repair.mean};
}

class Formulas {
 public:
  Formulas(const Plant& plant, const SerialLine& line) : plant_(plant), line_(line) {}

  LineAnswer answer() {
    result_.assumptions = {"the first machine always has a job", "the last one always has room"};
    if (line_.machines.size() == 1) {
      alone();
    } else if (const Fails fails = common_way(); result_.broken.empty()) {
      if (line_.machines[0].work.is_constant()) {
        of_one_cycle(fails);
      } else {
        exponential(fails);
      }
    }
    if (!result_.broken.empty()) result_.assumptions.clear();
    return result_;
  }

 private:
  /// The first machine's station is to blame where none is named.
  void breaks(std::size_t machine, const std::string& why) {
    result_.broken =
        "station \"" + plant_.stations[line_.machines[machine].station].name + "\" " + why;
  }
  void gives(double jobs_per_s, const char* formula, const std::string& accuracy) {
    result_.jobs_per_h = jobs_per_s * kSecondsPerHour;
    result_.formula = formula;
    result_.accuracy = accuracy;
  }
  void assume(const char* what) { result_.assumptions.emplace_back(what); }
  std::uint32_t ahead(std::size_t buffer) const {
    return most_ahead(line_.capacity[buffer], line_.counts, line_.blocking);
  }

  /// Finds the kind of times and of failures that all machines have, or who has another.
  Fails common_way() {
    const Distribution& first = line_.machines[0].work;
    Fails found = Fails::kNever;
    for (std::size_t i = 0; i < line_.machines.size(); ++i) {
      const LineMachine& machine = line_.machines[i];
      const bool is_known =
          machine.work.is_constant() || machine.work.kind == DistributionKind::kExponential;
      if (!is_known) {
        breaks(i, "has process times that are neither constant nor exponential");
      } else if (machine.work.kind != first.kind) {
        breaks(i, "has other process times than those before it (constant, exponential)");
      } else if (first.is_constant() && !same(machine.work.mean, first.mean)) {
        breaks(i, "has another constant process time than those before it");
      }
      const Fails fails = way_of(machine);
      if (!result_.broken.empty()) break;
      if (fails == Fails::kOtherwise) {
        breaks(i, "fails in a way that no formula knows");
      } else if (fails != Fails::kNever && found != Fails::kNever && fails != found) {
        breaks(i, "fails in another way than those before it");
      }
      if (!result_.broken.empty()) break;
      if (fails != Fails::kNever) found = fails;
    }
    return found;
  }

  void alone() {
    const LineMachine& machine = line_.machines[0];
    double lost = 0;
    for (const LineFailure& failure : machine.failures) {
      if (failure.clock != FailureClock::kBusy || failure.interruption == Interruption::kRepeat) {
        breaks(0, "fails in another way than by the time it works");
        return;
      }
      lost += failure.repair.mean / failure.to_failure.mean;
    }
    if (machine.work.is_constant()) result_.cycle_s = machine.work.mean;
    gives(1 / (machine.work.mean * (1 + lost)),
          machine.is_belt ? "Buzacott (1967), a line that moves and stops as one"
                          : "a machine alone: speed x efficiency",
          "exact");
    if (machine.is_belt) assume("all positions stop at any failure, and one fails at a time");
    if (!machine.failures.empty()) assume("failures by working time");
  }

  void of_one_cycle(Fails fails) {
    result_.cycle_s = line_.machines[0].work.mean;
    assume("all machines have one constant cycle");
    switch (fails) {
      case Fails::kBernoulli:
        return bernoulli();
      case Fails::kAnyTime:
        return continuous();
      case Fails::kGeometric:
      case Fails::kBusy:
        return deterministic(fails);
      default:
        return reliable();
    }
  }

  void reliable() {
    for (std::size_t i = 0; i + 1 < line_.machines.size(); ++i) {
      if (ahead(i) < 2) {
        breaks(i + 1, "takes its jobs through a buffer in which only one fits, its own");
        return;
      }
    }
    gives(1 / result_.cycle_s, "a job a cycle: no machine fails or varies", "exact");
  }

  void bernoulli() {
    std::vector<double> up;
    std::vector<int> places;
    for (const LineMachine& machine : line_.machines) {
      up.push_back(machine.failures.empty() ? 1
                                            : success(machine.failures[0].repair, result_.cycle_s));
    }
    for (std::size_t i = 0; i < line_.capacity.size(); ++i) {
      if (line_.counts != BufferCounts::kWaiting || line_.blocking != Blocking::kBeforeService ||
          line_.capacity[i] < 1) {
        breaks(
            i + 1,
            "has a buffer that does not count waiting jobs and block before service with a place");
        return;
      }
      places.push_back(static_cast<int>(line_.capacity[i]));
    }
    assume("a machine is up in a cycle whatever it was before, and fails at any time");
    assume("a buffer counts jobs that wait, and blocks before service");
    if (up.size() == 2) {
      gives(bernoulli_line_throughput(up, places) / result_.cycle_s,
            "two Bernoulli machines (Li and Meerkov 2009)", "exact");
    } else if (const auto exact = exact_bernoulli_throughput(up, places, kMostBernoulliStates)) {
      gives(*exact / result_.cycle_s, "Markov chain of Bernoulli machines", "exact");
    } else {
      gives(bernoulli_line_throughput(up, places) / result_.cycle_s,
            "aggregation of Bernoulli machines (Li and Meerkov 2009)",
            "approximate: 0.5 % off exact chains on average, 4 % at most");
    }
  }

  void continuous() {
    std::vector<ContinuousMachine> machines;
    std::vector<double> room;
    for (const LineMachine& machine : line_.machines) {
      const std::vector<double> rates = rates_of(machine);
      machines.push_back({rates[0] * result_.cycle_s, rates[1] * result_.cycle_s});
    }
    for (std::size_t i = 0; i < line_.capacity.size(); ++i)
      room.push_back(std::max(0.0, ahead(i) - 2.0));
    assume("failures at any time, up and down for exponential times");
    assume("work flows without jobs: repairs take many cycles");
    gives(continuous_line_throughput(machines, room) / result_.cycle_s,
          machines.size() > 2 ? "aggregation of machines of one speed (Li and Meerkov 2009)"
                              : "two machines of one speed (Li and Meerkov 2009)",
          machines.size() > 2
              ? "approximate: 1 % off on average, 3 % at most, where repairs are long"
              : "exact for work that flows, near where repairs take many cycles");
  }

  void deterministic(Fails fails) {
    std::vector<DeterministicMachine> machines;
    std::vector<int> places;
    for (std::size_t i = 0; i < line_.machines.size(); ++i) {
      if (line_.machines[i].failures.empty()) return breaks(i, "never fails, and others do");
      const LineFailure& failure = line_.machines[i].failures[0];
      machines.push_back(
          {result_.cycle_s / failure.to_failure.mean, result_.cycle_s / failure.repair.mean});
      if (machines[i].failure >= 1 || machines[i].repair > 1) {
        return breaks(i, "fails or is repaired more than once a cycle");
      }
    }
    for (std::size_t i = 0; i < line_.capacity.size(); ++i) {
      if (ahead(i) < 4) {
        return breaks(i + 1, "has a buffer of less than 4 places, its own counted");
      }
      places.push_back(static_cast<int>(ahead(i)));
    }
    assume("failures by working time");
    const bool two = machines.size() == 2;
    const bool geometric = fails == Fails::kGeometric;
    if (!geometric) assume("times to failure and of repair are taken as whole cycles");
    const char* accuracy =
        "approximate: 0.6 % too much on average, 2 % at most for three to six machines";
    if (two) {
      accuracy =
          geometric ? "exact" : "approximate: 0.2 % off where repairs take three cycles or more";
    }
    gives(deterministic_line_throughput(machines, places) / result_.cycle_s,
          two ? "two machines of one cycle (Gershwin 1994)"
              : "decomposition into two machines of one cycle (Gershwin 1994, Dallery et al. 1988)",
          accuracy);
  }

  void exponential(Fails fails) {
    ExponentialLine chain;
    chain.capacity = line_.capacity;
    chain.counts = line_.counts;
    chain.blocking = line_.blocking;
    const bool any_time = fails == Fails::kAnyTime;
    for (const LineMachine& machine : line_.machines) {
      const std::vector<double> rates = rates_of(machine);
      chain.machines.push_back({1 / machine.work.mean, rates[0], rates[1], any_time});
    }
    if (any_time && (line_.counts != BufferCounts::kWaitingAndWork ||
                     line_.blocking != Blocking::kBeforeService)) {
      return breaks(1, "has a buffer for which there is no formula with failures at any time");
    }
    assume("exponential process times");
    if (fails != Fails::kNever) {
      assume(any_time ? "failures at any time, up and down for exponential times"
                      : "failures by working time, up and down for exponential times");
    }
    if (const auto exact = exact_throughput(chain, kMostStates)) {
      gives(*exact, "Markov chain of exponential machines (Hunt 1956, Gershwin and Berman 1981)",
            "exact");
    } else if (fails == Fails::kNever) {
      gives(aggregated_throughput(chain),
            "aggregation of exponential machines (as Li and Meerkov 2009)",
            "approximate: 1.5 % off exact chains on average, 8 % at most");
    } else {
      result_.broken =
          "the chain of machines and jobs has more than " + std::to_string(kMostStates) + " states";
    }
  }

  const Plant& plant_;
  const SerialLine& line_;
  LineAnswer result_;
};

}  // namespace

LineAnswer line_throughput(const Plant& plant, const SerialLine& line) {
  if (!line.broken.empty()) {
    LineAnswer answer;
    answer.broken = line.broken;
    return answer;
  }
  return Formulas(plant, line).answer();
}

}  // namespace twinline

#include "twinline/experiment/line/bernoulli_line.h"

#include "twinline/core/error.h"
#include "twinline/experiment/line/aggregation.h"
#include "twinline/experiment/line/markov_chain.h"

namespace twinline {

namespace {

/// Probability that the buffer between two machines is empty, without the textbook form's 0/0 at
/// equal machines.
double empty_probability(double up_1, double up_2, int places) {
  if (up_1 >= 1) return 0;
  const double alpha = up_1 * (1 - up_2) / (up_2 * (1 - up_1));
  double sum = 0;
  double power = 1;
  for (int k = 0; k < places; ++k, power *= alpha) sum += power;
  return (1 - up_1) / (1 - up_1 + up_1 / up_2 * sum);
}

void require(const std::vector<double>& up, const std::vector<int>& places) {
  if (up.empty() || places.size() + 1 != up.size()) {
    throw ArgumentError("a line needs one buffer fewer than machines");
  }
  for (const double p : up) {
    if (!(p > 0 && p <= 1)) throw ArgumentError("a machine is up with 0 < p <= 1");
  }
  for (const int n : places) {
    if (n < 1) throw ArgumentError("a buffer has at least one place");
  }
}

/// The contents after a slot in which the machines of the bits of `up` are up.
MarkovChain::State after_slot(const MarkovChain::State& before, std::size_t up,
                              const std::vector<int>& places) {
  MarkovChain::State after = before;
  bool behind_makes = true;  // what leaves the last machine always has room
  for (std::size_t i = places.size() + 1; i-- > 0;) {
    const bool has_job = i == 0 || before[i - 1] > 0;
    const bool has_room =
        i == places.size() || behind_makes || before[i] < static_cast<std::uint32_t>(places[i]);
    behind_makes = (up >> i & 1) == 1 && has_job && has_room;
    if (behind_makes && i > 0) --after[i - 1];
    if (behind_makes && i < places.size()) ++after[i];
  }
  return after;
}

}  // namespace

double bernoulli_line_throughput(const std::vector<double>& up, const std::vector<int>& places) {
  require(up, places);
  return aggregate_line(
      up, places, empty_probability, [](double p, double share) { return p * (1 - share); },
      [](double p) { return p; });
}

std::optional<double> exact_bernoulli_throughput(const std::vector<double>& up,
                                                 const std::vector<int>& places,
                                                 std::size_t most_states) {
  require(up, places);
  std::size_t contents = 1;
  for (const int n : places) {
    contents *= static_cast<std::size_t>(n) + 1;
    // A slot of so many machines has at most twice as many outcomes as there are contents.
    if (contents > most_states) return std::nullopt;
  }
  MarkovChain chain(MarkovChain::State(places.size(), 0));
  std::vector<double> made;
  for (std::size_t from = 0; from < chain.size(); ++from) {
    const MarkovChain::State before = chain.state(from);
    made.push_back(before.empty() || before.back() > 0 ? up.back() : 0);
    for (std::size_t outcome = 0; outcome < std::size_t{1} << up.size(); ++outcome) {
      double probability = 1;
      for (std::size_t i = 0; i < up.size(); ++i) {
        probability *= (outcome >> i & 1) == 1 ? up[i] : 1 - up[i];
      }
      if (probability > 0) chain.go(from, after_slot(before, outcome, places), probability);
    }
  }
  return chain.mean(made);
}

}  // namespace twinline

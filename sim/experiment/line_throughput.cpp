#include "twinline/experiment/line_throughput.h"

#include <cmath>
#include <cstddef>

#include "twinline/core/error.h"

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

}  // namespace

double bernoulli_line_throughput(const std::vector<double>& up, const std::vector<int>& places) {
  if (up.empty() || places.size() + 1 != up.size()) {
    throw ArgumentError("a line needs one buffer fewer than machines");
  }
  for (const double p : up) {
    if (!(p > 0 && p <= 1)) throw ArgumentError("a machine is up with 0 < p <= 1");
  }
  for (const int n : places) {
    if (n < 1) throw ArgumentError("a buffer has at least one place");
  }
  std::vector<double> forward = up;
  std::vector<double> backward = up;
  constexpr int kMaxRounds = 100000;
  for (int round = 0; round < kMaxRounds; ++round) {
    for (std::size_t i = up.size() - 1; i-- > 0;) {
      backward[i] = up[i] * (1 - empty_probability(backward[i + 1], forward[i], places[i]));
    }
    for (std::size_t i = 1; i < up.size(); ++i) {
      forward[i] = up[i] * (1 - empty_probability(forward[i - 1], backward[i], places[i - 1]));
    }
    if (std::abs(forward.back() - backward.front()) < 1e-12) return forward.back();
  }
  throw RunError("the aggregation of a line did not settle");
}

}  // namespace twinline

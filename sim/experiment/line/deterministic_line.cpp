#include "twinline/experiment/line/deterministic_line.h"

#include <cmath>

#include "twinline/core/error.h"

namespace twinline {

namespace {

void require(const DeterministicMachine& machine) {
  if (!(machine.failure > 0 && machine.failure < 1 && machine.repair > 0 && machine.repair <= 1)) {
    throw ArgumentError("a machine fails with 0 < p < 1 and is repaired with 0 < r <= 1 a cycle");
  }
}

/// Sums of the unnormalised distribution; Gershwin's C is left out.
struct Sums {
  double all = 0;
  double working = 0;  ///< the second machine is up and has a job
  void add(double weight, bool works) {
    all += weight;
    if (works) working += weight;
  }
};

}  // namespace

double deterministic_line_throughput(const DeterministicMachine& first,
                                     const DeterministicMachine& second, int places) {
  require(first);
  require(second);
  if (places < 4) throw ArgumentError("Gershwin's line has 4 places or more");
  const double p1 = first.failure, r1 = first.repair;
  const double p2 = second.failure, r2 = second.repair;
  const double up_1 = r1 + r2 - r1 * r2 - r1 * p2;
  const double up_2 = r1 + r2 - r1 * r2 - p1 * r2;
  const double down_1 = p1 + p2 - p1 * p2 - p1 * r2;
  const double down_2 = p1 + p2 - p1 * p2 - r1 * p2;
  const double y1 = up_1 / down_1;
  const double y2 = up_2 / down_2;
  const double x = y2 / y1;
  // The reverse line makes as much, and its powers of X do not grow.
  if (x > 1) return deterministic_line_throughput(second, first, places);

  Sums sums;                             // states (jobs, first up, second up), weights over C X
  sums.add(up_1 / (r1 * p2), false);     // (0, 0, 1)
  sums.add(1, false);                    // (1, 0, 0)
  sums.add(y2, true);                    // (1, 0, 1)
  sums.add(up_1 / (p2 * down_2), true);  // (1, 1, 1)
  double power = x;
  for (int n = 2; n <= places - 2; ++n, power *= x) {
    sums.add(power * (1 + y1), false);      // (n, ., 0)
    sums.add(power * (1 + y1) * y2, true);  // (n, ., 1)
  }
  power = std::pow(x, places - 2);
  sums.add(power * (1 + y1), false);             // (N - 1, ., 0)
  sums.add(power * up_2 / (p1 * down_1), true);  // (N - 1, 1, 1)
  sums.add(power * up_2 / (p1 * r2), false);     // (N, 1, 0)
  return sums.working / sums.all;
}

}  // namespace twinline

#include "twinline/experiment/line/continuous_line.h"

#include <cmath>

#include "twinline/core/error.h"
#include "twinline/experiment/line/aggregation.h"

namespace twinline {

namespace {

/// Probability that the buffer is empty while the machine before it is down: docs/methods/
/// capacity.md (5), both cases of the book in one.
double empty_probability(const ContinuousMachine& a, const ContinuousMachine& b, double room) {
  if (a.failure <= 0) return 0;
  const double failures = a.failure + b.failure;
  const double repairs = a.repair + b.repair;
  const double scale = (failures + repairs) / (failures * repairs) * room;
  const double x = scale * (a.failure * b.repair - b.failure * a.repair);
  const double mean = std::abs(x) < 1e-12 ? 1 : -std::expm1(-x) / x;
  return a.failure / (a.failure + a.repair) / (1 + b.failure * a.repair * scale * mean);
}

}  // namespace

double continuous_line_throughput(const std::vector<ContinuousMachine>& machines,
                                  const std::vector<double>& room) {
  if (machines.empty() || room.size() + 1 != machines.size()) {
    throw ArgumentError("a line needs one buffer fewer than machines");
  }
  for (const ContinuousMachine& machine : machines) {
    if (!(machine.failure >= 0 && machine.repair > 0)) {
      throw ArgumentError("a machine fails at a rate >= 0 and is repaired at a rate > 0");
    }
  }
  for (const double n : room) {
    if (!(n >= 0)) throw ArgumentError("a buffer has room for >= 0 cycles of work");
  }
  const auto slowed = [](const ContinuousMachine& machine, double share) {
    const double lost = machine.repair * share;
    return ContinuousMachine{machine.failure + lost, machine.repair - lost};
  };
  return aggregate_line(machines, room, empty_probability, slowed,
                        [](const ContinuousMachine& machine) {
                          return machine.repair / (machine.failure + machine.repair);
                        });
}

}  // namespace twinline

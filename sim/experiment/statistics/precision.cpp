#include "twinline/experiment/statistics/precision.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinline {

double relative_half_width(const Interval& interval) {
  const double size = std::fabs(interval.mean);
  const bool known = size > 0 && std::isfinite(interval.half_width);
  return known ? interval.half_width / size : std::numeric_limits<double>::infinity();
}

std::uint32_t next_replications(const PrecisionGoal& goal, std::uint32_t n,
                                const std::vector<Interval>& intervals) {
  if (n == 0) return std::min(std::max(goal.first, 2U), goal.most);
  double worst = 0;
  for (const Interval& interval : intervals) {
    worst = std::max(worst, relative_half_width(interval) / goal.relative_half_width);
  }
  if (worst <= 1 || n >= goal.most) return n;
  const double present = n;
  // A half width shrinks with the root of the number of replications.
  const double wanted = std::clamp(present * worst * worst, 1.1 * present, 2 * present);
  return static_cast<std::uint32_t>(std::min(std::ceil(wanted), static_cast<double>(goal.most)));
}

}  // namespace twinline

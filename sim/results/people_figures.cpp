#include "twinline/results/people_figures.h"

#include "twinline/results/state_times.h"

namespace twinline {

double utilization(const OperatorStats& stats, const OperatorPool& pool, SimTime now) {
  return ratio(stats.busy.mean(now) + stats.walking.mean(now), pool.count);
}

double mean_idle(const OperatorStats& stats, const OperatorPool& pool, SimTime now) {
  const Int128 span = stats.busy.elapsed(now).ns();
  const Int128 others = stats.busy.area(now) + stats.walking.area(now) + stats.off_shift.area(now) +
                        stats.on_break.area(now);
  return ratio(static_cast<double>(span * pool.count - others), static_cast<double>(span));
}

}  // namespace twinline

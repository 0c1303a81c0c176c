#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "twinline/experiment/optimize/optimize_plan.h"
#include "twinline/results/summary.h"

namespace twinline {

/// What some replications of one design gave.
struct Evaluation {
  bool confirmation = false;   ///< with fresh replications, after the search
  std::vector<double> x;       ///< by factor, in its unit
  std::uint32_t first = 0;     ///< number of the first replication
  std::vector<Interval> kpis;  ///< by OptimizePlan::kpis; a NaN mean where one has no value
  Interval objective;          ///< a NaN mean where one of its KPIs has no value
  bool feasible = false;       ///< do the means keep all limits
  std::uint32_t n = 0;         ///< replications
};

/// Values of each KPI of the plan in replications first .. first + n - 1 of a design, by KPI; fewer
/// than n where a replication has no value.
using Sampler = std::function<std::vector<std::vector<double>>(
    const std::vector<double>& x, std::uint32_t first, std::uint32_t n)>;

struct OptimizeResult {
  /// Index in the log of the confirmation of the best design; none where no design is feasible.
  std::optional<std::size_t> best;
  std::uint64_t designs = 0;  ///< different ones that the search looked at
  bool settled = false;       ///< the search proposed nothing new any more, or all were tried
};

/// Searches within the plan's budget under common random numbers: every design runs the same
/// replications, so the search sees one function without noise; docs/methods/statistics.md eq.
/// (12). Then the best feasible design is confirmed with replications that no search has seen;
/// where these break a limit, the next best is, up to five.
/// @param[in,out] log evaluations of an earlier call that ended early, in their order: they are not
///        run again; new ones are appended
/// @param record called after each new one
/// @param confidence of the intervals
OptimizeResult optimize(const OptimizePlan& plan, std::vector<Evaluation>& log,
                        const Sampler& sample, const std::function<void()>& record,
                        double confidence);

}  // namespace twinline

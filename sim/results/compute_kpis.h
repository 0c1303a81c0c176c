#pragma once

#include <vector>

#include "twinline/results/kpi.h"
#include "twinline/results/replication_data.h"

namespace twinline {

/// All KPIs of a replication (docs/results.md), sorted by scope, entity and KPI. One that has no
/// value, such as the cycle time where no job finished, is left out. Quantiles, and all KPIs of
/// parts, come from the records of finished jobs and are given only where those are kept.
std::vector<KpiValue> compute_kpis(const ReplicationData& data);

/// Quantile of a sorted sample: linear between order statistics (Hyndman and Fan 1996, type 7).
/// @pre not empty, 0 <= p <= 1
double quantile_of_sorted(const std::vector<double>& sorted, double p);

}  // namespace twinline

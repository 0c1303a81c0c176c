#pragma once

#include "twinline/plant/model/people.h"
#include "twinline/plant/state/statistics.h"

namespace twinline {

/// Share of the people who are at work or on the way to it, of all time.
double utilization(const OperatorStats& stats, const OperatorPool& pool, SimTime now);

/// Time average of the people who are present with nothing to do: exact, as what the other states
/// leave.
double mean_idle(const OperatorStats& stats, const OperatorPool& pool, SimTime now);

}  // namespace twinline

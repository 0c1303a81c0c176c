#pragma once

#include "twinline/core/distribution.h"

namespace twinline {

/// Quantile of an empirical distribution at u in (0, 1): binary search, then linear in between.
double empirical_quantile(const Distribution& distribution, const EmpiricalTable& table, double u);

}  // namespace twinline

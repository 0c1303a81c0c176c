#pragma once

#include <string>
#include <vector>

#include "twinline/results/summary.h"

namespace twinline {

/// The short table that a run prints: the plant's KPIs with their intervals, the parts where there
/// are several, the busiest stations, the bottleneck first, and the gates where there are any.
/// Plain text, ends in a line break.
std::string console_table(const Plant& plant, const std::vector<SummaryRow>& rows);

/// A mean in plain decimals: three significant digits, more where the half width shows that they
/// are known. @param half_width NaN where there is none
std::string rounded(double mean, double half_width);

/// "mean - half_width .. mean + half_width" with as many decimals as rounded() has.
std::string rounded_interval(double mean, double half_width);

}  // namespace twinline

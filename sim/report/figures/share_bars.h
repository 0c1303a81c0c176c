#pragma once

#include <string>
#include <vector>

#include "twinline/report/data/run_tables.h"
#include "twinline/report/text/page.h"

namespace twinline {

/// Shares in which some row spends a time that can be seen.
std::vector<std::size_t> used_shares(const std::vector<StationTimes>& times,
                                     const std::vector<StateShare>& shares);

/// Fills a figure with one stacked bar a row.
void draw_shares(const std::vector<StationTimes>& bars, const std::vector<StateShare>& shares,
                 const std::vector<std::size_t>& used, Figure& figure);

/// The same in numbers. @param name heading of the rows' names
std::string share_table(const char* name, const std::vector<StationTimes>& times,
                        const std::vector<StateShare>& shares,
                        const std::vector<std::size_t>& used);

}  // namespace twinline

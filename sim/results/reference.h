#pragma once

#include <string>

namespace twinline {

/// docs/results.md: every file, column and KPI, generated from what writes them.
std::string results_reference_markdown();

}  // namespace twinline

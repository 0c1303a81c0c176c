#pragma once

#include <string>

namespace twinline {

/// The part of docs/results.md on the tables of sweeps and other experiments. Regression tests hold
/// it against the headers that the commands write.
std::string experiment_tables_markdown();

}  // namespace twinline

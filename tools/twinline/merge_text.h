#pragma once

#include <filesystem>
#include <string>

#include "twinline/experiment/sweep/merge.h"

namespace twinline {

/// What a merge wrote, as a line.
std::string merged_text(const std::filesystem::path& out, const MergeReport& report);

/// "3 of 1000 tasks are missing: 17, 200-201"
std::string missing_text(const MergeReport& report);

}  // namespace twinline

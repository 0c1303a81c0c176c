#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twinline/scenario/schema/section.h"

namespace twinline {

/// The reference of the scenario language in Markdown (docs/scenario_reference.md), generated from
/// the schema that the reader itself checks against.
std::string scenario_reference_markdown();

/// A reference page: the introduction, then a table of keys for each section.
std::string reference_markdown(std::string_view introduction,
                               const std::vector<const Section*>& sections);

}  // namespace twinline

#pragma once

#include <string>

namespace twinline {

/// The reference of the scenario language in Markdown (docs/scenario_reference.md), generated from
/// the schema that the reader itself checks against.
std::string scenario_reference_markdown();

}  // namespace twinline

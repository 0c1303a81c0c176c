#pragma once

#include <string>
#include <vector>

#include "twinline/scenario/schema/section.h"

namespace twinline {

/// The language of plan files, as sim/scenario/schema is that of scenarios.
const Section& plan_document_section();  ///< the top level of a plan file
const Section& plan_section();
const Section& factor_section();
const Section& plan_results_section();

/// The reference of plan files in Markdown (docs/plan_reference.md).
std::string plan_reference_markdown();

}  // namespace twinline

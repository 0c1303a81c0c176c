#pragma once

#include <string>

#include "twinline/scenario/schema/section.h"

namespace twinline {

/// The language of the plans of `twinline optimize`.
const Section& optimize_document_section();

/// Its reference in Markdown (docs/optimize_reference.md).
std::string optimize_reference_markdown();

}  // namespace twinline

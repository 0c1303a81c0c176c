#pragma once

#include <string>
#include <vector>

#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/value.h"

namespace twinline {

/// Applies `path=value` overrides to a document whose files are expanded, in order. A path goes
/// through tables by key and through lists of tables by name or number:
/// `scenario.seed=7`, `stations.litho.machines=4`, `route.main.steps.s3.process=50 min`.
/// A value is what one would write in a table's cell, or TOML where it begins with [, { or a quote.
/// What is wrong goes to `diagnostics`, with the option as its source.
void apply_overrides(const std::vector<std::string>& overrides, Value& document, Sources& sources,
                     FileSet& files, Diagnostics& diagnostics);

}  // namespace twinline

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "twinline/experiment/sweep/plan.h"
#include "twinline/scenario/build/record.h"

namespace twinline {

/// Fills the factor's path, column (without unit) and form. What is wrong is reported at the
/// record; so it is below.
void read_key(const Record& record, Factor& factor);

/// Fills the factor's levels, and its column's unit, from a list of values. Durations are shown in
/// the unit of the first.
void read_levels(const Record& record, const std::vector<Value>& values, Factor& factor);

/// Fills the factor's range from the keys low, high and type.
void read_range(const Record& record, Factor& factor);

}  // namespace twinline

#pragma once

#include <vector>

#include "twinline/scenario/build/builder.h"

namespace twinline {

/// The steps that `after` (and `route`) of a record name: every one of that name, in the order of
/// the routes. Reports where there is none.
std::vector<Id> steps_after(const Builder& builder, const Record& record);

/// The inspection at the end of a step, made where there is none yet.
Inspection& inspection_of(Plant& plant, Id step);

/// The characteristic that a key names; kNone where it is absent or unknown.
Id characteristic_of(const Builder& builder, const Record& record, std::string_view key);

/// The same, for numbers that are measured in the same unit and carried alike as `other`.
Id characteristic_like(const Builder& builder, const Record& record, std::string_view key,
                       Id other);

/// Does the [[control]] adjust the pace of a conveyor or line?
bool adjusts_pace(const Record& control);

}  // namespace twinline

#pragma once

#include <vector>

#include "twinline/scenario/build/builder.h"

namespace twinline {

/// The location that a key names; kNone (and a report) where no station is there.
Id location_named(const Builder& builder, const Record& record, const char* key);

/// For each pair of locations, row-major by from, the row of the table that holds for it: the one
/// that names both, else the one with `*` for the end, for the begin, for both; kNone where none
/// does. Reports unknown locations and pairs that are there twice.
/// @param elsewhere `*` does not stand for the location at the other end
std::vector<Id> rows_by_pair(const Builder& builder, const char* table, bool elsewhere);

}  // namespace twinline

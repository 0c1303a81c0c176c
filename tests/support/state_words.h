#pragma once

#include <cstdint>
#include <vector>

#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// Every value of the state, field by field (not its bytes: padding has no value), so that two
/// states are equal exactly where their words are. The scratch that is empty between events, and
/// how the calendar stores its events, are no part of it.
std::vector<std::uint64_t> state_words(const PlantState& state);

}  // namespace twinline

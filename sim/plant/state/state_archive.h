#pragma once

#include <string>
#include <string_view>

#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// The whole state as bytes: what a checkpoint holds. Two states are equal exactly where their
/// bytes are.
std::string state_bytes(const PlantState& state);

/// The state back.  @throws ArgumentError where these are no bytes of a state.
PlantState state_from_bytes(std::string_view bytes);

/// The state's types as text (ArchiveLayout): programs with the same text read each other's bytes.
std::string state_layout();

}  // namespace twinline

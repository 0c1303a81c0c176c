#pragma once

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// The state of an empty plant at time 0: all entities there, nothing scheduled.
PlantState initial_state(const Plant& plant, std::uint64_t seed, std::uint32_t replication);

}  // namespace twinline

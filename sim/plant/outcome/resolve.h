#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "twinline/offload/engine.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// Evaluates everything that is pending in some runs of one plant, one launch a model (and
/// `batch_items`), and writes the outcomes into the states. What an outcome is does not depend on
/// what else is in its batch.
/// @param first by state and recipe: the first request whose first evaluation is not done.
/// @return by state: why it cannot go on (a number out of a model's range, with job, step and
///   model); empty where it can.
/// @throws DeviceError where no backend can evaluate.
std::vector<std::string> resolve_outcomes(const Plant& plant,
                                          const std::vector<PlantState*>& states,
                                          const std::vector<std::vector<std::size_t>>& first,
                                          OffloadEngine& engine);

}  // namespace twinline

#pragma once

#include <string>
#include <vector>

#include "twinline/offload/engine.h"
#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// Evaluates everything that is pending in the runs of a cohort, one launch a model (and
/// `batch_items`), and writes the outcomes into the states. What an outcome is depends on neither
/// the cohort nor the batch.
/// @return by state: why it cannot go on (a number out of a model's range, with job, step and
///   model); empty where it can.
/// @throws DeviceError where no backend can evaluate.
std::vector<std::string> resolve_outcomes(const Plant& plant,
                                          const std::vector<PlantState*>& states,
                                          OffloadEngine& engine);

}  // namespace twinline

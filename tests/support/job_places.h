#pragma once

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// Where every job of a plant is: in a queue, in a task on a machine, on a belt, blocked before a
/// buffer, on its way or on hold (an event will bring it), on a vehicle or waiting for one, or
/// waiting for a part split off it. Each
/// must be in exactly one of these places; and what buffers and machines count must be what is
/// there. Fails the test case where that is not so.
void check_job_places(const Plant& plant, const PlantState& state);

}  // namespace twinline

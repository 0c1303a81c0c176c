#pragma once

#include <cstdint>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// A plant put together at random from everything that a plant can have: routes with sampling,
/// rework, scrap, queue-time windows, dedication and qualification; batches, cascading machines,
/// setups, failures, maintenance, shifts, operators, resources, transport, all kinds of release.
/// A pure function of `number`. Its warm-up is 0 and its duration some simulated weeks.
Plant random_plant(std::uint32_t number);

/// The same kind of plant with finite buffers before about half of its stations, some of which are
/// belts.
Plant random_line(std::uint32_t number);

}  // namespace twinline

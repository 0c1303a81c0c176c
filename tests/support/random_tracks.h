#pragma once

#include <cstdint>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// A small plant whose stations lie on a ring of tracks with short cuts, zones, one or two fleets
/// (with batteries, parking places and all rules), limited buffers and output places, and stockers.
/// Equal seeds give equal plants.
Plant random_tracks(std::uint32_t seed);

}  // namespace twinline

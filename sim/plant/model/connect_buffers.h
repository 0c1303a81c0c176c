#pragma once

#include "twinline/plant/model/plant.h"

namespace twinline {

/// Says of each step whether its start takes a place in the buffer of the next step of its route,
/// of each buffer which stations those are, and whether jobs can block each other for ever. To
/// be called once routes and buffers are complete.
void connect_buffers(Plant& plant);

}  // namespace twinline

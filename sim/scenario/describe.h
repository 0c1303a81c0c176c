#pragma once

#include <string>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// A readable summary of a plant: run settings, counts, routes, stations and releases, with units.
/// Plain text of at most 100 columns, ending in a line break.
std::string describe_text(const Plant& plant);

}  // namespace twinline

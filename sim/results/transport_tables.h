#pragma once

#include "twinline/results/tables.h"

namespace twinline {

/// The tables of vehicles and of where they travel.
Table fleets_table();
Table vehicles_table();
Table zones_table();

}  // namespace twinline

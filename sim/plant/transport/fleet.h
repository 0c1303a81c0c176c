#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// The fleet decides once all else of this instant is done.
void mark_fleet(Context& context, Id fleet);

/// A job waits for a vehicle at its Carriage::node.
void call_vehicle(Context& context, Id fleet, Id job);

/// Vehicles and jobs that wait find each other, idle vehicles go where they park or out of the way.
/// @throws RunError where vehicles wait for each other in a circle.
[[gnu::noinline]] void serve_fleets(Context& context);

}  // namespace twinline

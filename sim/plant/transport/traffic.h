#pragma once

#include "twinline/plant/context.h"

namespace twinline {

// Zones and the order of vehicles on edges: who may set out, and who waits for whom.

/// Does no vehicle stand before it at the end of its edge?
bool is_first(const Context& context, Id vehicle);

/// A vehicle that is_first() sets out on an edge, or joins the queue for its zone. False: it waits.
bool try_edge(Context& context, Id vehicle, Id edge);

/// It waits for no zone any longer.
void leave_zone_queue(Context& context, Id vehicle);

/// A vehicle has stopped, idle or to wait: looked at when all else of this instant is done.
void note_stop(Context& context, Id vehicle);

/// Sends idle vehicles on that are in the way of others.
/// @throws RunError where vehicles wait for each other in a circle.
void resolve_stops(Context& context);

}  // namespace twinline

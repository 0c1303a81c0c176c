#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Sends a new job to the first step that it does. No transport before it.
void begin_route(Context& context, Id job);

/// Sends a job on from the step it has done (or was diverted from) to the next one that it does,
/// or out of the plant after the last.
/// @param from_station that of the step it has done.
void advance(Context& context, Id job, Id from_station);

/// Sends a job to a given step of its route (rework), from where it stands.
void send_to(Context& context, Id job, Id step);

/// Sets out for the station of its step, where it has a place: from a station, or at once where
/// that is kNone.
void depart(Context& context, Id job, Id from_station);

/// The job joins the queue of its step's station.
void enqueue(Context& context, Id job);

/// EventKind::kArrive.
inline void handle_arrive(Context& context, Id job) { enqueue(context, job); }

/// Takes a job out of the plant for good: finished, or scrapped whole (no pieces left).
void leave_plant(Context& context, Id job);

}  // namespace twinline

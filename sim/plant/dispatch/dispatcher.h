#pragma once

#include "twinline/plant/context.h"
#include "twinline/plant/flow/buffers.h"

namespace twinline {

/// The station decides anew once all events of this instant are done. @p newcomer: nothing else has
/// changed than that this job has joined the queue.
inline void mark_dirty(Context& context, Id station, Id newcomer = kNone) {
  StationState& state = context.state.stations[station];
  state.newcomer = state.dirty ? kNone : newcomer;
  if (state.dirty) {
    // It may have come between the scores and the decision.
    if (state.learned) state.scored = false;
    return;
  }
  state.dirty = true;
  context.state.dirty_stations.push_back(station);
}

/// Lets every station that changed in this instant start what it can, and then those in who waited
/// for the places that became free, until nothing changes any more.
/// @return false where scores are asked for first: to be called again once they are known.
bool dispatch_dirty_stations(Context& context);

/// The machine may take work: it joins the end of its station's list.
inline void make_available(Context& context, Id id) {
  Machine& machine = context.state.machines[id];
  if (machine.available) return;
  StationState& station = context.state.stations[machine.station];
  machine.available = true;
  machine.available_since = context.now();
  machine.next_idle = kNone;
  machine.previous_idle = station.last_idle;
  (station.last_idle == kNone ? station.first_idle
                              : context.state.machines[station.last_idle].next_idle) = id;
  station.last_idle = id;
  ++station.n_idle;
  if (!station.queue.empty()) mark_dirty(context, machine.station);
  if (station.buffer != kNone) mark_buffer(context, station.buffer);
}

inline void make_unavailable(Context& context, Id id) {
  Machine& machine = context.state.machines[id];
  if (!machine.available) return;
  StationState& station = context.state.stations[machine.station];
  machine.available = false;
  (machine.previous_idle == kNone ? station.first_idle
                                  : context.state.machines[machine.previous_idle].next_idle) =
      machine.next_idle;
  (machine.next_idle == kNone ? station.last_idle
                              : context.state.machines[machine.next_idle].previous_idle) =
      machine.previous_idle;
  --station.n_idle;
}

/// The station's available machines in the order in which they are asked: kNone ends it.
Id first_in_order(const Context& context, Id station);
Id next_in_order(const Context& context, Id station, Id machine);

/// Takes the waiting job at `place` out of the queue and books its wait.
void take_from_queue(Context& context, Id station, std::size_t place);

/// Asks for a new decision of the station at `time` at the latest.
void wake_at(Context& context, Id station, SimTime time);
/// EventKind::kWake.
void handle_wake(Context& context, Id station, std::uint32_t epoch);

}  // namespace twinline

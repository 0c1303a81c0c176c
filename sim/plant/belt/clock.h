#pragma once

#include "twinline/plant/model/belt.h"
#include "twinline/plant/state/belt_state.h"

namespace twinline {

// The clock shows whole nanoseconds. At pace 1 it is integer arithmetic; at another pace what it
// has run beyond is kept as its rest, and what an event was foreseen for is shown when it comes.

/// When the first job comes to the exit, by the clock.
SimTime exit_time(const Belt& model, const BeltState& belt);

/// The same at a pace other than 1. It does not pass what a pending event is foreseen for.
void run_clock(const Belt& model, BeltState& belt, SimTime now);

inline void bring_clock_up(const Belt& model, BeltState& belt, SimTime now) {
  if (belt.pace != 1) return run_clock(model, belt, now);
  if (belt.runs) belt.clock += now - belt.since;
  belt.since = now;
}

/// The event that was foreseen for this time of the clock has come.
void arrive_at(BeltState& belt, SimTime clock);

/// The time until the clock shows a later one, if the belt runs on at its pace.
SimTime time_until(const BeltState& belt, SimTime clock);

/// What the clock runs in a time, and the time in which it runs that, to the nearest nanosecond.
SimTime by_clock(const BeltState& belt, SimTime time);
SimTime in_time(const BeltState& belt, SimTime clock);

}  // namespace twinline

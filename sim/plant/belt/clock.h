#pragma once

#include <algorithm>

#include "twinline/plant/model/belt.h"
#include "twinline/plant/state/belt_state.h"

namespace twinline {

// The clock shows whole nanoseconds. At pace 1 it is integer arithmetic; at another pace what it
// has run beyond is kept as its rest, and what an event was foreseen for is shown when it comes.

/// When the first job comes to the exit, by the clock.
inline SimTime exit_time(const Belt& model, const BeltState& belt) {
  const SimTime alone = belt.head().entered + model.transit;
  return model.kind == BeltKind::kAccumulating ? std::max(alone, belt.last_exit + model.pitch)
                                               : alone;
}

// Out of line: a belt at pace 1 has no need of them.

/// The clock runs on to now; it does not pass what a pending event is foreseen for.
[[gnu::noinline]] void run_clock(const Belt& model, BeltState& belt, SimTime now);
/// The clock shows a later time, out of its rest.
[[gnu::noinline]] void show_clock(BeltState& belt, SimTime clock);
[[gnu::noinline]] SimTime paced_time_until(const BeltState& belt, SimTime clock);
/// A time by a clock that runs so many times as fast, to the nearest nanosecond.
[[gnu::noinline]] SimTime scaled_by(SimTime time, double pace);

inline void bring_clock_up(const Belt& model, BeltState& belt, SimTime now) {
  if (belt.pace != 1) return run_clock(model, belt, now);
  if (belt.runs) belt.clock += now - belt.since;
  belt.since = now;
}

/// The event that was foreseen for this time of the clock has come.
inline void arrive_at(BeltState& belt, SimTime clock) {
  if (belt.clock < clock) show_clock(belt, clock);
}

/// The time until the clock shows a later one, if the belt runs on at its pace.
inline SimTime time_until(const BeltState& belt, SimTime clock) {
  return belt.pace == 1 ? clock - belt.clock : paced_time_until(belt, clock);
}

/// What the clock runs in a time, and the time in which it runs that.
inline SimTime by_clock(const BeltState& belt, SimTime time) {
  return belt.pace == 1 ? time : scaled_by(time, belt.pace);
}
inline SimTime in_time(const BeltState& belt, SimTime clock) {
  return belt.pace == 1 ? clock : scaled_by(clock, 1 / belt.pace);
}

}  // namespace twinline

#include "twinline/plant/belt/clock.h"

#include <algorithm>
#include <cmath>

namespace twinline {

namespace {

/// A hundred years: beyond any run, and what is added to it is still a time.
constexpr double kLongestNs = 3.15576e18;

SimTime whole(double ns) { return SimTime::from_ns(std::llround(std::min(ns, kLongestNs))); }

double number(SimTime time) { return static_cast<double>(time.ns()); }

/// The earliest time of the clock that a pending event is foreseen for.
SimTime next_foreseen(const Belt& model, const BeltState& belt) {
  SimTime next = SimTime::max();
  if (belt.exit.time != SimTime::max()) next = exit_time(model, belt);
  if (belt.entry.time != SimTime::max()) next = std::min(next, belt.next_entry);
  if (belt.stop.time != SimTime::max()) next = std::min(next, belt.stops.front().clock);
  return next;
}

}  // namespace

SimTime exit_time(const Belt& model, const BeltState& belt) {
  const SimTime alone = belt.head().entered + model.transit;
  return model.kind == BeltKind::kAccumulating ? std::max(alone, belt.last_exit + model.pitch)
                                               : alone;
}

void run_clock(const Belt& model, BeltState& belt, SimTime now) {
  const SimTime elapsed = now - belt.since;
  belt.since = now;
  // Within an instant it stands: who comes just when the line has moved is in time.
  if (!belt.runs || elapsed == SimTime()) return;
  const double run = number(elapsed) * belt.pace + belt.rest;
  const double ahead = number(next_foreseen(model, belt) - belt.clock);
  const double shown = std::min(std::floor(run), std::max(ahead, 0.0));
  belt.clock += whole(shown);
  belt.rest = run - shown;
}

void arrive_at(BeltState& belt, SimTime clock) {
  if (belt.clock >= clock) return;
  belt.rest = std::max(belt.rest - number(clock - belt.clock), 0.0);
  belt.clock = clock;
}

SimTime time_until(const BeltState& belt, SimTime clock) {
  const SimTime ahead = clock - belt.clock;
  if (belt.pace == 1) return ahead;
  return whole(std::ceil(std::max((number(ahead) - belt.rest) / belt.pace, 0.0)));
}

SimTime by_clock(const BeltState& belt, SimTime time) {
  return belt.pace == 1 ? time : whole(number(time) * belt.pace);
}

SimTime in_time(const BeltState& belt, SimTime clock) {
  return belt.pace == 1 ? clock : whole(number(clock) / belt.pace);
}

}  // namespace twinline

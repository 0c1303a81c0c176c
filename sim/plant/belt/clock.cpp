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

void show_clock(BeltState& belt, SimTime clock) {
  belt.rest = std::max(belt.rest - number(clock - belt.clock), 0.0);
  belt.clock = clock;
}

SimTime paced_time_until(const BeltState& belt, SimTime clock) {
  const double run = number(clock - belt.clock) - belt.rest;
  return whole(std::ceil(std::max(run / belt.pace, 0.0)));
}

SimTime scaled_by(SimTime time, double pace) { return whole(number(time) * pace); }

}  // namespace twinline

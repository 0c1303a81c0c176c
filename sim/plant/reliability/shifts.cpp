#include "twinline/plant/reliability/shifts.h"

#include <algorithm>
#include <vector>

#include "twinline/plant/process/presence.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

SimTime phase_of(const Shift& shift, SimTime time) {
  return SimTime::from_ns((time + shift.offset).ns() % shift.period.ns());
}

bool works_in_week(const Shift& shift, SimTime time) {
  const SimTime phase = phase_of(shift, time);
  for (const Shift::Interval& interval : shift.working) {
    if (phase >= interval.from && phase < interval.to) return true;
  }
  return false;
}

/// The next instant after `time` at which the hours of the week begin or end.
SimTime next_change_in_week(const Shift& shift, SimTime time) {
  const SimTime phase = phase_of(shift, time);
  SimTime nearest = SimTime::max();
  for (const Shift::Interval& interval : shift.working) {
    for (const SimTime boundary : {interval.from, interval.to}) {
      const SimTime ahead = boundary > phase ? boundary - phase : boundary + shift.period - phase;
      // Where two intervals touch (also across the period's end) nothing changes.
      if (ahead < nearest && works_in_week(shift, time + ahead) !=
                                 works_in_week(shift, time + ahead - SimTime::from_ns(1))) {
        nearest = ahead;
      }
    }
  }
  return nearest == SimTime::max() ? nearest : time + nearest;
}

/// The first exception that ends after `time`.
std::vector<Shift::Exception>::const_iterator exception_from(const Shift& shift, SimTime time) {
  return std::upper_bound(
      shift.exceptions.begin(), shift.exceptions.end(), time,
      [](SimTime instant, const Shift::Exception& exception) { return instant < exception.to; });
}

/// Makes machines and people come or go.
void apply(Context& context, Id id) {
  const bool working = working_at(context.plant.shifts[id], context.now());
  context.state.shift_working[id] = working ? 1 : 0;
  for (const Station& station : context.plant.stations) {
    if (station.shift != id) continue;
    for (Id m = station.first_machine; m < station.first_machine + station.n_machines; ++m) {
      context.state.machines[m].off_shift = !working;
      settle(context, m);
    }
  }
  // Who waits is served by the least skilled.
  for (std::size_t n_skills = 0; n_skills <= context.plant.skills.size(); ++n_skills) {
    for (Id pool = 0; pool < context.plant.operator_pools.size(); ++pool) {
      const OperatorPool& people = context.plant.operator_pools[pool];
      if (people.shift != id || people.skills.size() != n_skills) continue;
      context.state.operators[pool].off_shift = !working;
      come_or_go(context, pool);
    }
  }
}

void schedule_change(Context& context, Id id) {
  const SimTime next = next_change(context.plant.shifts[id], context.now());
  if (next != SimTime::max()) context.schedule(next, EventKind::kShiftChange, id);
}

}  // namespace

bool working_at(const Shift& shift, SimTime time) {
  const auto exception = exception_from(shift, time);
  if (exception != shift.exceptions.end() && exception->from <= time) return exception->working;
  return works_in_week(shift, time);
}

SimTime next_change(const Shift& shift, SimTime time) {
  const bool working = working_at(shift, time);
  auto exception = exception_from(shift, time);
  // From one boundary to the next until one is a change; most are.
  for (SimTime next = time; next != SimTime::max();) {
    if (exception != shift.exceptions.end() && exception->from <= next) {
      next = exception->to;
      ++exception;
    } else {
      next = next_change_in_week(shift, next);
      if (exception != shift.exceptions.end()) next = std::min(next, exception->from);
    }
    if (next != SimTime::max() && working_at(shift, next) != working) return next;
  }
  return SimTime::max();
}

void start_shifts(Context& context) {
  for (Id id = 0; id < context.plant.shifts.size(); ++id) {
    apply(context, id);
    schedule_change(context, id);
  }
}

void handle_shift_change(Context& context, Id id) {
  apply(context, id);
  schedule_change(context, id);
}

}  // namespace twinline

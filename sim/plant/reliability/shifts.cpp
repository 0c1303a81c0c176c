#include "twinline/plant/reliability/shifts.h"

#include "twinline/plant/process/presence.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

SimTime phase_of(const Shift& shift, SimTime time) {
  return SimTime::from_ns((time + shift.offset).ns() % shift.period.ns());
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
  const SimTime phase = phase_of(shift, time);
  for (const Shift::Interval& interval : shift.working) {
    if (phase >= interval.from && phase < interval.to) return true;
  }
  return false;
}

SimTime next_change(const Shift& shift, SimTime time) {
  const SimTime phase = phase_of(shift, time);
  SimTime nearest = SimTime::max();
  for (const Shift::Interval& interval : shift.working) {
    for (const SimTime boundary : {interval.from, interval.to}) {
      const SimTime ahead = boundary > phase ? boundary - phase : boundary + shift.period - phase;
      // Where two intervals touch (also across the period's end) nothing changes.
      if (ahead < nearest && working_at(shift, time + ahead) !=
                                 working_at(shift, time + ahead - SimTime::from_ns(1))) {
        nearest = ahead;
      }
    }
  }
  return nearest == SimTime::max() ? nearest : time + nearest;
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

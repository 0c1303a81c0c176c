#include "twinline/plant/belt/belt.h"

#include <algorithm>

#include "twinline/plant/belt/clock.h"
#include "twinline/plant/belt/people.h"
#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/inspection/control.h"
#include "twinline/plant/outcome/finish.h"
#include "twinline/plant/outcome/values.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/process/setup.h"
#include "twinline/plant/process/task.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

Id belt_of(const Context& context, Id machine) {
  return context.state.stations[context.state.machines[machine].station].belt;
}

/// What stands for the job's work where tasks are asked for: a belt has none in the pool.
Task task_of(const Context& context, Id machine, Id job, SimTime time) {
  Task task;
  task.machine = machine;
  task.first_job = job;
  task.n_jobs = 1;
  task.pieces = context.state.jobs[job].pieces;
  task.phase_end[2] = time;
  task.phase_end[3] = time;
  return task;
}

std::uint32_t jobs_inside(const BeltState& belt) {
  return belt.n_items + (belt.head_blocked ? 1U : 0U);
}

/// Has the event at the time that is asked for, and no other.
void keep_event(Context& context, Id id, EventKind kind, BeltEvent& event, SimTime time) {
  if (event.time == time) return;
  event.time = time;
  event.epoch = (event.epoch + 1) & Event::kEpochMask;
  if (time != SimTime::max()) context.schedule(time, kind, id, event.epoch);
}

/// The end of the present stop for work that is not done, or the begin of the next.
void keep_stop(Context& context, Id id) {
  BeltState& belt = context.state.belts[id];
  SimTime stop = SimTime::max();
  if (belt.held_until > context.now()) {
    stop = belt.held_until;
  } else if (belt.runs && !belt.stops.empty()) {
    stop = context.now() + time_until(belt, std::max(belt.stops.front().clock, belt.clock));
  }
  keep_event(context, id, EventKind::kBeltStop, belt.stop, stop);
}

void keep_events(Context& context, Id id) {
  BeltState& belt = context.state.belts[id];
  const Belt& model = context.plant.belts[id];
  SimTime exit = SimTime::max();
  SimTime entry = SimTime::max();
  if (belt.runs && belt.n_items > 0 && !belt.head_blocked) {
    exit = context.now() + time_until(belt, exit_time(model, belt));
  }
  if (belt.runs && belt.next_entry > belt.clock && jobs_inside(belt) < model.capacity) {
    entry = context.now() + time_until(belt, belt.next_entry);
  }
  if (model.overload == Overload::kStop) keep_stop(context, id);
  keep_event(context, id, EventKind::kBeltExit, belt.exit, exit);
  keep_event(context, id, EventKind::kBeltEntry, belt.entry, entry);
}

/// Failures by working time count while jobs move.
void keep_busy_clocks(Context& context, BeltState& belt) {
  const bool busy = belt.runs && belt.n_items > 0;
  if (busy == belt.busy) return;
  belt.busy = busy;
  if (busy) {
    start_busy_clocks(context, belt.machine);
  } else {
    stop_busy_clocks(context, belt.machine);
  }
}

MachineState state_of(const Context& context, const BeltState& belt, bool suspended) {
  if (suspended) return MachineState::kNonscheduled;
  if (belt.held_until > context.now()) return MachineState::kWaitingOperator;
  if (belt.head_blocked) return MachineState::kBlocked;
  if (belt.n_items > 0) return MachineState::kProcessing;
  return context.state.stations[context.state.machines[belt.machine].station].idle_state;
}

/// From now on the belt runs at the pace that its controller asks for with this job.
[[gnu::noinline]] void take_pace(Context& context, Id id, Id job) {
  BeltState& belt = context.state.belts[id];
  belt.pace = use_setting(context, context.plant.belts[id].pace_control, belt.machine, job);
  context.state.stats.paces[id].add(belt.pace);
}

/// The job's time on the belt at the pace of its entry.
SimTime passage_of(const Context& context, const Belt& model, Id job) {
  if (model.pace_control == kNone) return model.transit;
  const Id used = context.plant.outcomes.controls[model.pace_control].used;
  return SimTime::from_seconds(model.transit.seconds() / first_number_of(context, job, used));
}

/// Later entries may speed the belt up: what is asked of models is needed by when the job could
/// come out then, a thousandth before because the clock is rounded.
[[gnu::noinline]] void need_outcomes_early(Context& context, const Belt& model,
                                           SimTime clock_to_exit) {
  const double high = context.plant.outcomes.controls[model.pace_control].high;
  const SimTime least = SimTime::from_seconds(0.999 * clock_to_exit.seconds() / high);
  SimTime& needed = context.state.outcomes_needed;
  needed = std::min(needed, context.now() + least);
}

}  // namespace

void enter_belt(Context& context, Id machine_id, Id job) {
  make_unavailable(context, machine_id);
  Machine& machine = context.state.machines[machine_id];
  book(context, machine_id);
  const Id id = belt_of(context, machine_id);
  BeltState& belt = context.state.belts[id];
  const Belt& model = context.plant.belts[id];
  bring_clock_up(model, belt, context.now());
  if (model.pace_control != kNone) take_pace(context, id, job);
  SimTime entered = belt.clock;
  const Step& step = context.plant.steps[context.state.jobs[job].step];
  if (step.setup != kNone) {  // a longer gap behind the job before
    const SimTime setup = change_over(context, machine_id, step, job);
    entered = std::max(entered, belt.next_entry + by_clock(belt, setup));
    ++machine.run;
  }
  if (model.kind == BeltKind::kIndexing) {  // it stands at the entry until the line moves
    const std::int64_t cycle = model.pitch.ns();
    entered = SimTime::from_ns((entered.ns() + cycle - 1) / cycle * cycle);
  }
  belt.push({job, entered});
  belt.next_entry = entered + model.pitch;
  ++machine.n_tasks;
  context.state.jobs[job].next = kNone;
  if (model.n_positions > 0) plan_work(context, id, job, entered);
  const SimTime exit = entered + model.transit;
  begin_work(context, task_of(context, machine_id, job, time_until(belt, exit)));
  if (model.pace_control != kNone && step.recipe != kNone) {
    need_outcomes_early(context, model, exit - belt.clock);
  }
  if (belt.head_blocked && jobs_inside(belt) == model.capacity) context.state.blocked_anew = true;
  settle(context, machine_id);
}

void settle_belt(Context& context, Id machine_id) {
  Machine& machine = context.state.machines[machine_id];
  const Id id = belt_of(context, machine_id);
  BeltState& belt = context.state.belts[id];
  const Belt& model = context.plant.belts[id];
  bring_clock_up(model, belt, context.now());
  if (belt.head_blocked && machine.n_blocked == 0) {
    belt.head_blocked = false;
    belt.last_exit = belt.clock;
  }
  const bool stuck = belt.head_blocked && model.kind != BeltKind::kAccumulating;
  const bool runs_empty = context.plant.stations[machine.station].shift_end == ShiftEnd::kFinish &&
                          jobs_inside(belt) > 0 && !stuck;
  const bool suspended = machine.off_shift && !runs_empty;
  belt.runs = !suspended && !stuck && belt.held_until <= context.now();
  keep_busy_clocks(context, belt);
  set_state(context, machine_id, state_of(context, belt, suspended));
  const bool open = belt.runs && machine.pending_downs == 0 && !machine.off_shift &&
                    jobs_inside(belt) < model.capacity && belt.clock >= belt.next_entry;
  if (open) {
    make_available(context, machine_id);
  } else {
    make_unavailable(context, machine_id);
  }
  keep_events(context, id);
}

void stop_belt(Context& context, Id machine) {
  const Id id = belt_of(context, machine);
  BeltState& belt = context.state.belts[id];
  bring_clock_up(context.plant.belts[id], belt, context.now());
  belt.runs = false;
  keep_busy_clocks(context, belt);
  keep_events(context, id);
}

void handle_belt_exit(Context& context, Id id, std::uint32_t epoch) {
  BeltState& belt = context.state.belts[id];
  if (belt.exit.epoch != epoch) return;
  const Belt& model = context.plant.belts[id];
  Machine& machine = context.state.machines[belt.machine];
  book(context, belt.machine);
  bring_clock_up(model, belt, context.now());
  arrive_at(belt, exit_time(model, belt));
  belt.exit.time = SimTime::max();
  const BeltItem item = belt.pop();
  --machine.n_tasks;
  const SimTime passage = passage_of(context, model, item.job);
  const Task done = task_of(context, belt.machine, item.job, passage);
  end_work(context, done);
  count_pieces(context, belt.machine, done.pieces);
  pass_on(context, belt.machine, item.job);
  belt.head_blocked = machine.n_blocked > 0;
  if (!belt.head_blocked) belt.last_exit = belt.clock;
  settle(context, belt.machine);
}

void handle_belt_stop(Context& context, Id id, std::uint32_t epoch) {
  BeltState& belt = context.state.belts[id];
  if (belt.stop.epoch != epoch) return;
  book(context, belt.machine);
  bring_clock_up(context.plant.belts[id], belt, context.now());
  belt.stop.time = SimTime::max();
  if (belt.runs) {  // else the present stop ends; the next one may be due at this very instant
    arrive_at(belt, belt.stops.front().clock);
    belt.held_until = context.now() + belt.stops.front().time;
    belt.stops.erase(belt.stops.begin());
  }
  settle(context, belt.machine);
}

void handle_belt_entry(Context& context, Id id, std::uint32_t epoch) {
  BeltState& belt = context.state.belts[id];
  if (belt.entry.epoch != epoch) return;
  bring_clock_up(context.plant.belts[id], belt, context.now());
  arrive_at(belt, belt.next_entry);
  belt.entry.time = SimTime::max();
  settle(context, belt.machine);
}

}  // namespace twinline

#include "twinline/plant/reliability/downtime.h"

#include "twinline/plant/belt/belt.h"
#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/outcome/submit.h"
#include "twinline/plant/outcome/values.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/process/operators.h"
#include "twinline/plant/process/task.h"

namespace twinline {

namespace {

const Station& station_of(const Context& context, const Down& down) {
  return context.plant.stations[context.state.machines[down.machine].station];
}

bool is_failure(const Context& context, const Down& down) {
  return down.index < station_of(context, down).n_failures;
}

const FailureMode& failure_of(const Context& context, const Down& down) {
  return context.plant.failures[station_of(context, down).first_failure + down.index];
}

const MaintenancePlan& maintenance_of(const Context& context, const Down& down) {
  const Station& station = station_of(context, down);
  return context.plant.maintenances[station.first_maintenance + down.index - station.n_failures];
}

const ConditionLimit& limit_of(const Context& context, const Down& down) {
  if (is_failure(context, down)) return failure_of(context, down);
  return maintenance_of(context, down);
}

void next_epoch(Down& down) { down.epoch = (down.epoch + 1) & Event::kEpochMask; }

void schedule_due(Context& context, Id id, SimTime delay) {
  Down& down = context.state.downs[id];
  next_epoch(down);
  context.schedule(context.now() + delay, EventKind::kDownDue, id, down.epoch);
}

/// More pieces than any machine does: heavy-tailed draws are cut here.
constexpr std::int64_t kMostPiecesToGo = std::int64_t{1} << 60;

std::int64_t pieces_done(const Context& context, Id machine) {
  return context.state.next_piece_due[machine] - context.state.machines[machine].pieces_to_go;
}

/// Finds the next occurrence by pieces on a machine that has done `done`.
void find_next_piece_due(Context& context, Id machine_id, std::int64_t done) {
  Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[machine.station];
  const Id first = context.state.first_down[machine_id];
  std::int64_t next = 2 * kMostPiecesToGo;
  for (Id id = first; id < first + station.n_failures + station.n_maintenances; ++id) {
    const Down& down = context.state.downs[id];
    if (down.by_pieces && down.pieces_due > done) next = std::min(next, down.pieces_due);
  }
  context.state.next_piece_due[machine_id] = next;
  machine.pieces_to_go = next - done;
}

/// The next occurrence is due after so many more pieces of the machine.
void arm_by_pieces(Context& context, Down& down, std::int64_t pieces) {
  const std::int64_t done = pieces_done(context, down.machine);
  down.pieces_due = done + std::clamp<std::int64_t>(pieces, 1, kMostPiecesToGo);
  find_next_piece_due(context, down.machine, done);
}

/// Starts the clock of a failure's next occurrence, where it has one.
void arm_failure(Context& context, Id id, Id distribution) {
  Down& down = context.state.downs[id];
  const FailureMode& failure = failure_of(context, down);
  if (failure.clock == FailureClock::kCondition) return;
  if (failure.clock == FailureClock::kPieces) {
    // Counted in pieces: the draw is a number, not a time.
    const Distribution& d = context.plant.distributions[distribution];
    const double u =
        context.state.random.uniform(Purpose::kTimeToFailure, down.index, down.machine, down.count);
    const double pieces = std::min(sample(d, context.plant.empirical, u), 1e18);
    arm_by_pieces(context, down, static_cast<std::int64_t>(pieces + 0.5));
    return;
  }
  const SimTime time =
      context.draw(distribution, Purpose::kTimeToFailure, down.index, down.machine, down.count);
  if (failure.clock == FailureClock::kBusy) {
    down.busy_left = time;
  } else {
    schedule_due(context, id, time);
  }
}

/// Share of the first interval after which the k-th of N machines is first due.
SimTime staggered(SimTime first, const Down& down, std::uint32_t n_machines) {
  const std::int64_t k = std::int64_t{down.machine_rank} + 1;
  return SimTime::from_ns(first.ns() / n_machines * k + first.ns() % n_machines * k / n_machines);
}

void arm_first_maintenance(Context& context, Id id) {
  Down& down = context.state.downs[id];
  const MaintenancePlan& plan = maintenance_of(context, down);
  const std::uint32_t n = station_of(context, down).n_machines;
  if (plan.condition != kNone) return;
  if (plan.by_pieces) {
    const auto first = static_cast<std::int64_t>(plan.first_pieces);
    arm_by_pieces(context, down, plan.stagger ? first * (down.machine_rank + 1) / n : first);
  } else {
    schedule_due(context, id, plan.stagger ? staggered(plan.first, down, n) : plan.first);
  }
}

void arm_next_maintenance(Context& context, Id id) {
  Down& down = context.state.downs[id];
  const MaintenancePlan& plan = maintenance_of(context, down);
  if (plan.condition != kNone) return;
  if (plan.by_pieces) {
    arm_by_pieces(context, down, static_cast<std::int64_t>(plan.every_pieces));
  } else {
    schedule_due(context, id, plan.every);
  }
}

void set_pending(Context& context, Id id) {
  const Down& down = context.state.downs[id];
  context.state.machines[down.machine].pending_downs |= 1U << down.index;
}

/// The pending down that may begin now, by its number on the machine; kNoDown where none may.
std::uint8_t next_pending(const Context& context, Id machine_id) {
  const Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[machine.station];
  for (std::uint8_t i = 0; i < station.n_failures + station.n_maintenances; ++i) {
    if ((machine.pending_downs >> i & 1U) == 0) continue;
    const bool interrupts =
        i < station.n_failures && context.plant.failures[station.first_failure + i].interruption !=
                                      Interruption::kFinishFirst;
    if (interrupts || machine.n_tasks == 0) return i;
  }
  return kNoDown;
}

void begin_down(Context& context, Id machine_id, std::uint8_t index) {
  PlantState& state = context.state;
  Machine& machine = state.machines[machine_id];
  const Id id = state.first_down[machine_id] + index;
  Down& down = state.downs[id];
  book(context, machine_id);  // what comes from here on is laid to this cause
  machine.pending_downs &= ~(1U << index);
  machine.active_down = index;
  make_unavailable(context, machine_id);
  const bool failure = is_failure(context, down);
  const bool repeats = failure && failure_of(context, down).interruption == Interruption::kRepeat;
  if (state.stations[machine.station].belt != kNone) {
    stop_belt(context, machine_id);
  } else if (machine.n_tasks > 0 && (repeats || !machine.paused)) {
    pause_tasks(context, machine_id, repeats);
  }
  next_epoch(down);
  const Station& station = context.plant.stations[machine.station];
  const Phase phase = failure ? Phase::kRepair : Phase::kMaintenance;
  context.record_machine(failure ? TraceWord::kFailure : TraceWord::kMaintenanceDue, machine_id);
  if (!take_operator_for_down(context, station, phase, id)) {
    set_state(context, machine_id,
              failure ? MachineState::kRepairDelay : MachineState::kMaintenanceDelay);
    return;
  }
  begin_work_on_down(context, id);
}

}  // namespace

void start_downtimes(Context& context) {
  for (Id id = 0; id < context.state.downs.size(); ++id) {
    const Down& down = context.state.downs[id];
    if (is_failure(context, down)) {
      const FailureMode& failure = failure_of(context, down);
      arm_failure(context, id, failure.first == kNone ? failure.time_to_failure : failure.first);
    } else {
      arm_first_maintenance(context, id);
    }
  }
}

void settle(Context& context, Id id) {
  Machine& machine = context.state.machines[id];
  if (machine.active_down != kNoDown) return;
  if (machine.pending_downs != 0) {
    const std::uint8_t next = next_pending(context, id);
    if (next != kNoDown) {
      begin_down(context, id, next);
      return;
    }
  }
  if (context.state.stations[machine.station].belt != kNone) return settle_belt(context, id);
  if (machine.off_shift &&
      (machine.n_tasks == 0 ||
       context.plant.stations[machine.station].shift_end == ShiftEnd::kSuspend)) {
    make_unavailable(context, id);
    if (machine.n_tasks > 0 && !machine.paused) pause_tasks(context, id, false);
    set_state(context, id, MachineState::kNonscheduled);
    return;
  }
  if (machine.paused) resume_tasks(context, id);
  const StationState& station = context.state.stations[machine.station];
  const bool open = machine.pending_downs == 0 && !machine.off_shift && machine.n_blocked == 0 &&
                    machine.n_tasks < station.capacity &&
                    (machine.n_tasks == 0 || context.state.tasks[machine.newest_task].entry_open);
  if (open) {
    // A cascading machine may have been available before, for jobs that it could not take.
    if (machine.n_tasks == 0) {
      set_state(context, id, station.idle_state);
    }
    make_available(context, id);
  } else {
    if (machine.n_blocked > 0 && machine.n_tasks == 0 && !machine.off_shift) {
      set_state(context, id, MachineState::kBlocked);
    }
    make_unavailable(context, id);
  }
}

void handle_down_due(Context& context, Id id, std::uint32_t epoch) {
  Down& down = context.state.downs[id];
  if (down.epoch != epoch) return;
  set_pending(context, id);
  settle(context, down.machine);
}

void begin_work_on_down(Context& context, Id id) {
  Down& down = context.state.downs[id];
  MachineStats& stats = context.state.stats.machines[down.machine];
  const bool failure = is_failure(context, down);
  SimTime duration;
  if (failure) {
    ++stats.failures;
    duration = context.draw(failure_of(context, down).repair, Purpose::kRepair, down.index,
                            down.machine, down.count);
    set_state(context, down.machine, MachineState::kRepair);
  } else {
    ++stats.maintenances;
    const MaintenancePlan& plan = maintenance_of(context, down);
    duration =
        context.draw(plan.duration, Purpose::kMaintenance, down.index, down.machine, down.count);
    set_state(context, down.machine, MachineState::kMaintenance);
    if (plan.by_pieces || plan.interval == MaintenanceInterval::kStartToStart) {
      arm_next_maintenance(context, id);
    }
  }
  ++down.count;
  ++context.state.stats.downs[id].count;
  context.record_machine(failure ? TraceWord::kRepair : TraceWord::kMaintenance, down.machine);
  context.schedule(context.now() + duration, EventKind::kDownEnd, id);
}

void handle_down_end(Context& context, Id id) {
  Down& down = context.state.downs[id];
  Machine& machine = context.state.machines[down.machine];
  book(context, down.machine);
  machine.active_down = kNoDown;
  const bool failure = is_failure(context, down);
  if (down.operator_pool != kNone) {
    const Id pool = down.operator_pool;
    down.operator_pool = kNone;
    release_operator(context, pool, down.machine);
  }
  for (const Id condition : limit_of(context, down).resets) {
    begin_condition(context, down.machine, condition);
  }
  if (failure) {
    arm_failure(context, id, failure_of(context, down).time_to_failure);
  } else {
    const MaintenancePlan& plan = maintenance_of(context, down);
    if (!plan.by_pieces && plan.interval == MaintenanceInterval::kEndToStart) {
      arm_next_maintenance(context, id);
    }
  }
  context.record_machine(TraceWord::kUp, down.machine);
  settle(context, down.machine);
}

void run_busy_clocks(Context& context, Id machine_id) {
  const Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[machine.station];
  for (std::uint32_t i = 0; i < station.n_failures; ++i) {
    if (context.plant.failures[station.first_failure + i].clock != FailureClock::kBusy) continue;
    const Id id = context.state.first_down[machine_id] + i;
    Down& down = context.state.downs[id];
    down.busy_since = context.now();
    if ((machine.pending_downs >> i & 1U) == 0) schedule_due(context, id, down.busy_left);
  }
}

void halt_busy_clocks(Context& context, Id machine_id) {
  const Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[machine.station];
  for (std::uint32_t i = 0; i < station.n_failures; ++i) {
    if (context.plant.failures[station.first_failure + i].clock != FailureClock::kBusy) continue;
    Down& down = context.state.downs[context.state.first_down[machine_id] + i];
    down.busy_left = std::max(SimTime(), down.busy_left - (context.now() - down.busy_since));
    next_epoch(down);
  }
}

void strike_by_condition(Context& context, Id machine_id) {
  const Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[machine.station];
  const Id first = context.state.first_down[machine_id];
  for (std::uint32_t i = 0; i < station.n_failures + station.n_maintenances; ++i) {
    const ConditionLimit& limit = limit_of(context, context.state.downs[first + i]);
    if (limit.condition == kNone || machine.active_down == i) continue;
    const std::uint32_t newest = context.plant.outcomes.conditions[limit.condition].size - 1;
    const double value =
        condition_of(context.plant, context.state, machine_id, limit.condition)[newest];
    const bool due = limit.when_below ? value < limit.threshold : value >= limit.threshold;
    if (due) set_pending(context, first + i);
  }
}

void strike_by_pieces(Context& context, Id machine) {
  const std::int64_t done = pieces_done(context, machine);
  const Station& station = context.plant.stations[context.state.machines[machine].station];
  const Id first = context.state.first_down[machine];
  for (Id id = first; id < first + station.n_failures + station.n_maintenances; ++id) {
    const Down& down = context.state.downs[id];
    if (down.by_pieces && down.pieces_due <= done) set_pending(context, id);
  }
  find_next_piece_due(context, machine, done);
}

}  // namespace twinline

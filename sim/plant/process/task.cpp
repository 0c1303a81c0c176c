#include "twinline/plant/process/task.h"

#include <algorithm>

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/quality.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/outcome/finish.h"
#include "twinline/plant/outcome/submit.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/process/operators.h"
#include "twinline/plant/process/task_plan.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

/// A place in the pool. What it held before is left in it, but for what does not begin anew.
Id new_task(PlantState& state) {
  const Id id = state.free_task;
  if (id == kNone) {
    state.tasks.emplace_back();
    return static_cast<Id>(state.tasks.size() - 1);
  }
  Task& task = state.tasks[id];
  state.free_task = task.next;
  task.resource = kNone;
  task.operator_pool = kNone;
  task.progress = SimTime();
  task.plain = false;
  task.running = false;
  task.waiting = false;
  task.entry_open = false;
  task.repeats = false;
  task.awaits_duration = false;
  return id;
}

/// Sets what a plain task leaves out: it is interrupted, to go on as any other.
void unfold(Task& task) {
  if (!task.plain) return;
  const SimTime process = task.segment_end;
  task.plain = false;
  task.phase_end = {SimTime(), SimTime(), process, process};
  task.loaded = SimTime();
  task.entry = process;
  task.next_process = process;
}

void next_epoch(Task& task) { task.epoch = (task.epoch + 1) & Event::kEpochMask; }

/// What a job takes along when its work begins, where some job of the station does.
[[gnu::noinline]] void take_along(Context& context, Id id, const StationState& station) {
  if (station.reserves) reserve_place(context, id);
  if (station.assembles) take_needs(context, id);
  if (station.uses_resources) take_carrier(context, id);
  if (station.watches)
    watch_start(context, context.plant.steps[context.state.jobs[id].step].station, id);
}

/// Books what the start means to each job: windows, remembered machine.
void begin_jobs(Context& context, const Task& task) {
  const StationState& station =
      context.state.stations[context.state.machines[task.machine].station];
  const bool takes =
      station.reserves || station.assembles || station.uses_resources || station.watches;
  for (Id id = task.first_job; id != kNone; id = context.state.jobs[id].next) {
    if (takes) take_along(context, id, station);
    const Job& job = context.state.jobs[id];
    const Step& step = context.plant.steps[job.step];
    if (step.window_closed != kNone) close_window(context, id, step.window_closed);
    if (step.window_opened != kNone) commit_window(context, id, step.window_opened);
    if (step.save_machine != kNone) {
      remembered_machine(context, id, step.save_machine) = task.machine;
    }
    context.record(TraceWord::kStart, job, task.machine);
  }
}

void count_start(Context& context, Id station, const Task& task) {
  StationStats& stats = context.state.stats.stations[station];
  ++stats.tasks;
  stats.pieces += task.pieces;
  ++context.state.stats.machines[task.machine].tasks;
}

void schedule_segment(Context& context, Id id) {
  Task& task = context.state.tasks[id];
  task.running = true;
  task.waiting = false;
  task.resumed = context.now();
  const SimTime end = context.now() + (task.segment_end - task.progress);
  context.schedule(end, EventKind::kSegmentEnd, id, task.epoch);
  if (!task.entry_open && task.entry < task.segment_end) {
    context.schedule(context.now() + (task.entry - task.progress), EventKind::kEntryOpen, id,
                     task.epoch);
  }
}

/// Waiting for an operator before it is processed, a task lets the interval before it pass too.
void end_operator_wait(Context& context, Task& task) {
  if (!task.waiting || task.progress > task.loaded) return;
  const SimTime waited = context.now() - task.resumed;
  begin_process_at(task, std::max(task.loaded, task.phase_end[1] - waited));
}

/// Runs the task from its progress to where the need for an operator changes, or to its end.
void run_segment(Context& context, Id id) {
  Task& task = context.state.tasks[id];
  // What is needed at this very instant is not evaluated yet: the segment of no length that follows
  // ends when it is.
  const bool known = context.state.outcomes_needed > context.now();
  if (task.awaits_duration && known && task.progress >= task.phase_end[2]) {
    take_duration(context, task);
  }
  task.segment_end = task.total();
  const Id station = context.state.machines[task.machine].station;
  if (context.state.stations[station].needs_operators &&
      !take_operator(context, context.plant.stations[station], id)) {
    task.resumed = context.now();
    return;
  }
  if (task.awaits_duration) task.segment_end = std::min(task.segment_end, task.phase_end[2]);
  schedule_segment(context, id);
}

/// Goes on with a task and, before it, with the older ones, whose pace it follows.
void resume_from(Context& context, Id id) {
  if (id == kNone) return;
  Task& task = context.state.tasks[id];
  resume_from(context, task.next);
  if (task.repeats) begin_process_at(task, process_begin(context, task, task.next));
  task.repeats = false;
  run_segment(context, id);
}

/// Enters the state that the tasks inside make.
void show_work(Context& context, Id machine_id) {
  const Machine& machine = context.state.machines[machine_id];
  bool running = false;
  for (Id t = machine.newest_task; t != kNone; t = context.state.tasks[t].next) {
    running = running || context.state.tasks[t].running;
  }
  set_state(context, machine_id,
            running ? MachineState::kProcessing : MachineState::kWaitingOperator);
}

void unlink_task(PlantState& state, Machine& machine, Id id) {
  Id* link = &machine.newest_task;
  while (*link != id) link = &state.tasks[*link].next;
  *link = state.tasks[id].next;
  --machine.n_tasks;
}

/// Nothing keeps it from new work: settle() has nothing to find out.
bool is_undisturbed(const Machine& machine) {
  return machine.active_down == kNoDown && machine.pending_downs == 0 && !machine.off_shift &&
         machine.n_blocked == 0;
}

void finish_task(Context& context, Id id) {
  PlantState& state = context.state;
  Task& task = state.tasks[id];
  const Id machine_id = task.machine;
  Machine& machine = state.machines[machine_id];
  const StationState& station = state.stations[machine.station];
  if (task.operator_pool != kNone) release_operator(context, task.operator_pool, machine_id);
  if (task.resource != kNone) release_resource(context, task.resource);
  unlink_task(state, machine, id);
  const Id first_job = task.first_job;
  const std::uint32_t pieces = task.pieces;
  end_work(context, task);
  next_epoch(task);
  task.next = state.free_task;
  state.free_task = id;
  if (machine.n_tasks == 0) stop_busy_clocks(context, machine_id);
  count_pieces(context, machine_id, pieces);
  if (station.plain && is_undisturbed(machine)) {
    set_state(context, machine_id, station.idle_state);
    make_available(context, machine_id);
  } else {
    if (machine.n_tasks > 0) show_work(context, machine_id);
    settle(context, machine_id);
  }
  pass_on(context, machine_id, first_job);
}

}  // namespace

void begin_work(Context& context, const Task& task) {
  const Id station = context.state.machines[task.machine].station;
  count_start(context, station, task);
  begin_jobs(context, task);
  if (context.state.stations[station].has_outcomes) submit_outcomes(context, task);
}

void end_work(Context& context, const Task& task) {
  MachineStats& stats = context.state.stats.machines[task.machine];
  stats.jobs += task.n_jobs;
  stats.pieces += task.pieces;
  if (task.plain) return;
  const Id station = context.state.machines[task.machine].station;
  if (context.state.stations[station].has_outcomes) finish_outcomes(context, task);
}

void pass_on(Context& context, Id machine, Id first_job) {
  context.leaving = machine;
  for (Id job = first_job; job != kNone;) {
    const Id next = context.state.jobs[job].next;
    context.record(TraceWord::kEnd, context.state.jobs[job], machine);
    step_done(context, job, machine);
    job = next;
  }
  context.leaving = kNone;
}

void start_plain_task(Context& context, Id machine_id, Id job_id, SimTime process) {
  PlantState& state = context.state;
  make_unavailable(context, machine_id);
  book(context, machine_id);
  const Id id = new_task(state);
  Task& task = state.tasks[id];
  Machine& machine = state.machines[machine_id];
  Job& job = state.jobs[job_id];
  if (!machine.standard_speed) process = scaled(process, context.plant.machines[machine_id].speed);
  task.machine = machine_id;
  task.first_job = job_id;
  task.n_jobs = 1;
  task.pieces = job.pieces;
  task.next = kNone;
  task.plain = true;
  machine.newest_task = id;
  machine.n_tasks = 1;
  machine.state = MachineState::kProcessing;
  start_busy_clocks(context, machine_id);
  StationStats& stats = state.stats.stations[machine.station];
  if (state.stations[machine.station].reserves) reserve_place(context, job_id);
  ++stats.tasks;
  stats.pieces += job.pieces;
  ++state.stats.machines[machine_id].tasks;
  context.record(TraceWord::kStart, job, machine_id);
  task.segment_end = process;
  task.running = true;
  task.resumed = context.now();
  context.schedule(context.now() + process, EventKind::kSegmentEnd, id, task.epoch);
  if (state.stations[machine.station].draws_ahead) draw_ahead(context, job);
}

void start_task(Context& context, Id machine_id, Id first_job, std::uint32_t n_jobs) {
  PlantState& state = context.state;
  make_unavailable(context, machine_id);
  Machine& machine = state.machines[machine_id];
  book(context, machine_id);
  const Id id = new_task(state);
  Task& task = state.tasks[id];
  task.machine = machine_id;
  task.first_job = first_job;
  task.n_jobs = n_jobs;
  task.pieces = 0;
  for (Id j = first_job; j != kNone; j = state.jobs[j].next) task.pieces += state.jobs[j].pieces;
  const Job& job = state.jobs[first_job];
  const Step& step = context.plant.steps[job.step];
  plan_phases(context, task, step, job);
  if (step.setup != kNone) machine.run += n_jobs;
  if (step.resource != kNone) take_resource(context, task, step.resource);
  task.next = machine.newest_task;
  machine.newest_task = id;
  if (machine.n_tasks++ == 0) start_busy_clocks(context, machine_id);
  begin_work(context, task);
  run_segment(context, id);
  if (state.tasks[id].running) {
    set_state(context, machine_id, MachineState::kProcessing);
  } else {
    show_work(context, machine_id);
  }
}

void pause_tasks(Context& context, Id machine_id, bool lose_progress) {
  PlantState& state = context.state;
  Machine& machine = state.machines[machine_id];
  book(context, machine_id);
  if (!machine.paused) stop_busy_clocks(context, machine_id);
  machine.paused = true;
  for (Id t = machine.newest_task; t != kNone; t = state.tasks[t].next) {
    Task& task = state.tasks[t];
    unfold(task);
    task.progress = task.progress_at(context.now());
    end_operator_wait(context, task);
    if (lose_progress) {
      task.progress = std::min(task.progress, task.phase_end[0]);
      task.repeats = true;
    }
    task.running = false;
    task.waiting = false;
    next_epoch(task);
    if (task.operator_pool != kNone) {
      release_operator(context, task.operator_pool, machine_id);
      task.operator_pool = kNone;
    }
  }
}

void resume_tasks(Context& context, Id machine_id) {
  Machine& machine = context.state.machines[machine_id];
  book(context, machine_id);
  machine.paused = false;
  start_busy_clocks(context, machine_id);
  resume_from(context, machine.newest_task);
  show_work(context, machine_id);
}

void suspend_task(Context& context, Id id) {
  Task& task = context.state.tasks[id];
  book(context, task.machine);
  task.progress = task.progress_at(context.now());
  task.running = false;
  next_epoch(task);
  const Id pool = task.operator_pool;
  task.operator_pool = kNone;
  release_operator(context, pool, task.machine);
  run_segment(context, id);
  show_work(context, task.machine);
}

void operator_granted(Context& context, Id id, Id pool) {
  Task& task = context.state.tasks[id];
  book(context, task.machine);
  task.operator_pool = pool;
  end_operator_wait(context, task);
  run_segment(context, id);
  show_work(context, task.machine);
}

void handle_segment_end(Context& context, Id id, std::uint32_t epoch) {
  Task& task = context.state.tasks[id];
  if (task.epoch != epoch) return;
  book(context, task.machine);
  task.progress = task.segment_end;
  task.running = false;
  if (task.plain || (task.progress == task.total() && !task.awaits_duration)) {
    finish_task(context, id);
    return;
  }
  run_segment(context, id);
  show_work(context, task.machine);
}

void handle_entry_open(Context& context, Id id, std::uint32_t epoch) {
  Task& task = context.state.tasks[id];
  if (task.epoch != epoch) return;
  task.entry_open = true;
  settle(context, task.machine);
}

}  // namespace twinline

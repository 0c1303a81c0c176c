#include "twinline/plant/process/task_plan.h"

#include <algorithm>

#include "twinline/plant/flow/options.h"
#include "twinline/plant/outcome/finish.h"
#include "twinline/plant/process/setup.h"

namespace twinline {

namespace {

/// The time that processing the task's pieces takes by the draw of one of its jobs.
SimTime drawn_process(const Context& context, const Task& task, Id id, double speed) {
  const Job& job = context.state.jobs[id];
  const Step& step = context.plant.steps[job.step];
  SimTime process = context.draw_process(step.process, job);
  if (context.state.stations[step.station].adds_work) {
    process += added_work(context, context.plant.stations[step.station], id);
  }
  process = scaled(process, speed);
  if (step.per != ProcessPer::kPiece) return process;
  if (step.interval_per_piece && step.interval > SimTime()) {
    return process + scaled(step.interval, speed) * (std::int64_t{task.pieces} - 1);
  }
  return process * std::int64_t{task.pieces};
}

/// How long processing takes, as far as that is known when the task begins.
SimTime plan_process(const Context& context, Task& task, const Step& step, double speed) {
  if (!context.state.stations[step.station].has_outcomes) {
    return drawn_process(context, task, task.first_job, speed);
  }
  const KnownDuration known = plan_duration(context, task);
  if (known.drawn_job == kNone) return known.least;
  return std::max(known.least, drawn_process(context, task, known.drawn_job, speed));
}

}  // namespace

SimTime scaled(SimTime time, double speed) {
  return speed == 1 ? time : SimTime::from_seconds(time.seconds() / speed);
}

void begin_process_at(Task& task, SimTime progress) {
  const SimTime shift = progress - task.phase_end[1];
  for (std::size_t phase = 1; phase < kTaskPhases; ++phase) task.phase_end[phase] += shift;
  task.entry += shift;
  task.next_process += shift;
}

SimTime process_begin(const Context& context, const Task& task, Id before_id) {
  if (before_id == kNone) return task.loaded;
  const Task& before = context.state.tasks[before_id];
  const SimTime wait = before.next_process - before.progress_at(context.now());
  return std::max(task.loaded, task.progress + wait);
}

void plan_phases(Context& context, Task& task, const Step& step, const Job& job) {
  const Machine& machine = context.state.machines[task.machine];
  const double speed = machine.standard_speed ? 1 : context.plant.machines[task.machine].speed;
  const SimTime setup =
      step.setup == kNone ? SimTime() : change_over(context, task.machine, step, task.first_job);
  const SimTime load = context.draw_for_job(step.load, Purpose::kLoad, job);
  const SimTime unload = context.draw_for_job(step.unload, Purpose::kUnload, job);
  const SimTime interval = scaled(step.interval, speed);
  const SimTime process = plan_process(context, task, step, speed);
  task.loaded = setup + load;
  const SimTime ready = process_begin(context, task, machine.newest_task);
  task.phase_end[0] = setup;
  task.phase_end[1] = ready;
  task.phase_end[2] = task.phase_end[1] + process;
  task.phase_end[3] = task.phase_end[2] + unload;
  task.entry = task.total();
  task.next_process = task.total();
  if (step.interval > SimTime() && context.state.stations[step.station].capacity > 1) {
    const std::int64_t n = step.interval_per_piece ? std::int64_t{task.pieces} : 1;
    task.next_process = ready + interval * n;
    task.entry = ready;
  }
}

SimTime plain_process_time(const Context& context, const Job& job) {
  const Step& step = context.plant.steps[job.step];
  const SimTime process = context.draw_process(step.process, job);
  return step.per == ProcessPer::kPiece ? process * std::int64_t{job.pieces} : process;
}

void draw_ahead(const Context& context, Job& job) {
  if (job.step + 1 == job.route_end) return;
  job.uniform_visit = job.visit + 1;
  job.process_uniform =
      context.state.random.uniform(Purpose::kProcess, job.release, job.serial, job.uniform_visit);
}

}  // namespace twinline

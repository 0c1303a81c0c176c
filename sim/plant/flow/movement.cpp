#include "twinline/plant/flow/movement.h"

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/dispatch/ranking.h"
#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/flow/quality.h"
#include "twinline/plant/flow/release.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/inspection/inspect.h"
#include "twinline/plant/outcome/values.h"
#include "twinline/plant/process/task_plan.h"
#include "twinline/plant/transport/carriage.h"

namespace twinline {

namespace {

/// Has a gate said that the job does the step? It does so once.
bool take_demand(Context& context, Id id, const Step& step) {
  if (step.demanded == kNone) return false;
  double& demanded = *numbers_of(context, id, step.demanded);
  const bool was = demanded != 0;
  demanded = 0;
  return was;
}

/// Enters `job.step`: is it done this time, or skipped by sampling or for the job's options?
bool performs(Context& context, Id id, Job& job) {
  ++job.visit;
  const Step& step = context.plant.steps[job.step];
  if (step.sampling < 1 && !take_demand(context, id, step) &&
      context.uniform_for_job(Purpose::kSampling, job) >= step.sampling) {
    return false;
  }
  return step.n_choices == 0 || has_choice(context, step, id);
}

/// Moves `job.step` on to the first step that is done, at or after it. False: the route is over,
/// or for a split-off part the step after which it joins its parent again.
bool find_performed_step(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  for (; job.step < job.route_end; ++job.step) {
    if (performs(context, id, job)) return true;
    skip_window(context, id);
    const Id inspection = context.plant.steps[job.step].inspection;
    if (inspection != kNone) inspect_skipped(context, id, inspection);
    if (job.step == job.merge_step) return false;
  }
  return false;
}

inline bool find_step(Context& context, Id id, Job& job) {
  if (job.step < job.route_end &&
      context.state.stations[context.plant.steps[job.step].station].always_done) {
    ++job.visit;
    return true;
  }
  return find_performed_step(context, id);
}

/// Transport and process time of a visit share one block of random words: its second half is this.
/// The first is kept for the start of the process.
SimTime draw_transport(Context& context, Job& job, Id distribution) {
  const PhiloxWords words =
      context.state.random.words(Purpose::kProcess, job.release, job.serial, job.visit);
  job.process_uniform = uniform_open(words.word[0], words.word[1]);
  job.uniform_visit = job.visit;
  return context.duration(distribution, uniform_open(words.word[2], words.word[3]));
}

/// The job joins the queue of the station of its step.
inline void join_queue(Context& context, Id id, Job& job, Id station) {
  job.queued_since = context.now();
  context.record(TraceWord::kQueue, job);
  StationState& state = context.state.stations[station];
  Waiting entry = waiting_entry(context, state, id);
  if (state.plain) entry.process = plain_process_time(context, job);
  if (state.n_static_keys == 0) {
    state.queue.append(entry);
  } else {
    state.queue.insert(entry);
  }
  if (state.n_idle > 0) mark_dirty(context, station, id);
}

/// To the station of its step, once there is a place for it.
inline void travel(Context& context, Id id, Job& job, Id from_station) {
  const Plant& plant = context.plant;
  if (!plant.buffers.empty() && !take_place(context, id, from_station)) return;
  if (!plant.has_transport()) {
    return join_queue(context, id, job, plant.steps[job.step].station);
  }
  depart(context, id, from_station);
}

/// It has passed its step, to go on with `job.step`.
inline void go_from(Context& context, Id id, Job& job, Id from_station) {
  if (find_step(context, id, job)) {
    travel(context, id, job, from_station);
  } else {
    end_route(context, id, from_station);
  }
}

void count_departure(Context& context, const Job& job) {
  PlantState& state = context.state;
  ReleaseStats& stats = state.stats.releases[job.release];
  stats.wip.add(context.now(), -1);
  state.stats.wip.set(context.now(), --state.n_jobs);
  stats.reworks += job.reworks;
  if (job.pieces == 0) {
    ++stats.scrapped;
  } else {
    ++stats.finished;
    stats.pieces_out += job.pieces;
    const SimTime cycle_time = context.now() - job.released;
    stats.cycle_time.add(cycle_time);
    const double raw = context.plant.parts[job.part].raw_process_time_s;
    if (raw > 0) stats.flow_factor.add(cycle_time.seconds() / raw);
    if (job.due != SimTime::max()) {
      ++stats.with_due;
      stats.on_time += context.now() <= job.due ? 1U : 0U;
    }
  }
  if (context.plant.output.jobs) {
    state.stats.finished.push_back({job.released, context.now(), job.due, job.part, job.release,
                                    job.serial, job.priority, job.reworks, job.pieces_in,
                                    job.pieces});
  }
}

}  // namespace

void begin_route(Context& context, Id id) { go_from(context, id, context.state.jobs[id], kNone); }

void advance(Context& context, Id id, Id from_station) {
  Job& job = context.state.jobs[id];
  ++job.step;
  go_from(context, id, job, from_station);
}

void send_to(Context& context, Id id, Id step) {
  Job& job = context.state.jobs[id];
  const Id from = context.plant.steps[job.step].station;
  job.step = step;
  go_from(context, id, job, from);
}

void depart(Context& context, Id id, Id from_station) {
  const Plant& plant = context.plant;
  if (from_station == kNone || !plant.has_transport()) return enqueue(context, id);
  Job& job = context.state.jobs[id];
  const LargeVector<StationState>& stations = context.state.stations;
  const Id to = stations[plant.steps[job.step].station].location;
  const Id from = stations[from_station].location;
  const Id time = plant.transport[from * plant.locations.size() + to];
  if (time == kByVehicle) return carry_to_station(context, id, from_station);
  const SimTime delay = time == kNone ? SimTime() : draw_transport(context, job, time);
  if (delay == SimTime()) {
    enqueue(context, id);
  } else {
    context.schedule(context.now() + delay, EventKind::kArrive, id);
  }
}

void enqueue(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  join_queue(context, id, job, context.plant.steps[job.step].station);
}

void leave_plant(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  if (job.parent != kNone) {
    // A split-off part whose pieces are all lost, or that skips its last step.
    part_returns(context, id);
    return;
  }
  if (job.n_off > 0) lose_parts(context, id);
  if (job.maker != kNone) {  // counted with the job that it came off
    if (job.maker != kNobody) --context.state.jobs[job.maker].n_off;
    free_job(context, id);
    return;
  }
  if (job.step == job.route_end) job.step = kNone;
  context.record(job.pieces == 0 ? TraceWord::kScrap : TraceWord::kFinish, job);
  count_departure(context, job);
  const Id release = job.release;
  free_job(context, id);
  job_left(context, release);
}

}  // namespace twinline

#include "twinline/plant/flow/release.h"

#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/outcome/submit.h"

namespace twinline {

namespace {

/// A new job of the stream, counted as work in process, standing before its route.
Id make_job(Context& context, Id stream, const ListedJob& spec) {
  PlantState& state = context.state;
  const Id id = new_job(context);
  Job& job = state.jobs[id];
  job.released = context.now();
  job.due = spec.due;
  const Route& route = context.plant.routes[context.plant.parts[spec.part].route];
  job.part = spec.part;
  job.step = route.first_step;
  job.route_end = route.first_step + route.n_steps;
  job.release = stream;
  job.serial = state.releases[stream].serial++;
  job.priority = spec.priority;
  job.hot = spec.hot;
  job.pieces = spec.pieces;
  job.pieces_in = spec.pieces;
  begin_characteristics(context, id);
  ReleaseStats& stats = state.stats.releases[stream];
  ++stats.released;
  stats.wip.add(context.now(), 1);
  state.stats.wip.set(context.now(), ++state.n_jobs);
  return id;
}

/// The buffer before the part's first step has no place.
bool first_buffer_full(const Context& context, Id part) {
  const Route& route = context.plant.routes[context.plant.parts[part].route];
  const Id station = context.plant.steps[route.first_step].station;
  const Id buffer = context.state.stations[station].buffer;
  return buffer != kNone && (context.state.buffers[buffer].first_blocked != kNone ||
                             !has_room(context, buffer, station));
}

void release_one(Context& context, Id stream, const ListedJob& spec) {
  if (context.plant.releases[stream].lost_when_full && first_buffer_full(context, spec.part)) {
    ReleaseState& state = context.state.releases[stream];
    ++state.serial;  // later jobs draw the same numbers as ever
    if (context.plant.releases[stream].kind == ReleaseKind::kList) ++state.orders;
    ++context.state.stats.releases[stream].lost;
    return;
  }
  const Id job = make_job(context, stream, spec);
  if (!context.plant.options.empty()) give_options(context, job, stream);
  context.record(TraceWord::kRelease, context.state.jobs[job]);
  begin_route(context, job);
}

ListedJob next_of_stream(const Release& release, SimTime now) {
  ListedJob spec;
  spec.time = now;
  spec.part = release.part;
  spec.pieces = release.pieces;
  spec.priority = release.priority;
  spec.hot = release.hot;
  if (release.due != SimTime::max()) spec.due = now + release.due;
  return spec;
}

bool exhausted(const Context& context, Id stream) {
  const Release& release = context.plant.releases[stream];
  const ReleaseState& state = context.state.releases[stream];
  return (release.limit != 0 && state.serial >= release.limit) ||
         (!release.orders.empty() && orders_are_out(context.plant, release, state));
}

void draw_gap(Context& context, Id stream) {
  ReleaseState& state = context.state.releases[stream];
  state.gap = context.draw(context.plant.releases[stream].every, Purpose::kInterarrival, stream, 0,
                           state.draws++);
}

/// The gap is drawn one release ahead: the calendar need not wait for it.
void schedule_next_interval(Context& context, Id stream) {
  if (exhausted(context, stream)) return;
  context.schedule(context.now() + context.state.releases[stream].gap, EventKind::kRelease, stream);
  draw_gap(context, stream);
}

void release_listed(Context& context, Id stream) {
  const Release& release = context.plant.releases[stream];
  ReleaseState& state = context.state.releases[stream];
  while (state.next_listed < release.list.size() &&
         release.list[state.next_listed].time <= context.now()) {
    release_one(context, stream, release.list[state.next_listed++]);
  }
  if (state.next_listed < release.list.size()) {
    context.schedule(release.list[state.next_listed].time, EventKind::kRelease, stream);
  }
}

void put_initial_job(Context& context, const InitialJob& initial) {
  const Id stream =
      initial.release == kNone ? static_cast<Id>(context.plant.releases.size()) : initial.release;
  ListedJob spec;
  spec.part = initial.part;
  spec.pieces = initial.pieces;
  spec.priority = initial.priority;
  spec.hot = initial.hot;
  spec.due = initial.due;
  const Id id = make_job(context, stream, spec);
  if (!context.plant.options.empty()) put_options(context, id, stream, initial.options);
  Job& job = context.state.jobs[id];
  job.released = initial.released;
  job.step = initial.step;
  job.visit = 1;
  context.record(TraceWord::kRelease, job);
  put_in_place(context, id);
  enqueue(context, id);
}

}  // namespace

void start_releases(Context& context) {
  for (const InitialJob& initial : context.plant.initial_jobs) put_initial_job(context, initial);
  for (Id stream = 0; stream < context.plant.releases.size(); ++stream) {
    const Release& release = context.plant.releases[stream];
    switch (release.kind) {
      case ReleaseKind::kInterval: {
        draw_gap(context, stream);
        SimTime first = release.start;
        if (release.draw_first) {
          first += context.state.releases[stream].gap;
          draw_gap(context, stream);
        }
        context.schedule(first, EventKind::kRelease, stream);
        break;
      }
      case ReleaseKind::kList:
        if (!release.list.empty()) {
          context.schedule(release.list.front().time, EventKind::kRelease, stream);
        }
        break;
      case ReleaseKind::kConwip:
        // Initial jobs of the stream count towards its level.
        for (std::uint32_t i = context.state.releases[stream].serial; i < release.conwip; ++i) {
          context.schedule(release.start, EventKind::kRelease, stream);
        }
        break;
    }
  }
}

void handle_release(Context& context, Id stream) {
  const Release& release = context.plant.releases[stream];
  switch (release.kind) {
    case ReleaseKind::kInterval:
      for (std::uint32_t i = 0; i < release.jobs_at_once && !exhausted(context, stream); ++i) {
        release_one(context, stream, next_of_stream(release, context.now()));
      }
      schedule_next_interval(context, stream);
      break;
    case ReleaseKind::kList:
      release_listed(context, stream);
      break;
    case ReleaseKind::kConwip:
      // Initial jobs may have begun above the level.
      if (!exhausted(context, stream) &&
          context.state.stats.releases[stream].wip.value() < release.conwip) {
        release_one(context, stream, next_of_stream(release, context.now()));
      }
      break;
  }
}

void job_left(Context& context, Id stream) {
  if (stream < context.plant.releases.size() &&
      context.plant.releases[stream].kind == ReleaseKind::kConwip) {
    const SimTime start = context.plant.releases[stream].start;
    context.schedule(std::max(context.now(), start), EventKind::kRelease, stream);
  }
}

}  // namespace twinline

#include "twinline/plant/flow/assembly.h"

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/flow/options.h"
#include "twinline/plant/flow/release.h"
#include "twinline/plant/outcome/submit.h"

namespace twinline {

namespace {

bool matches(const Context& context, Id component, const Need& need, Id whole) {
  const Job& stored = context.state.jobs[component];
  return stored.part == need.part && (!need.own || stored.maker == whole);
}

/// Of the jobs of a part in its store, how many will do for the job?
std::uint32_t count_matching(const Context& context, const Need& need, Id job) {
  if (!need.own) return context.state.stock[need.part];
  const BufferState& store = context.state.buffers[context.plant.parts[need.part].ends_in];
  const Id whole = whole_of(context.state, job);
  std::uint32_t n = 0;
  for (Id id = store.first_stored; id != kNone; id = context.state.jobs[id].next) {
    n += matches(context, id, need, whole) ? 1U : 0U;
  }
  return n;
}

/// Takes a job out of the list of its store; `before` stands in front of it.
void unlink(Context& context, BufferState& store, Id before, Id id) {
  const Id next = context.state.jobs[id].next;
  (before == kNone ? store.first_stored : context.state.jobs[before].next) = next;
  if (next == kNone) store.last_stored = before;
  --context.state.stock[context.state.jobs[id].part];
}

void take(Context& context, const Need& need, Id job) {
  BufferState& store = context.state.buffers[context.plant.parts[need.part].ends_in];
  const Id whole = whole_of(context.state, job);
  std::uint32_t left = need.count;
  Id before = kNone;
  for (Id id = store.first_stored; id != kNone && left > 0;) {
    const Id next = context.state.jobs[id].next;
    if (matches(context, id, need, whole)) {
      unlink(context, store, before, id);
      leave_plant(context, id);
      --left;
    } else {
      before = id;
    }
    id = next;
  }
}

}  // namespace

bool needs_are_there(const Context& context, Id job) {
  const Step& step = context.plant.steps[context.state.jobs[job].step];
  for (Id n = step.first_need; n < step.first_need + step.n_needs; ++n) {
    const Need& need = context.plant.needs[n];
    if (count_matching(context, need, job) < need.count) return false;
  }
  return true;
}

void take_needs(Context& context, Id job) {
  const Step& step = context.plant.steps[context.state.jobs[job].step];
  for (Id n = step.first_need; n < step.first_need + step.n_needs; ++n) {
    take(context, context.plant.needs[n], job);
  }
}

void make_parts(Context& context, Id id) {
  const Step& step = context.plant.steps[context.state.jobs[id].step];
  for (Id m = step.first_made; m < step.first_made + step.n_made; ++m) {
    const Id part = context.plant.made[m];
    const Id made_id = new_job(context);
    Job& job = context.state.jobs[id];
    Job& made = context.state.jobs[made_id];
    const Route& route = context.plant.routes[context.plant.parts[part].route];
    made.part = part;
    made.step = route.first_step;
    made.route_end = route.first_step + route.n_steps;
    made.pieces = made.pieces_in = context.plant.parts[part].pieces;
    made.priority = job.priority;
    made.hot = job.hot;
    made.released = context.now();
    made.due = job.due;
    made.maker = whole_of(context.state, id);
    Job& maker = context.state.jobs[made.maker];
    ++maker.n_off;
    // Its draws are those of its maker's stream, from a range of visits of its own.
    made.release = job.release;
    made.serial = job.serial;
    made.visit = ++maker.splits << 20U;
    if (!context.plant.options.empty()) copy_options(context, id, made_id);
    begin_characteristics(context, made_id);
    begin_route(context, made_id);
  }
}

void end_route(Context& context, Id id, Id from_station) {
  const Job& job = context.state.jobs[id];
  const Id store = context.plant.parts[job.part].ends_in;
  const bool stored = store != kNone && job.parent == kNone && job.maker != kNobody;
  if (!stored) return leave_plant(context, id);
  if (take_place(context, id, from_station)) put_in_store(context, id);
}

void put_in_store(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  const Id buffer = context.plant.parts[job.part].ends_in;
  BufferState& store = context.state.buffers[buffer];
  job.next = kNone;
  (store.last_stored == kNone ? store.first_stored : context.state.jobs[store.last_stored].next) =
      id;
  store.last_stored = id;
  ++context.state.stock[job.part];
  for (const Id taker : context.plant.buffers[buffer].takers) {
    const StationState& station = context.state.stations[taker];
    if (station.n_idle > 0 && !station.queue.empty()) mark_dirty(context, taker);
  }
}

void lose_parts(Context& context, Id id) {
  std::vector<Id> makers;  // parts that lose parts of their own
  for (BufferState& store : context.state.buffers) {
    Id before = kNone;
    for (Id stored = store.first_stored; stored != kNone;) {
      const Id next = context.state.jobs[stored].next;
      if (context.state.jobs[stored].maker == id) {
        unlink(context, store, before, stored);
        if (context.state.jobs[stored].n_off > 0) makers.push_back(stored);
        free_job(context, stored);
      } else {
        before = stored;
      }
      stored = next;
    }
  }
  for (Job& job : context.state.jobs) {  // those still on their way are nobody's
    if (job.maker == id) job.maker = kNobody;
  }
  context.state.jobs[id].n_off = 0;
  for (const Id maker : makers) lose_parts(context, maker);
}

}  // namespace twinline

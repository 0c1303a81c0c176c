#include "twinline/plant/flow/buffers.h"

#include <algorithm>
#include <utility>

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/dispatch/ranking.h"
#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/lanes.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/reliability/downtime.h"
#include "twinline/plant/transport/carriage.h"

namespace twinline {

namespace {

/// The station that a job is bound for; kNone for a store, at the end of its route.
Id station_of(const Context& context, const Job& job) {
  return job.step == job.route_end ? kNone : context.plant.steps[job.step].station;
}

Id buffer_before(const Context& context, const Job& job, Id station) {
  return station == kNone ? context.plant.parts[job.part].ends_in
                          : context.state.stations[station].buffer;
}

/// So many more jobs and kept places.
void change(Context& context, Id buffer, std::int32_t jobs, std::int32_t kept) {
  BufferState& state = context.state.buffers[buffer];
  state.book(context.now());
  state.jobs += static_cast<std::uint32_t>(jobs);
  state.kept += static_cast<std::uint32_t>(kept);
  state.most = std::max(state.most, state.jobs);
}

void take(Context& context, Id id, Id buffer) {
  context.state.jobs[id].place = buffer;
  if (context.state.buffers[buffer].has_lanes) enter_lane(context, buffer, id);
  change(context, buffer, 1, 0);
}

void give_back(Context& context, Id id, Job& job) {
  const Id buffer = job.place;
  if (buffer == kNone) return;
  if (job.lane != kNone) leave_lane(context, id);
  job.place = kNone;
  change(context, buffer, -1, 0);
  mark_buffer(context, buffer);
}

void give_kept_place_back(Context& context, Job& job) {
  const Id buffer = job.reserved;
  if (buffer == kNone) return;
  job.reserved = kNone;
  change(context, buffer, 0, -1);
  mark_buffer(context, buffer);
}

/// It takes the place that was kept for it.
void take_kept_place(Context& context, Id id, Job& job) {
  give_back(context, id, job);
  job.place = std::exchange(job.reserved, kNone);
  change(context, job.place, 1, -1);
}

/// A job for which there is no place leaves its machine all the same where a stocker takes it.
bool store(Context& context, Id id, Id from) {
  const Id stocker = stocker_for(context, context.state.jobs[id], from);
  if (stocker == kNone) return false;
  give_place_back(context, id);
  take(context, id, context.plant.tracks.stockers[stocker].buffer);
  carry_to_stocker(context, id, from, stocker);
  return true;
}

/// Those who are let in first stand in front; equals in the order in which they came.
void join_blocked(Context& context, Id id, Id buffer) {
  LargeVector<Job>& jobs = context.state.jobs;
  BufferState& state = context.state.buffers[buffer];
  Id before = state.last_blocked;
  if (state.by_rank && before != kNone) {
    const StationState& station =
        context.state.stations[context.plant.buffers[buffer].stations.front()];
    const StaticKey key = waiting_entry(context, station, id).key;
    before = kNone;
    for (Id other = state.first_blocked; other != kNone; other = jobs[other].next) {
      if (key < waiting_entry(context, station, other).key) break;
      before = other;
    }
  }
  Id& behind = before == kNone ? state.first_blocked : jobs[before].next;
  jobs[id].next = behind;
  behind = id;
  if (jobs[id].next == kNone) state.last_blocked = id;
}

void block(Context& context, Id id, Id from, Id buffer) {
  Job& job = context.state.jobs[id];
  job.from = from;
  job.holder = store(context, id, from) ? kNone : context.leaving;
  job.queued_since = context.now();
  context.record(TraceWord::kBlock, job, job.holder);
  join_blocked(context, id, buffer);
  context.state.blocked_anew = true;
  if (has_room(context, buffer, station_of(context, job))) mark_buffer(context, buffer);
  if (job.holder != kNone) hold_machine(context, job.holder);
}

/// Where it must wait for a vehicle, it may have to stay on its machine.
void leave_for_station(Context& context, Id id, Id holder) {
  if (is_stored(context, id)) return carry_on(context, id);
  const Id leaving = std::exchange(context.leaving, holder);
  depart(context, id, context.state.jobs[id].from);
  context.leaving = leaving;
}

/// The job that has been blocked on a machine longest among those that a stocker can take.
Id longest_blocked_to_store(const Context& context) {
  const LargeVector<Job>& jobs = context.state.jobs;
  Id best = kNone;
  for (const BufferState& buffer : context.state.buffers) {
    for (Id id = buffer.first_blocked; id != kNone; id = jobs[id].next) {
      if (jobs[id].holder == kNone) continue;
      if (best != kNone && jobs[best].queued_since <= jobs[id].queued_since) continue;
      if (stocker_for(context, jobs[id], jobs[id].from) != kNone) best = id;
    }
  }
  return best;
}

/// A stocker has a place: blocked jobs go there and leave their machines.
void store_blocked(Context& context) {
  for (;;) {
    const Id id = longest_blocked_to_store(context);
    if (id == kNone) return;
    Job& job = context.state.jobs[id];
    const Id holder = std::exchange(job.holder, kNone);
    const Id leaving = std::exchange(context.leaving, holder);
    store(context, id, job.from);
    context.leaving = leaving;
    let_machine_go(context, holder);
  }
}

/// A blocked job has got its place: it leaves where it stood.
void let_in(Context& context, Id id, Id buffer) {
  Job& job = context.state.jobs[id];
  const SimTime waited = context.now() - job.queued_since;
  if (waited > SimTime()) context.state.stats.blocked[buffer].add(waited);
  give_places_back(context, id);
  take(context, id, buffer);
  const Id holder = job.holder;
  job.holder = kNone;
  if (job.step == job.route_end) {
    put_in_store(context, id);
  } else {
    leave_for_station(context, id, holder);
  }
  if (holder != kNone) let_machine_go(context, holder);
}

/// In the order of the row; one bound for a station without room does not stop the next,
/// which may be bound for another.
void let_in_blocked(Context& context, Id buffer) {
  BufferState& state = context.state.buffers[buffer];
  const bool one_way = state.asks_nobody || context.plant.buffers[buffer].stations.size() < 2;
  Id before = kNone;
  for (Id id = state.first_blocked; id != kNone;) {
    const Id next = context.state.jobs[id].next;
    if (has_room(context, buffer, station_of(context, context.state.jobs[id]))) {
      (before == kNone ? state.first_blocked : context.state.jobs[before].next) = next;
      if (next == kNone) state.last_blocked = before;
      let_in(context, id, buffer);
    } else {
      if (one_way) return;
      before = id;
    }
    id = next;
  }
}

}  // namespace

void hold_machine(Context& context, Id id) {
  Machine& machine = context.state.machines[id];
  ++machine.n_blocked;
  make_unavailable(context, id);
  if (machine.active_down == kNoDown && !machine.off_shift && machine.n_tasks == 0) {
    set_state(context, id, MachineState::kBlocked);
  }
}

void let_machine_go(Context& context, Id id) {
  if (--context.state.machines[id].n_blocked == 0) settle(context, id);
}

bool has_room(const Context& context, Id buffer, Id station, std::uint32_t n) {
  const BufferState& state = context.state.buffers[buffer];
  if (state.has_lanes) return lane_free(context, buffer);
  if (state.taken() + n <= state.capacity) return true;
  if (state.counts_work || station == kNone) return false;
  const StationState& behind = context.state.stations[station];
  return behind.queue.empty() && state.taken() + n <= state.capacity + behind.n_idle;
}

bool take_place(Context& context, Id id, Id from) {
  Job& job = context.state.jobs[id];
  const Id station = station_of(context, job);
  const Id buffer = buffer_before(context, job, station);
  if (job.reserved == buffer && buffer != kNone) {
    take_kept_place(context, id, job);
    return true;
  }
  give_kept_place_back(context, job);  // it goes another way than its step said
  if (buffer == kNone || job.place == buffer) {
    if (buffer == kNone) give_back(context, id, job);
    return true;
  }
  // A place that became free in this instant is for those who wait; with none, they are bound for
  // other stations.
  const BufferState& there = context.state.buffers[buffer];
  const bool others_wait = there.dirty && there.first_blocked != kNone;
  if (others_wait || !has_room(context, buffer, station)) {
    block(context, id, from, buffer);
    return false;
  }
  give_back(context, id, job);
  take(context, id, buffer);
  return true;
}

void put_in_place(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  const Id buffer = buffer_before(context, job, station_of(context, job));
  if (buffer != kNone) take(context, id, buffer);
}

void reserve_place(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  const Id buffer = context.plant.steps[job.step].reserves;
  if (buffer == kNone) return;
  job.reserved = buffer;
  change(context, buffer, 0, 1);
}

void give_place_back(Context& context, Id id) { give_back(context, id, context.state.jobs[id]); }

void give_places_back(Context& context, Id id) {
  give_place_back(context, id);
  give_kept_place_back(context, context.state.jobs[id]);
}

void serve_marked_buffers(Context& context) {
  std::vector<Id>& dirty = context.state.dirty_buffers;
  // Whoever is let in leaves a place behind: more buffers may join the end.
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    const Id buffer = dirty[i];
    BufferState& state = context.state.buffers[buffer];
    state.dirty = false;
    let_in_blocked(context, buffer);
    if (state.asks_nobody) continue;
    if (is_stocker(context.plant, buffer)) store_blocked(context);
    for (const Id feeder : context.plant.buffers[buffer].feeders) {
      const StationState& station = context.state.stations[feeder];
      if (station.n_idle > 0 && !station.queue.empty()) mark_dirty(context, feeder);
    }
  }
  dirty.clear();
}

}  // namespace twinline

#include "twinline/plant/process/operators.h"

#include <algorithm>

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/process/places.h"
#include "twinline/plant/process/task.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

void count_busy(Context& context, Id pool, std::uint32_t busy) {
  context.state.operators[pool].busy = busy;
  context.state.stats.operators[pool].busy.set(context.now(), busy);
}

void count_walking(Context& context, Id pool, std::uint32_t walking) {
  context.state.operators[pool].walking = walking;
  context.state.stats.operators[pool].walking.set(context.now(), walking);
}

bool is_void(const PlantState& state, const OperatorRequest& request) {
  if (request.is_down) return state.downs[request.subject].epoch != request.epoch;
  const Task& task = state.tasks[request.subject];
  return task.epoch != request.epoch || !task.waiting;
}

/// The pool that lends someone free of the skill: the least skilled that has one; else kNone.
Id free_pool(const Context& context, Id skill) {
  const auto has_one = [&](Id pool) {
    return context.state.operators[pool].at_work() < context.state.operators[pool].present;
  };
  const std::size_t n_pools = context.plant.operator_pools.size();
  if (skill < n_pools) return has_one(skill) ? skill : kNone;
  for (const Id pool : context.plant.skills[skill - n_pools].pools) {
    if (has_one(pool)) return pool;
  }
  return kNone;
}

Id location_of(const PlantState& state, Id machine) {
  return state.stations[state.machines[machine].station].location;
}

/// On the way, which takes some time.
void start_walk(Context& context, Id pool, const OperatorRequest& request, Id to, SimTime time) {
  PlantState& state = context.state;
  Id id = state.free_walk;
  if (id == kNone) {
    id = static_cast<Id>(state.walks.size());
    state.walks.emplace_back();
  } else {
    state.free_walk = state.walks[id].next;
  }
  state.walks[id] = {request, pool, to, kNone};
  count_walking(context, pool, state.operators[pool].walking + 1);
  context.schedule(context.now() + time, EventKind::kOperatorArrives, id);
}

/// Someone free of the pool goes to who asks. True: he is there at once.
bool send(Context& context, Id pool, const OperatorRequest& request) {
  OperatorState& people = context.state.operators[pool];
  if (!context.plant.walks.empty()) {
    const Id machine = request.is_down ? context.state.downs[request.subject].machine
                                       : context.state.tasks[request.subject].machine;
    const Id to = location_of(context.state, machine);
    const SimTime time = take_nearest(context.plant, people, to);
    if (time > SimTime()) {
      start_walk(context, pool, request, to, time);
      return false;
    }
  }
  count_busy(context, pool, people.busy + 1);
  context.state.stats.operators[pool].wait.add(context.now() - request.since);
  return true;
}

/// The pool that serves the request at once; kNone: it waits, for someone or for his arrival.
Id take(Context& context, Id skill, OperatorRequest request) {
  request.since = context.now();
  const Id pool = free_pool(context, skill);
  if (pool != kNone) return send(context, pool, request) ? pool : kNone;
  request.order = context.state.n_people_asked++;
  OperatorRequests& asked = context.state.people_asked[skill];
  const auto place = std::upper_bound(
      asked.begin(), asked.end(), request,
      [](const OperatorRequest& a, const OperatorRequest& b) { return a.priority > b.priority; });
  asked.insert(place, request);
  return kNone;
}

/// The first request that still holds, void ones before it taken out; nullptr where none is left.
const OperatorRequest* first_request(PlantState& state, Id skill) {
  OperatorRequests& asked = state.people_asked[skill];
  const auto first = std::find_if(asked.begin(), asked.end(), [&](const OperatorRequest& request) {
    return !is_void(state, request);
  });
  asked.erase(asked.begin(), first);
  return asked.empty() ? nullptr : &asked.front();
}

/// Whom a free person of the pool serves next: the skill under which it waits, or kNone.
Id next_asked(Context& context, Id pool) {
  Id best = kNone;
  const OperatorRequest* first = first_request(context.state, pool);
  if (first != nullptr) best = pool;
  for (const Id skill : context.plant.operator_pools[pool].skills) {
    const OperatorRequest* const other = first_request(context.state, skill);
    if (other == nullptr) continue;
    if (first != nullptr && (other->priority < first->priority ||
                             (other->priority == first->priority && other->order > first->order))) {
      continue;
    }
    first = other;
    best = skill;
  }
  return best;
}

/// He is there.
void begin_request(Context& context, Id pool, const OperatorRequest& request) {
  if (request.is_down) {
    context.state.downs[request.subject].operator_pool = pool;
    begin_work_on_down(context, request.subject);
  } else {
    operator_granted(context, request.subject, pool);
  }
}

/// Gives free operators to those who wait.
void serve(Context& context, Id pool) {
  const OperatorState& state = context.state.operators[pool];
  while (state.at_work() < state.present) {
    const Id skill = next_asked(context, pool);
    if (skill == kNone) return;
    OperatorRequests& asked = context.state.people_asked[skill];
    const OperatorRequest request = asked.front();
    asked.erase(asked.begin());
    if (send(context, pool, request)) begin_request(context, pool, request);
  }
}

/// One of the pool who was at work is free, or goes home.
void end_duty(Context& context, Id pool, Id location) {
  OperatorState& people = context.state.operators[pool];
  const bool goes = people.at_work() >= people.present;
  OperatorStats& stats = context.state.stats.operators[pool];
  if (goes) (people.off_shift ? stats.off_shift : stats.on_break).add(context.now(), 1);
  if (!context.plant.walks.empty()) add_people(goes ? people.away : people.free, location, 1);
}

/// Can people of the pool do what asks for the skill?
bool can_do(const Plant& plant, Id pool, Id skill) {
  if (pool == skill) return true;
  const std::vector<Id>& skills = plant.operator_pools[pool].skills;
  return std::find(skills.begin(), skills.end(), skill) != skills.end();
}

/// Of a phase, then of a job.
std::int64_t joint_priority(std::int32_t phase, std::int32_t job) {
  return std::int64_t{phase} * (std::int64_t{1} << 32) + job;
}

}  // namespace

bool take_operator(Context& context, const Station& station, Id id) {
  Task& task = context.state.tasks[id];
  std::size_t phase = 0;
  while (phase + 1 < kTaskPhases && task.phase_end[phase] <= task.progress) ++phase;
  const bool waits_inside = phase == 1 && task.loaded < task.phase_end[1];
  const bool only_waits = waits_inside && task.loaded <= task.progress;
  const Id skill = only_waits ? kNone : station.skill[phase];
  OperatorRequest request;
  request.priority =
      joint_priority(station.operator_priority[phase], context.state.jobs[task.first_job].priority);
  task.segment_end = waits_inside && !only_waits ? task.loaded : task.phase_end[phase];
  for (++phase; phase < kTaskPhases && !waits_inside; ++phase) {
    if (phase == 1 && task.loaded < task.phase_end[1]) break;
    const bool empty_phase = task.phase_end[phase] == task.phase_end[phase - 1];
    if (station.skill[phase] != skill && !empty_phase) break;
    task.segment_end = task.phase_end[phase];
  }
  if (task.operator_pool != kNone) {
    if (skill != kNone && can_do(context.plant, task.operator_pool, skill)) return true;
    const Id held = task.operator_pool;
    task.operator_pool = kNone;
    release_operator(context, held, task.machine);
  }
  if (skill == kNone) return true;
  request.subject = id;
  request.epoch = task.epoch;
  task.operator_pool = take(context, skill, request);
  task.waiting = task.operator_pool == kNone;
  return !task.waiting;
}

bool take_operator_for_down(Context& context, const Station& station, Phase phase, Id id) {
  const Id skill = station.skill[static_cast<std::size_t>(phase)];
  if (skill == kNone) return true;
  Down& down = context.state.downs[id];
  OperatorRequest request;
  request.priority = joint_priority(station.operator_priority[static_cast<std::size_t>(phase)], 0);
  request.subject = id;
  request.epoch = down.epoch;
  request.is_down = true;
  down.operator_pool = take(context, skill, request);
  return down.operator_pool != kNone;
}

void release_operator(Context& context, Id pool, Id machine) {
  count_busy(context, pool, context.state.operators[pool].busy - 1);
  end_duty(context, pool, location_of(context.state, machine));
  serve(context, pool);
}

void handle_operator_arrives(Context& context, Id id) {
  const Walk walk = context.state.walks[id];
  context.state.walks[id].next = context.state.free_walk;
  context.state.free_walk = id;
  const OperatorState& people = context.state.operators[walk.pool];
  count_walking(context, walk.pool, people.walking - 1);
  if (is_void(context.state, walk.request)) {
    end_duty(context, walk.pool, walk.location);
    serve(context, walk.pool);
    return;
  }
  count_busy(context, walk.pool, people.busy + 1);
  context.state.stats.operators[walk.pool].wait.add(context.now() - walk.request.since);
  begin_request(context, walk.pool, walk.request);
}

void set_present(Context& context, Id pool, std::uint32_t present) {
  OperatorState& people = context.state.operators[pool];
  people.present = present;
  const std::uint32_t gone =
      context.plant.operator_pools[pool].count - std::max(present, people.at_work());
  OperatorStats& stats = context.state.stats.operators[pool];
  stats.off_shift.set(context.now(), people.off_shift ? gone : 0);
  stats.on_break.set(context.now(), people.off_shift ? 0 : gone);
  if (!context.plant.walks.empty()) move_people(people);
  serve(context, pool);
}

void take_resource(Context& context, Task& task, Id resource) {
  task.resource = resource;
  --context.state.resource_free[resource];
  context.state.stats.resources[resource].busy.add(context.now(), 1);
}

void take_carrier(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  const Id carrier = context.plant.steps[job.step].takes;
  if (carrier == kNone || job.carrier == carrier) return;
  if (job.carrier != kNone) give_carrier_back(context, id);
  job.carrier = carrier;
  --context.state.resource_free[carrier];
  context.state.stats.resources[carrier].busy.add(context.now(), 1);
}

void return_carrier(Context& context, Id id, Id carrier) {
  if (context.state.jobs[id].carrier == carrier) give_carrier_back(context, id);
}

void give_carrier_back(Context& context, Id id) {
  Job& job = context.state.jobs[id];
  const Id carrier = job.carrier;
  job.carrier = kNone;
  const Id time = context.plant.resources[carrier].return_time;
  if (time == kNone) return release_resource(context, carrier);
  const SimTime back = context.draw_for_job(time, Purpose::kCarrier, job);
  context.schedule(context.now() + back, EventKind::kCarrierBack, carrier);
}

void release_resource(Context& context, Id resource) {
  ++context.state.resource_free[resource];
  context.state.stats.resources[resource].busy.add(context.now(), -1);
  for (Id station = 0; station < context.state.stations.size(); ++station) {
    const StationState& state = context.state.stations[station];
    if (state.uses_resources && !state.queue.empty()) mark_dirty(context, station);
  }
}

}  // namespace twinline

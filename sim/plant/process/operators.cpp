#include "twinline/plant/process/operators.h"

#include <algorithm>

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/process/task.h"
#include "twinline/plant/reliability/downtime.h"

namespace twinline {

namespace {

void count_busy(Context& context, Id pool, std::uint32_t busy) {
  context.state.operators[pool].busy = busy;
  context.state.stats.operators[pool].busy.set(context.now(), busy);
}

bool is_void(const PlantState& state, const OperatorRequest& request) {
  if (request.is_down) return state.downs[request.subject].epoch != request.epoch;
  const Task& task = state.tasks[request.subject];
  return task.epoch != request.epoch || !task.waiting;
}

bool take(Context& context, Id pool, OperatorRequest request) {
  OperatorState& state = context.state.operators[pool];
  if (state.busy < state.present) {
    count_busy(context, pool, state.busy + 1);
    context.state.stats.operators[pool].wait.add(SimTime());
    return true;
  }
  request.order = state.orders++;
  request.since = context.now();
  const auto place = std::upper_bound(
      state.requests.begin(), state.requests.end(), request,
      [](const OperatorRequest& a, const OperatorRequest& b) { return a.priority > b.priority; });
  state.requests.insert(place, request);
  return false;
}

/// Gives free operators to those who wait.
void serve(Context& context, Id pool) {
  OperatorState& state = context.state.operators[pool];
  while (state.busy < state.present && !state.requests.empty()) {
    const OperatorRequest request = state.requests.front();
    state.requests.erase(state.requests.begin());
    if (is_void(context.state, request)) continue;
    count_busy(context, pool, state.busy + 1);
    context.state.stats.operators[pool].wait.add(context.now() - request.since);
    if (request.is_down) {
      begin_work_on_down(context, request.subject);
    } else {
      operator_granted(context, request.subject, pool);
    }
  }
}

}  // namespace

bool take_operator(Context& context, const Station& station, Id id) {
  Task& task = context.state.tasks[id];
  std::size_t phase = 0;
  while (phase + 1 < kTaskPhases && task.phase_end[phase] <= task.progress) ++phase;
  const bool waits_inside = phase == 1 && task.loaded < task.phase_end[1];
  const bool only_waits = waits_inside && task.loaded <= task.progress;
  const Id pool = only_waits ? kNone : station.operator_pool[phase];
  task.segment_end = waits_inside && !only_waits ? task.loaded : task.phase_end[phase];
  for (++phase; phase < kTaskPhases && !waits_inside; ++phase) {
    if (phase == 1 && task.loaded < task.phase_end[1]) break;
    const bool empty_phase = task.phase_end[phase] == task.phase_end[phase - 1];
    if (station.operator_pool[phase] != pool && !empty_phase) break;
    task.segment_end = task.phase_end[phase];
  }
  if (task.operator_pool == pool) return true;
  if (task.operator_pool != kNone) {
    const Id held = task.operator_pool;
    task.operator_pool = kNone;
    release_operator(context, held);
  }
  if (pool == kNone) return true;
  OperatorRequest request;
  request.priority = context.state.jobs[task.first_job].priority;
  request.subject = id;
  request.epoch = task.epoch;
  if (take(context, pool, request)) {
    task.operator_pool = pool;
    return true;
  }
  task.waiting = true;
  return false;
}

bool take_operator_for_down(Context& context, Id pool, Id down) {
  OperatorRequest request;
  request.subject = down;
  request.epoch = context.state.downs[down].epoch;
  request.is_down = true;
  return take(context, pool, request);
}

void release_operator(Context& context, Id pool) {
  count_busy(context, pool, context.state.operators[pool].busy - 1);
  serve(context, pool);
}

void set_present(Context& context, Id pool, std::uint32_t present) {
  context.state.operators[pool].present = present;
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

#include "twinline/plant/process/presence.h"

#include <algorithm>

#include "twinline/plant/process/operators.h"
#include "twinline/plant/process/task.h"

namespace twinline {

namespace {

/// Stops work of the pool, in the order of the machines, until no more are at work than are there.
/// Repairs, maintenance and ways go on.
void suspend_excess(Context& context, Id pool) {
  PlantState& state = context.state;
  const OperatorState& people = state.operators[pool];
  for (Id m = 0; m < state.machines.size() && people.at_work() > people.present; ++m) {
    for (Id t = state.machines[m].newest_task; t != kNone; t = state.tasks[t].next) {
      if (state.tasks[t].operator_pool != pool) continue;
      suspend_task(context, t);
      if (people.at_work() <= people.present) return;
    }
  }
}

void schedule_break(Context& context, Id pool, SimTime after) {
  const OperatorPool& people = context.plant.operator_pools[pool];
  const SimTime next = people.breaks[context.state.operators[pool].next_break].from;
  SimTime delay = next - after;
  if (delay <= SimTime()) delay = delay + people.break_period;
  context.schedule(context.now() + delay, EventKind::kBreakChange, pool);
}

/// The level at time 0 and the first change.
void start_breaks_of(Context& context, Id pool) {
  const OperatorPool& people = context.plant.operator_pools[pool];
  OperatorState& state = context.state.operators[pool];
  const SimTime phase = SimTime::from_ns(people.break_offset.ns() % people.break_period.ns());
  const auto next = std::find_if(people.breaks.begin(), people.breaks.end(),
                                 [&](const BreakLevel& level) { return level.from > phase; });
  const bool last = next == people.breaks.end();
  state.next_break = last ? 0 : static_cast<std::uint32_t>(next - people.breaks.begin());
  state.on_break = next == people.breaks.begin() ? people.breaks.back().n : (next - 1)->n;
  come_or_go(context, pool);
  schedule_break(context, pool, phase);
}

}  // namespace

void come_or_go(Context& context, Id pool) {
  const OperatorPool& people = context.plant.operator_pools[pool];
  const OperatorState& state = context.state.operators[pool];
  const std::uint32_t relieved = std::min(state.on_break, people.relief);
  context.state.stats.operators[pool].relieved.set(context.now(), state.off_shift ? 0 : relieved);
  set_present(context, pool, state.off_shift ? 0 : people.count - (state.on_break - relieved));
}

void start_breaks(Context& context) {
  for (std::size_t n_skills = 0; n_skills <= context.plant.skills.size(); ++n_skills) {
    for (Id pool = 0; pool < context.plant.operator_pools.size(); ++pool) {
      const OperatorPool& people = context.plant.operator_pools[pool];
      if (people.breaks.empty() || people.skills.size() != n_skills) continue;
      start_breaks_of(context, pool);
    }
  }
}

void handle_break_change(Context& context, Id pool) {
  const OperatorPool& people = context.plant.operator_pools[pool];
  OperatorState& state = context.state.operators[pool];
  const BreakLevel& level = people.breaks[state.next_break];
  state.on_break = level.n;
  state.next_break = (state.next_break + 1) % static_cast<std::uint32_t>(people.breaks.size());
  schedule_break(context, pool, level.from);
  come_or_go(context, pool);
  if (people.at_break == AtBreak::kSuspend && !state.off_shift) suspend_excess(context, pool);
}

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// From so many machines on a plant no longer fits the caches near the core, and look_ahead()
/// gains more than it costs.
constexpr std::size_t kLargePlant = 2000;

// Always inlined: GCC takes a function that only fetches for one without effect, and drops it.

[[gnu::always_inline]] inline void fetch(const void* line) { __builtin_prefetch(line, 1); }

[[gnu::always_inline]] inline void fetch_two(const void* line) {
  fetch(line);
  fetch(static_cast<const char*>(line) + 64);
}

/// The task that ends so many events after the next one; nullptr where that is another kind of
/// event. Its own memory must have been asked for.
inline const Task* ending(const PlantState& state, std::size_t after_next) {
  const Event* event = state.calendar.upcoming(after_next);
  if (event == nullptr || static_cast<EventKind>(event->kind()) != EventKind::kSegmentEnd) {
    return nullptr;
  }
  const Task& task = state.tasks[event->subject];
  return task.epoch == event->epoch() ? &task : nullptr;
}

[[gnu::always_inline]] inline void fetch_task(const PlantState& state, std::size_t after_next) {
  const Event* event = state.calendar.upcoming(after_next);
  if (event == nullptr || static_cast<EventKind>(event->kind()) != EventKind::kSegmentEnd) return;
  fetch(&state.tasks[event->subject]);
}

/// Asks the memory for what the ends of tasks among the next events will need. Each address is read
/// from a line that was asked for two events before, so that nothing waits.
[[gnu::always_inline]] inline void look_ahead(const Context& context) {
  PlantState& state = context.state;
  const LargeVector<Step>& steps = context.plant.steps;
  state.calendar.prepare(11);
  fetch_task(state, 10);
  if (const Task* task = ending(state, 8)) {
    fetch(&state.machines[task->machine]);
    fetch(&state.stats.machines[task->machine]);
    fetch_two(&state.jobs[task->first_job]);
  }
  if (const Task* task = ending(state, 6)) {
    const Id here = state.machines[task->machine].station;
    fetch(&state.stations[here]);
    fetch(&state.stats.stations[here]);
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) fetch(&steps[job.step + 1]);
  }
  if (const Task* task = ending(state, 4)) {
    const StationState& here = state.stations[state.machines[task->machine].station];
    if (here.buffer != kNone) fetch(&state.buffers[here.buffer]);
    if (!here.queue.empty()) fetch(&here.queue[0]);
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) {
      fetch(&state.stations[steps[job.step + 1].station]);
    }
  }
  if (const Task* task = ending(state, 2)) {
    const StationState& here = state.stations[state.machines[task->machine].station];
    if (!here.queue.empty()) fetch(&state.jobs[here.queue[0].job]);
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) {
      const StationState& there = state.stations[steps[job.step + 1].station];
      fetch(there.queue.place_of_next());
      if (there.buffer != kNone) fetch_two(&state.buffers[there.buffer]);
    }
  }
}

}  // namespace twinline

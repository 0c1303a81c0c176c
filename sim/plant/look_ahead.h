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

/// The job on a machine that waits for the place which the end of a task may make free.
inline const Job* let_in_by(const PlantState& state, std::size_t after_next) {
  const Task* task = ending(state, after_next);
  if (task == nullptr) return nullptr;
  const Id buffer = state.stations[state.machines[task->machine].station].buffer;
  if (buffer == kNone || state.buffers[buffer].first_blocked == kNone) return nullptr;
  const Job& job = state.jobs[state.buffers[buffer].first_blocked];
  return job.holder == kNone ? nullptr : &job;
}

// The stages of looking ahead, nearest last: each finds its addresses in what the one before asked
// for, some events ago.

[[gnu::always_inline]] inline void fetch_task(const PlantState& state, std::size_t after_next) {
  const Event* event = state.calendar.upcoming(after_next);
  if (event == nullptr || static_cast<EventKind>(event->kind()) != EventKind::kSegmentEnd) return;
  fetch(&state.tasks[event->subject]);
}

[[gnu::always_inline]] inline void fetch_machine(const PlantState& state, Id machine) {
  fetch(&state.machines[machine]);
  fetch(&state.stats.machines[machine]);
}

[[gnu::always_inline]] inline void fetch_station(const PlantState& state, Id station) {
  fetch(&state.stations[station]);
  fetch(&state.stats.stations[station]);
}

/// Where the next job that starts there comes from.
[[gnu::always_inline]] inline void fetch_waiting(const PlantState& state,
                                                 const StationState& station) {
  if (station.buffer != kNone) fetch(&state.buffers[station.buffer]);
  if (!station.queue.empty()) fetch(&station.queue[0]);
}

/// Asks the memory for what the ends of tasks among the next events will need.
[[gnu::always_inline]] inline void look_ahead(const Context& context) {
  PlantState& state = context.state;
  const LargeVector<Step>& steps = context.plant.steps;
  state.calendar.prepare(11);
  fetch_task(state, 10);
  if (const Task* task = ending(state, 8)) {
    fetch_machine(state, task->machine);
    fetch_two(&state.jobs[task->first_job]);
  }
  if (const Task* task = ending(state, 6)) {
    fetch_station(state, state.machines[task->machine].station);
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) fetch(&steps[job.step + 1]);
  }
  if (const Task* task = ending(state, 4)) {
    fetch_waiting(state, state.stations[state.machines[task->machine].station]);
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) {
      fetch(&state.stations[steps[job.step + 1].station]);
    } else {
      fetch_two(&state.stats.releases[job.release]);
    }
  }
  if (const Task* task = ending(state, 2)) {
    const StationState& here = state.stations[state.machines[task->machine].station];
    if (!here.queue.empty()) fetch(&state.jobs[here.queue[0].job]);
    if (here.buffer != kNone && state.buffers[here.buffer].first_blocked != kNone) {
      fetch_two(&state.jobs[state.buffers[here.buffer].first_blocked]);
    }
    const Job& job = state.jobs[task->first_job];
    if (job.step + 1 < job.route_end) {
      const StationState& there = state.stations[steps[job.step + 1].station];
      fetch(there.queue.place_of_next());
      if (there.buffer != kNone) fetch_two(&state.buffers[there.buffer]);
    }
  }
  if (const Job* blocked = let_in_by(state, 1)) {
    fetch_machine(state, blocked->holder);
    fetch_station(state, blocked->from);
  }
  if (const Job* blocked = let_in_by(state, 0)) {
    fetch_waiting(state, state.stations[blocked->from]);
  }
}

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// A job with default values and no open window or remembered machine.
Id new_job(Context& context);
/// Gives the job's place back. Its index may be used again at once.
void free_job(Context& context, Id job);

/// The job that a split-off part belongs to; a whole one to itself.
inline Id whole_of(const PlantState& state, Id job) {
  while (state.jobs[job].parent != kNone) job = state.jobs[job].parent;
  return job;
}

inline SimTime& window_opened(const Context& context, Id job, const QueueWindow& window) {
  return context.state.window_opened[std::size_t{job} * context.plant.n_window_slots + window.slot];
}
inline Id& remembered_machine(const Context& context, Id job, Id slot) {
  return context.state.remembered_machine[std::size_t{job} * context.plant.n_machine_slots + slot];
}

}  // namespace twinline

#include "twinline/plant/flow/job_pool.h"

#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/process/operators.h"

namespace twinline {

Id new_job(Context& context) {
  PlantState& state = context.state;
  const std::size_t n_windows = context.plant.n_window_slots;
  const std::size_t n_machines = context.plant.n_machine_slots;
  Id id = state.free_job;
  if (id == kNone) {
    id = static_cast<Id>(state.jobs.size());
    state.jobs.emplace_back();
    state.window_opened.resize(state.window_opened.size() + n_windows, SimTime::max());
    state.remembered_machine.resize(state.remembered_machine.size() + n_machines, kNone);
    state.characteristics.resize(state.characteristics.size() + context.plant.outcomes.row, 0.0);
    state.options.resize(state.options.size() + context.plant.options.size(), 0);
    if (!state.fleets.empty()) state.carriages.emplace_back();
    return id;
  }
  state.free_job = state.jobs[id].next;
  state.jobs[id] = Job{};
  if (!state.fleets.empty()) state.carriages[id] = Carriage{};
  std::fill_n(state.window_opened.begin() + static_cast<std::ptrdiff_t>(id * n_windows), n_windows,
              SimTime::max());
  std::fill_n(state.remembered_machine.begin() + static_cast<std::ptrdiff_t>(id * n_machines),
              n_machines, kNone);
  return id;
}

void free_job(Context& context, Id job) {
  if (!context.plant.buffers.empty()) give_places_back(context, job);
  if (context.state.jobs[job].carrier != kNone) give_carrier_back(context, job);
  context.state.jobs[job].next = context.state.free_job;
  context.state.free_job = job;
}

}  // namespace twinline

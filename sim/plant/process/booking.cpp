#include "twinline/plant/process/booking.h"

namespace twinline {

namespace {

using Times = std::array<SimTime, kMachineStates>;

SimTime& at(Times& times, MachineState state) { return times[static_cast<std::size_t>(state)]; }

/// Splits the last `span` of a machine with tasks inside over the phases of its newest task.
void split_work(const PlantState& state, const Machine& machine, SimTime now, SimTime span,
                Times& times) {
  if (machine.newest_task == kNone) {  // a belt
    at(times, MachineState::kProcessing) += span;
    return;
  }
  const Task& task = state.tasks[machine.newest_task];
  // Not running, it waits for an operator while an older one is being processed.
  if (task.plain || !task.running) {
    at(times, MachineState::kProcessing) += span;
    return;
  }
  static constexpr std::array<MachineState, kTaskPhases> kPhaseState = {
      MachineState::kSetup, MachineState::kLoading, MachineState::kProcessing,
      MachineState::kUnloading};
  const SimTime to = task.progress_at(now);
  SimTime from = to - span;
  if (from >= task.phase_end[1] && to <= task.phase_end[2]) {  // the most frequent case
    at(times, MachineState::kProcessing) += span;
    return;
  }
  for (std::size_t phase = 0; phase < kTaskPhases && from < to; ++phase) {
    const SimTime end = std::min(task.phase_end[phase], to);
    if (end <= from) continue;
    const bool shared = machine.n_tasks > 1 && phase > 0;
    at(times, shared ? MachineState::kProcessing : kPhaseState[phase]) += end - from;
    from = end;
  }
}

void book_span(const PlantState& state, const Machine& machine, SimTime now, Times& times) {
  const SimTime span = now - machine.since;
  if (span == SimTime()) return;
  if (machine.state == MachineState::kProcessing) {
    split_work(state, machine, now, span, times);
  } else {
    at(times, machine.state) += span;
  }
}

}  // namespace

void book_elapsed(Context& context, Id id) {
  Machine& machine = context.state.machines[id];
  if (machine.active_down != kNoDown) {
    const Id down = context.state.first_down[id] + machine.active_down;
    context.state.stats.downs[down].time += context.now() - machine.since;
  }
  MachineStats& stats = context.state.stats.machines[id];
  if (!is_active(machine.state)) {
    if (stats.passive_until != machine.since) ++stats.active_periods;
    stats.passive_until = context.now();
  }
  book_span(context.state, machine, context.now(), stats.in_state);
  machine.since = context.now();
}

Times booked_times(const PlantState& state, Id id) {
  Times times = state.stats.machines[id].in_state;
  book_span(state, state.machines[id], state.now, times);
  return times;
}

std::uint64_t booked_active_periods(const PlantState& state, Id id) {
  const Machine& machine = state.machines[id];
  const MachineStats& stats = state.stats.machines[id];
  const bool waits = machine.since < state.now && !is_active(machine.state);
  const SimTime active_until = waits ? machine.since : state.now;
  return stats.active_periods + (stats.passive_until != active_until ? 1 : 0);
}

Int128 time_waited(const PlantState& state, Id station) {
  const WaitingQueue& queue = state.stations[station].queue;
  Int128 waited = 0;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    waited += (state.now - state.jobs[queue[i].job].queued_since).ns();
  }
  return waited;
}

QueueFigures queue_figures(const PlantState& state, Id station) {
  const StationStats& stats = state.stats.stations[station];
  const WaitingQueue& queue = state.stations[station].queue;
  QueueFigures figures;
  figures.area = stats.wait.sum_ns() - stats.waited + time_waited(state, station);
  const auto span = static_cast<double>((state.now - stats.counted_from).ns());
  figures.mean =
      span == 0 ? static_cast<double>(queue.size()) : static_cast<double>(figures.area) / span;
  figures.most = queue.most();
  return figures;
}

std::vector<DownStats> booked_downs(const PlantState& state) {
  std::vector<DownStats> downs = state.stats.downs;
  for (Id id = 0; id < state.machines.size(); ++id) {
    const Machine& machine = state.machines[id];
    if (machine.active_down == kNoDown) continue;
    downs[state.first_down[id] + machine.active_down].time += state.now - machine.since;
  }
  return downs;
}

}  // namespace twinline

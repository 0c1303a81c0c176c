#include "twinline/results/machine_figures.h"

namespace twinline {

namespace {

StateTimes station_times(const ReplicationData& data, const Station& station) {
  StateTimes times;
  for (std::uint32_t i = 0; i < station.n_machines; ++i) {
    times.add(data.machine_times[station.first_machine + i]);
  }
  return times;
}

}  // namespace

void MachineFigures::merge(const MachineFigures& other) {
  times.add(other.times);
  wait.merge(other.wait);
  queue_length += other.queue_length;
  jobs_out += other.jobs_out;
  pieces_out += other.pieces_out;
  batched_jobs += other.batched_jobs;
  batches += other.batches;
  failures += other.failures;
  maintenances += other.maintenances;
  energy_kwh += other.energy_kwh;
}

MachineFigures station_figures(const ReplicationData& data, Id station) {
  const Station& model = data.plant.stations[station];
  const StationStats& stats = data.stats.stations[station];
  MachineFigures figures;
  figures.times = station_times(data, model);
  figures.wait = stats.wait;
  figures.queue_length = data.queues[station].mean;
  if (model.batch.enabled) {
    figures.batched_jobs = stats.jobs();
    figures.batches = stats.tasks;
  }
  for (std::uint32_t i = 0; i < model.n_machines; ++i) {
    const MachineStats& machine = data.stats.machines[model.first_machine + i];
    figures.jobs_out += machine.jobs;
    figures.pieces_out += machine.pieces;
    figures.failures += machine.failures;
    figures.maintenances += machine.maintenances;
  }
  if (model.has_power) figures.energy_kwh = energy_kwh(model.power, figures.times);
  return figures;
}

double mean_run(const WatchStats& stats) {
  return stats.jobs == 0 ? ratio(0, 0)
                         : static_cast<double>(stats.jobs) / static_cast<double>(stats.changes + 1);
}

double energy_kwh(const PowerDraw& power, const StateTimes& times) {
  double joules = 0;
  for (const MachineState state : kMachineStateColumns) {
    double watts = power.standby;
    if (e10(state) == E10State::kProductive) watts = power.processing;
    if (e10(state) == E10State::kNonscheduled) watts = power.off;
    if (e10(state) == E10State::kScheduledDown || e10(state) == E10State::kUnscheduledDown) {
      watts = state == MachineState::kSetup ? power.setup : power.down;
    }
    joules += watts * seconds_of(times.in(state));
  }
  return joules / 3.6e6;
}

double utilization_available(const StateTimes& times) {
  const E10Times e10 = e10_hours(times);
  const double setup = hours_of(times.in(MachineState::kSetup));
  return ratio(e10.productive + setup, e10.uptime() + setup);
}

Oee simulated_oee(const StateTimes& times) {
  const E10Times e10 = e10_hours(times);
  const double processing = hours_of(times.in(MachineState::kProcessing));
  return oee(e10.total(), e10.uptime(), processing, processing, processing);
}

}  // namespace twinline

#pragma once

#include "twinline/results/compute_kpis.h"
#include "twinline/results/replication_data.h"

namespace twinline::test {

inline SimTime hours(std::int64_t h) { return SimTime::from_ns(h * 3'600'000'000'000); }

/// Two stations in a group, one part, one release; the figures are made up, 100 h after a warm-up
/// of 10 h.
struct SmallPlant {
  Plant plant;
  Statistics stats;
  std::vector<std::array<SimTime, kMachineStates>> times;
  std::vector<std::uint64_t> periods;  ///< active ones
  std::vector<QueueFigures> queues;
  std::vector<BufferFigures> buffers;
  std::vector<VehicleStats> vehicles;

  SmallPlant() {
    plant.run.name = "small";
    plant.run.warm_up = hours(10);
    plant.run.duration = hours(100);
    plant.parts.resize(1);
    plant.parts[0].name = "pa";
    plant.parts[0].raw_process_time_s = 2 * 3600;
    plant.releases.resize(1);
    plant.releases[0].name = "starts";
    plant.routes.resize(1);
    plant.routes[0].name = "main";
    plant.stations.resize(2);
    plant.stations[0].name = "litho";
    plant.stations[0].group = "front";
    plant.stations[0].n_machines = 1;
    plant.stations[1].name = "etch";
    plant.stations[1].group = "front";
    plant.stations[1].first_machine = 1;
    plant.stations[1].n_machines = 2;
    plant.stations[1].batch.enabled = true;
    plant.machines.resize(3);
    plant.machines[0].name = "litho_1";
    plant.machines[1].name = "etch_1";
    plant.machines[2].name = "etch_2";
    for (Id i = 0; i < 3; ++i) plant.machines[i].station = i == 0 ? 0 : 1;
    fill_machines();
    fill_jobs();
  }

  ReplicationData data(std::uint32_t replication = 0) const {
    return {plant, stats,  replication, 7,        plant.horizon(), times,
            {},    queues, buffers,     vehicles, periods};
  }

  /// Two vehicles, one with a battery's figures; 200 h in all.
  void add_fleet() {
    plant.tracks.fleets.resize(1);
    Fleet& fleet = plant.tracks.fleets[0];
    fleet.name = "agv";
    fleet.n_vehicles = 2;
    fleet.battery.capacity_j = 3.6e6;
    plant.tracks.zones = {{"crossing", 1}};
    vehicles.resize(2);
    vehicles[0].in_use = {hours(40), hours(30), hours(20), hours(5), hours(3), hours(2)};
    vehicles[0].jobs = 7;
    vehicles[0].energy_j = 7.2e6;
    vehicles[1].in_use = {hours(80), hours(6), hours(4), hours(1), hours(7), hours(2)};
    stats.fleets.resize(1);
    stats.fleets[0].wait.add(hours(1));
    stats.fleets[0].wait.add(hours(2));
    stats.fleets[0].delivery.add(hours(4));
    stats.zones.resize(1);
    stats.zones[0].entries = 9;
    stats.zones[0].wait.add(SimTime::from_seconds(12));
  }

  /// The KPI's value; NaN where it is left out.
  double kpi(Scope scope, Id entity, Kpi kpi) const {
    for (const KpiValue& value : compute_kpis(data())) {
      if (value.scope == scope && value.entity == entity && value.kpi == kpi) return value.value;
    }
    return ratio(0, 0);
  }

 private:
  SimTime& in(Id machine, MachineState state) {
    return times[machine][static_cast<std::size_t>(state)];
  }

  void fill_machines() {
    times.resize(3);
    periods = {8, 10, 0};
    in(0, MachineState::kProcessing) = hours(50);
    in(0, MachineState::kLoading) = hours(10);
    in(0, MachineState::kSetup) = hours(4);
    in(0, MachineState::kMaintenance) = hours(6);
    in(0, MachineState::kRepair) = hours(9);
    in(0, MachineState::kRepairDelay) = hours(1);
    in(0, MachineState::kBlocked) = hours(5);
    in(0, MachineState::kHeld) = hours(3);
    in(0, MachineState::kIdle) = hours(12);
    in(1, MachineState::kProcessing) = hours(40);
    in(1, MachineState::kIdle) = hours(60);
    in(2, MachineState::kIdle) = hours(100);
    stats.machines.resize(3);
    stats.machines[0].jobs = 2;
    stats.machines[0].pieces = 50;
    stats.machines[0].failures = 3;
    stats.machines[1].jobs = 2;
    stats.stations.resize(2);
    queues.resize(2);
    queues[0] = {0, 1, 2};
    stats.stations[0].wait.add(hours(1));
    stats.stations[0].wait.add(hours(4));
    stats.stations[0].tasks = 2;
    for (int i = 0; i < 6; ++i) stats.stations[1].wait.add(SimTime());
    stats.stations[1].tasks = 2;
  }

  void fill_jobs() {
    stats.moves = 200;
    stats.wip = TimeWeighted(hours(10), 3);
    stats.releases.resize(2);
    ReleaseStats& release = stats.releases[0];
    release.wip = TimeWeighted(hours(10), 3);
    release.released = 5;
    release.pieces_out = 75;
    release.pieces_scrapped = 25;
    release.reworks = 1;
    release.scrapped = 1;
    const auto finish = [&](std::int64_t released, std::int64_t finished, std::int64_t due,
                            std::uint32_t pieces) {
      FinishedJob job;
      job.released = hours(released);
      job.finished = hours(finished);
      job.due = due < 0 ? SimTime::max() : hours(due);
      job.part = 0;
      job.release = 0;
      job.serial = static_cast<std::uint32_t>(stats.finished.size());
      job.pieces_in = 25;
      job.pieces_out = pieces;
      stats.finished.push_back(job);
      if (pieces == 0) return;
      ++release.finished;
      release.cycle_time.add(job.finished - job.released);
      release.flow_factor.add((job.finished - job.released).seconds() / 7200);
      if (due < 0) return;
      ++release.with_due;
      if (job.finished <= job.due) ++release.on_time;
    };
    finish(8, 12, 12, 25);   // 4 h, just on time
    finish(20, 26, 25, 25);  // 6 h, late
    finish(30, 40, -1, 25);  // 10 h, no due date
    finish(40, 41, 90, 0);   // scrapped
    stats.finished[1].rework = 1;
  }
};

}  // namespace twinline::test

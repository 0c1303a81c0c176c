#include "twinline/results/compute_kpis.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "twinline/results/gate_figures.h"
#include "twinline/results/job_figures.h"
#include "twinline/results/machine_figures.h"
#include "twinline/results/people_figures.h"
#include "twinline/results/vehicle_hours.h"

namespace twinline {

namespace {

class Collector {
 public:
  explicit Collector(double measured_h) : measured_h_(measured_h) {}

  void jobs(Scope scope, Id entity, const JobFigures& f) {
    const auto finished = static_cast<double>(f.finished);
    add(scope, entity, Kpi::kJobsFinished, finished);
    flow(scope, entity, finished, static_cast<double>(f.pieces_out));
    add(scope, entity, Kpi::kCycleTime, mean_hours(f.cycle_time));
    if (f.flow_factor.count() > 0) add(scope, entity, Kpi::kFlowFactor, f.flow_factor.mean());
    add(scope, entity, Kpi::kOnTimeFraction,
        ratio(static_cast<double>(f.on_time), static_cast<double>(f.with_due)));
    add(scope, entity, Kpi::kScrapFraction,
        ratio(static_cast<double>(f.pieces_scrapped),
              static_cast<double>(f.pieces_scrapped + f.pieces_out)));
    add(scope, entity, Kpi::kReworkFraction, ratio(static_cast<double>(f.reworks), finished));
  }

  void quantiles(Scope scope, Id entity, JobSample sample) {
    if (sample.cycle_time_h.empty()) return;
    std::sort(sample.cycle_time_h.begin(), sample.cycle_time_h.end());
    add(scope, entity, Kpi::kCycleTimeP05, quantile_of_sorted(sample.cycle_time_h, 0.05));
    add(scope, entity, Kpi::kCycleTimeP50, quantile_of_sorted(sample.cycle_time_h, 0.50));
    add(scope, entity, Kpi::kCycleTimeP95, quantile_of_sorted(sample.cycle_time_h, 0.95));
    if (sample.flow_factor.empty()) return;
    std::sort(sample.flow_factor.begin(), sample.flow_factor.end());
    add(scope, entity, Kpi::kFlowFactorP05, quantile_of_sorted(sample.flow_factor, 0.05));
    add(scope, entity, Kpi::kFlowFactorP50, quantile_of_sorted(sample.flow_factor, 0.50));
    add(scope, entity, Kpi::kFlowFactorP95, quantile_of_sorted(sample.flow_factor, 0.95));
  }

  void machines(Scope scope, Id entity, const MachineFigures& f) {
    flow(scope, entity, static_cast<double>(f.jobs_out), static_cast<double>(f.pieces_out));
    add(scope, entity, Kpi::kQueueLength, f.queue_length);
    add(scope, entity, Kpi::kQueueTime, mean_hours(f.wait));
    const E10Times e10 = e10_hours(f.times);
    add(scope, entity, Kpi::kUtilization, total_utilization(e10));
    add(scope, entity, Kpi::kUtilizationAvailable, utilization_available(f.times));
    add(scope, entity, Kpi::kAvailability, total_uptime(e10));
    add(scope, entity, Kpi::kOee, simulated_oee(f.times).value);
    const auto share = [&](MachineState a, MachineState b) {
      return ratio(hours_of(f.times.in(a) + f.times.in(b)), e10.total());
    };
    const auto alone = [&](MachineState a) { return ratio(hours_of(f.times.in(a)), e10.total()); };
    add(scope, entity, Kpi::kSetupFraction, alone(MachineState::kSetup));
    add(scope, entity, Kpi::kMaintenanceFraction,
        share(MachineState::kMaintenance, MachineState::kMaintenanceDelay));
    add(scope, entity, Kpi::kDownFraction,
        share(MachineState::kRepair, MachineState::kRepairDelay));
    add(scope, entity, Kpi::kBlockedFraction, alone(MachineState::kBlocked));
    add(scope, entity, Kpi::kStarvedFraction, alone(MachineState::kIdle));
    add(scope, entity, Kpi::kHeldFraction, alone(MachineState::kHeld));
    add(scope, entity, Kpi::kWaitingOperatorFraction, alone(MachineState::kWaitingOperator));
    add(scope, entity, Kpi::kNonscheduledFraction, alone(MachineState::kNonscheduled));
    add(scope, entity, Kpi::kBatchSize,
        ratio(static_cast<double>(f.batched_jobs), static_cast<double>(f.batches)));
    const auto failures = static_cast<double>(f.failures);
    add(scope, entity, Kpi::kMtbf, mtbf_productive(e10, failures));
    add(scope, entity, Kpi::kMttr, ratio(hours_of(f.times.in(MachineState::kRepair)), failures));
    if (scope == Scope::kStation) {
      const double on_shift = ratio(e10.total() - e10.nonscheduled, e10.total());
      add(scope, entity, Kpi::kJobsPerScheduledHour,
          ratio(static_cast<double>(f.jobs_out), measured_h_ * on_shift));
    }
    if (f.energy_kwh > 0) energy(scope, entity, f.energy_kwh, static_cast<double>(f.jobs_out));
  }

  void energy(Scope scope, Id entity, double kwh, double jobs) {
    add(scope, entity, Kpi::kEnergy, kwh);
    add(scope, entity, Kpi::kEnergyPerJob, ratio(kwh, jobs));
  }

  void add(Scope scope, Id entity, Kpi kpi, double value) {
    if (std::isfinite(value)) values_.push_back({scope, entity, kpi, value});
  }

  double measured_h() const { return measured_h_; }

  std::vector<KpiValue> sorted() {
    std::sort(values_.begin(), values_.end(), [](const KpiValue& a, const KpiValue& b) {
      return std::tie(a.scope, a.entity, a.kpi) < std::tie(b.scope, b.entity, b.kpi);
    });
    return std::move(values_);
  }

 private:
  void flow(Scope scope, Id entity, double jobs, double pieces) {
    add(scope, entity, Kpi::kThroughputPerH, ratio(jobs, measured_h_));
    add(scope, entity, Kpi::kThroughputPerD, ratio(jobs * 24, measured_h_));
    add(scope, entity, Kpi::kPiecesPerH, ratio(pieces, measured_h_));
  }

  double measured_h_;
  std::vector<KpiValue> values_;
};

/// Jobs that found the first buffer full.
void add_losses(const ReplicationData& data, Collector& out) {
  double lost = 0;
  double all = 0;
  for (Id i = 0; i < data.plant.releases.size(); ++i) {
    if (!data.plant.releases[i].lost_when_full) continue;
    const ReleaseStats& stats = data.stats.releases[i];
    const double offered = static_cast<double>(stats.released + stats.lost);
    out.add(Scope::kRelease, i, Kpi::kLostFraction,
            ratio(static_cast<double>(stats.lost), offered));
    lost += static_cast<double>(stats.lost);
    all += offered;
  }
  out.add(Scope::kPlant, 0, Kpi::kLostFraction, ratio(lost, all));
}

void add_plant(const ReplicationData& data, Collector& out) {
  const Statistics& stats = data.stats;
  JobFigures all;
  for (Id i = 0; i < stats.releases.size(); ++i) {
    const ReleaseStats& release = stats.releases[i];
    const JobFigures figures = figures_of(release);
    all.merge(figures);
    if (release.released + release.finished == 0 && release.wip.max() == 0) continue;
    out.jobs(Scope::kRelease, i, figures);
    out.add(Scope::kRelease, i, Kpi::kWip, release.wip.mean(data.now));
  }
  add_losses(data, out);
  out.jobs(Scope::kPlant, 0, all);
  out.add(Scope::kPlant, 0, Kpi::kMovesPerD,
          ratio(static_cast<double>(stats.moves) * 24, out.measured_h()));
  out.add(Scope::kPlant, 0, Kpi::kWip, stats.wip.mean(data.now));
  double closed = 0;
  double violations = 0;
  for (const WindowStats& window : stats.windows) {
    closed += static_cast<double>(window.closed);
    violations += static_cast<double>(window.violations);
  }
  out.add(Scope::kPlant, 0, Kpi::kQueueWindowViolationFraction, ratio(violations, closed));
}

void add_job_records(const ReplicationData& data, Collector& out) {
  if (!data.plant.output.jobs) return;
  JobSamples samples = sample_jobs(data);
  out.quantiles(Scope::kPlant, 0, std::move(samples.plant));
  for (Id i = 0; i < samples.releases.size(); ++i) {
    out.quantiles(Scope::kRelease, i, std::move(samples.releases[i]));
  }
  for (Id i = 0; i < samples.parts.size(); ++i) {
    if (samples.part_figures[i].pieces_in == 0) continue;
    out.jobs(Scope::kPart, i, samples.part_figures[i]);
    out.quantiles(Scope::kPart, i, std::move(samples.parts[i]));
  }
}

void add_machines(const ReplicationData& data, Collector& out) {
  const std::vector<std::string> groups = group_names(data.plant);
  std::vector<MachineFigures> by_group(groups.size());
  TimeTally wait;
  double queue_length = 0;
  double energy_kwh = 0;
  for (Id i = 0; i < data.plant.stations.size(); ++i) {
    const Station& station = data.plant.stations[i];
    const MachineFigures figures = station_figures(data, i);
    out.machines(Scope::kStation, i, figures);
    wait.merge(figures.wait);
    queue_length += figures.queue_length;
    energy_kwh += figures.energy_kwh;
    const auto group = std::find(groups.begin(), groups.end(), station.group);
    if (group != groups.end()) {
      by_group[static_cast<std::size_t>(group - groups.begin())].merge(figures);
    }
  }
  for (Id i = 0; i < by_group.size(); ++i) out.machines(Scope::kGroup, i, by_group[i]);
  out.add(Scope::kPlant, 0, Kpi::kQueueLength, queue_length);
  out.add(Scope::kPlant, 0, Kpi::kQueueTime, mean_hours(wait));
  if (energy_kwh == 0) return;
  double finished = 0;
  for (const ReleaseStats& release : data.stats.releases) {
    finished += static_cast<double>(release.finished);
  }
  out.energy(Scope::kPlant, 0, energy_kwh, finished);
}

void add_helpers(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.operator_pools.size(); ++i) {
    const OperatorStats& stats = data.stats.operators[i];
    out.add(Scope::kOperator, i, Kpi::kQueueTime, mean_hours(stats.wait));
    out.add(Scope::kOperator, i, Kpi::kUtilization,
            utilization(stats, data.plant.operator_pools[i], data.now));
  }
  for (Id i = 0; i < data.plant.resources.size(); ++i) {
    out.add(Scope::kResource, i, Kpi::kUtilization,
            ratio(data.stats.resources[i].busy.mean(data.now), data.plant.resources[i].count));
  }
}

void add_buffers(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.buffers.size(); ++i) {
    const BufferFigures& figures = data.buffers[i];
    out.add(Scope::kBuffer, i, Kpi::kContent, figures.content);
    out.add(Scope::kBuffer, i, Kpi::kFullFraction, figures.full_fraction);
    out.add(Scope::kBuffer, i, Kpi::kEmptyFraction, figures.empty_fraction);
  }
}

void add_sequences(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.stations.size(); ++i) {
    const double loss = data.plant.stations[i].setup_loss;
    if (loss == 0) continue;
    out.add(Scope::kStation, i, Kpi::kSetupLoss,
            loss * static_cast<double>(data.stats.stations[i].setups));
  }
  for (Id i = 0; i < data.plant.watches.size(); ++i) {
    const WatchStats& stats = data.stats.watches[i];
    out.add(Scope::kSequence, i, Kpi::kMeanRun, mean_run(stats));
    out.add(Scope::kSequence, i, Kpi::kSpacingViolationFraction,
            ratio(static_cast<double>(stats.violations), static_cast<double>(stats.windows)));
  }
}

/// People at the positions of moving lines.
void add_positions(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.stations.size(); ++i) {
    const Station& station = data.plant.stations[i];
    if (station.belt == kNone || data.plant.belts[station.belt].n_positions == 0) continue;
    const Belt& belt = data.plant.belts[station.belt];
    double jobs = 0;
    double overloads = 0;
    double overload_h = 0;
    for (Id p = belt.first_position; p < belt.first_position + belt.n_positions; ++p) {
      const PositionStats& stats = data.stats.positions[p];
      jobs += static_cast<double>(stats.jobs);
      overloads += static_cast<double>(stats.overloads);
      overload_h += stats.overload.hours();
    }
    const E10Times e10 = e10_hours(station_figures(data, i).times);
    out.add(Scope::kStation, i, Kpi::kOverloadFraction, ratio(overloads, jobs));
    out.add(Scope::kStation, i, Kpi::kUtilityWorkers,
            ratio(overload_h, e10.total() - e10.nonscheduled));
  }
}

void add_paces(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.stations.size(); ++i) {
    const Id belt = data.plant.stations[i].belt;
    if (belt == kNone || data.plant.belts[belt].pace_control == kNone) continue;
    const Control& control = data.plant.outcomes.controls[data.plant.belts[belt].pace_control];
    if (control.low == control.high) continue;  // a controller that is switched off
    if (data.stats.paces[belt].count() == 0) continue;
    out.add(Scope::kStation, i, Kpi::kPace, data.stats.paces[belt].mean());
  }
}

void add_fleets(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.tracks.fleets.size(); ++i) {
    const FleetStats& stats = data.stats.fleets[i];
    const VehicleHours hours = fleet_hours(data, i);
    const auto add = [&](Kpi kpi, double value) { out.add(Scope::kFleet, i, kpi, value); };
    add(Kpi::kQueueTime, mean_hours(stats.wait));
    add(Kpi::kUtilization, 1 - ratio(hours.in(VehicleUse::kIdle), hours.total()));
    add(Kpi::kDeliveryTime, mean_hours(stats.delivery));
    add(Kpi::kTrafficFraction, ratio(hours.in(VehicleUse::kBlocked), hours.total()));
    const double empty = hours.in(VehicleUse::kEmpty);
    add(Kpi::kEmptyTravelFraction, ratio(empty, empty + hours.in(VehicleUse::kLoaded)));
    if (data.plant.tracks.fleets[i].battery.capacity_j == 0) continue;
    add(Kpi::kChargingFraction, ratio(hours.in(VehicleUse::kCharging), hours.total()));
  }
}

void add_gates(const ReplicationData& data, Collector& out) {
  for (Id i = 0; i < data.plant.outcomes.gates.size(); ++i) {
    const Gate& gate = data.plant.outcomes.gates[i];
    const GateStats stats = all_machines(data, gate);
    const Capability index = capability(stats.value, gate.low, gate.high);
    const auto add = [&](Kpi kpi, double value) { out.add(Scope::kGate, i, kpi, value); };
    add(Kpi::kCp, index.cp);
    add(Kpi::kCpk, index.cpk);
    add(Kpi::kYield, gate_yield(stats));
    add(Kpi::kFirstPassYield, first_pass_yield(stats));
    const Characteristic& shown = data.plant.outcomes.characteristics[gate.characteristic];
    add(Kpi::kProcessMean, shown.shown(mean_or_none(stats.value)));
    add(Kpi::kProcessSd, shown.shown_difference(deviation_or_none(stats.value)));
    add(Kpi::kPiecesChecked, static_cast<double>(stats.value.count()));
    add(Kpi::kPiecesScrapped, static_cast<double>(stats.scrapped));
    add(Kpi::kPiecesReworked, static_cast<double>(stats.reworked));
    add(Kpi::kPiecesHeld, static_cast<double>(stats.held));
  }
}

}  // namespace

double quantile_of_sorted(const std::vector<double>& sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

std::vector<KpiValue> compute_kpis(const ReplicationData& data) {
  Collector out(hours_of(data.measured()));
  add_plant(data, out);
  add_job_records(data, out);
  add_machines(data, out);
  add_helpers(data, out);
  add_gates(data, out);
  add_buffers(data, out);
  add_sequences(data, out);
  add_positions(data, out);
  add_paces(data, out);
  add_fleets(data, out);
  return out.sorted();
}

}  // namespace twinline

#include "twinline/experiment/capacity.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace twinline {
namespace {

constexpr double kSecondsPerHour = 3600;

double mean_s(const Plant& plant, Id distribution) {
  return distribution == kNone ? 0.0 : plant.distributions[distribution].mean;
}

/// Jobs in a full batch of jobs with so many pieces (on average, so not a whole number).
double full_batch(const Plant& plant, const Step& step, const Part& part, double pieces) {
  const BatchSettings& batch = plant.stations[step.station].batch;
  if (!batch.enabled) return 1;
  double jobs = step.batch_max;
  if (batch.unit == BatchUnit::kPieces) {
    jobs = std::max(1.0, static_cast<double>(static_cast<std::uint32_t>(jobs / pieces + 1e-9)));
  }
  if (part.max_per_batch != 0) jobs = std::min(jobs, static_cast<double>(part.max_per_batch));
  return jobs;
}

/// Sum of the speeds of a station's machines, by their number.
double mean_speed(const Plant& plant, const Station& station) {
  double sum = 0;
  for (Id i = 0; i < station.n_machines; ++i) {
    sum += plant.machines[station.first_machine + i].speed;
  }
  return sum / station.n_machines;
}

/// Machine time [s] that one task of `jobs` jobs with `pieces` pieces each costs the station.
double task_time_s(const Plant& plant, const Step& step, double jobs, double pieces) {
  const Station& station = plant.stations[step.station];
  const double speed = mean_speed(plant, station);
  const double interval = step.interval.seconds() / speed;
  const double task_pieces = jobs * pieces;
  double process = mean_s(plant, step.process) / speed;
  if (step.per == ProcessPer::kPiece) {
    process = step.interval_per_piece && interval > 0 ? process + (task_pieces - 1) * interval
                                                      : process * task_pieces;
  }
  const double whole = mean_s(plant, step.load) + process + mean_s(plant, step.unload);
  if (station.capacity < 2 || interval <= 0) return whole;
  // Cascading: the next task enters after `entry`, unless all places inside are taken.
  const double entry = interval * (step.interval_per_piece ? task_pieces : 1.0);
  return std::min(whole, std::max(entry, whole / station.capacity));
}

/// Adds `rate` jobs a second of the part, released with so many pieces, to the figures (per hour).
void add_stream(const Plant& plant, const Part& part, std::uint32_t pieces, double rate,
                const CapacityOptions& options, std::vector<StationLoad>& loads) {
  const Route& route = plant.routes[part.route];
  const RouteTraffic traffic = route_traffic(plant, part.route, pieces, options);
  for (Id i = 0; i < route.n_steps; ++i) {
    if (traffic.jobs[i] <= 0) continue;
    const Step& step = plant.steps[route.first_step + i];
    const double size = traffic.pieces[i] / traffic.jobs[i];
    const double jobs = full_batch(plant, step, part, size);
    const double tasks_per_s = rate * traffic.jobs[i] / jobs;
    StationLoad& load = loads[step.station];
    load.rate_per_h += rate * traffic.jobs[i] * kSecondsPerHour;
    load.pieces_per_h += rate * traffic.pieces[i] * kSecondsPerHour;
    load.tasks_per_h += tasks_per_s * kSecondsPerHour;
    load.offered_h_per_h += tasks_per_s * task_time_s(plant, step, jobs, size);
  }
}

/// Downs of a machine never overlap, so their shares of time add up.
double availability(const Plant& plant, const Station& station) {
  double down = 0;
  for (Id i = 0; i < station.n_failures; ++i) {
    const FailureMode& mode = plant.failures[station.first_failure + i];
    if (mode.clock != FailureClock::kCalendar) continue;
    const double repair = mean_s(plant, mode.repair);
    down += repair / (mean_s(plant, mode.time_to_failure) + repair);
  }
  for (Id i = 0; i < station.n_maintenances; ++i) {
    const MaintenancePlan& plan = plant.maintenances[station.first_maintenance + i];
    if (plan.by_pieces) continue;
    const double duration = mean_s(plant, plan.duration);
    const bool from_start = plan.interval == MaintenanceInterval::kStartToStart;
    down += duration / (plan.every.seconds() + (from_start ? 0.0 : duration));
  }
  return std::max(0.0, 1 - down);
}

double down_by_use(const Plant& plant, const Station& station, const StationLoad& load) {
  double down = 0;
  for (Id i = 0; i < station.n_failures; ++i) {
    const FailureMode& mode = plant.failures[station.first_failure + i];
    const double each = mean_s(plant, mode.repair) / mean_s(plant, mode.time_to_failure);
    if (mode.clock == FailureClock::kBusy) down += each * load.offered_h_per_h;
    if (mode.clock == FailureClock::kPieces) down += each * load.pieces_per_h / kSecondsPerHour;
  }
  for (Id i = 0; i < station.n_maintenances; ++i) {
    const MaintenancePlan& plan = plant.maintenances[station.first_maintenance + i];
    if (!plan.by_pieces) continue;
    down += mean_s(plant, plan.duration) * load.pieces_per_h / kSecondsPerHour /
            static_cast<double>(plan.every_pieces);
  }
  return down;
}

double shift_share(const Plant& plant, const Station& station) {
  if (station.shift == kNone) return 1;
  const Shift& shift = plant.shifts[station.shift];
  double working = 0;
  for (const Shift::Interval& interval : shift.working) {
    working += (interval.to - interval.from).seconds();
  }
  return working / shift.period.seconds();
}

/// Turns flows into loads.
void finish(const Plant& plant, const CapacityOptions& options, std::vector<StationLoad>& loads) {
  for (StationLoad& load : loads) {
    const Station& station = plant.stations[load.station];
    load.batch = load.tasks_per_h > 0 ? load.rate_per_h / load.tasks_per_h : 0;
    if (options.use_downs) load.use_down_h_per_h = down_by_use(plant, station, load);
    load.availability = availability(plant, station);
    load.shift = shift_share(plant, station);
    load.capacity_h_per_h = station.n_machines * load.availability * load.shift;
    const double needed = load.offered_h_per_h + load.use_down_h_per_h;
    if (needed > 0) load.load = needed / load.capacity_h_per_h;
  }
}

using Flows = std::map<std::pair<Id, std::uint32_t>, double>;  ///< jobs a second by (part, pieces)

std::vector<StationLoad> loads_of(const Plant& plant, const Flows& flows,
                                  const CapacityOptions& options) {
  std::vector<StationLoad> loads(plant.stations.size());
  for (Id i = 0; i < loads.size(); ++i) loads[i].station = i;
  for (const auto& [kind, rate] : flows) {
    add_stream(plant, plant.parts[kind.first], kind.second, rate, options, loads);
  }
  finish(plant, options, loads);
  return loads;
}

/// Flows of the streams that are not CONWIP.
Flows open_flows(const Plant& plant) {
  Flows flows;
  const double horizon_s = plant.horizon().seconds();
  for (const Release& release : plant.releases) {
    if (release.kind == ReleaseKind::kInterval) {
      flows[{release.part, release.pieces}] += release.jobs_at_once / mean_s(plant, release.every);
    }
    for (const ListedJob& job : release.list) {
      if (job.time <= plant.horizon()) flows[{job.part, job.pieces}] += 1 / horizon_s;
    }
  }
  return flows;
}

/// Rate [1/s] of a CONWIP stream for each job that it keeps in the plant: the most that the open
/// streams leave room for. 0 where there is no such stream.
double conwip_rate(const Plant& plant, const CapacityOptions& options) {
  Flows unit;
  for (const Release& release : plant.releases) {
    if (release.kind == ReleaseKind::kConwip) {
      unit[{release.part, release.pieces}] += release.conwip;
    }
  }
  if (unit.empty()) return 0;
  const std::vector<StationLoad> open = loads_of(plant, open_flows(plant), options);
  const std::vector<StationLoad> closed = loads_of(plant, unit, options);
  double most = -1;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (closed[i].load <= 0) continue;
    const double room = std::max(0.0, 1 - open[i].load) / closed[i].load;
    most = most < 0 ? room : std::min(most, room);
  }
  return std::max(most, 0.0);
}

}  // namespace

std::vector<StationLoad> station_loads(const Plant& plant, const CapacityOptions& options) {
  Flows flows = open_flows(plant);
  const double each = conwip_rate(plant, options);
  for (const Release& release : plant.releases) {
    if (release.kind == ReleaseKind::kConwip) {
      flows[{release.part, release.pieces}] += each * release.conwip;
    }
  }
  return loads_of(plant, flows, options);
}

std::vector<double> release_rates_per_h(const Plant& plant, const CapacityOptions& options) {
  const double conwip = conwip_rate(plant, options);
  std::vector<double> rates;
  for (const Release& release : plant.releases) {
    double rate = 0;
    switch (release.kind) {
      case ReleaseKind::kInterval:
        rate = release.jobs_at_once / mean_s(plant, release.every);
        break;
      case ReleaseKind::kList:
        rate = static_cast<double>(std::count_if(
                   release.list.begin(), release.list.end(),
                   [&](const ListedJob& job) { return job.time <= plant.horizon(); })) /
               plant.horizon().seconds();
        break;
      case ReleaseKind::kConwip:
        rate = conwip * release.conwip;
        break;
    }
    rates.push_back(rate * kSecondsPerHour);
  }
  return rates;
}

}  // namespace twinline

#include "twinline/experiment/capacity.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/plant/reliability/shifts.h"

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

/// Share of the step's jobs that have a choice. Options are drawn independently, so only a step
/// that asks for choices of the same option (and of no other) has other shares than the plant.
double share_at(const Plant& plant, const Step& step, const Choice& choice) {
  if (choice.option == kNone) return 1;
  double asked = 0;
  bool among = false;
  for (Id c = step.first_choice; c < step.first_choice + step.n_choices; ++c) {
    if (plant.choices[c].option != choice.option) return share_of(plant, choice);
    asked += share_of(plant, plant.choices[c]);
    among = among || plant.choices[c].value == choice.value;
  }
  if (step.n_choices == 0) return share_of(plant, choice);
  return among ? share_of(plant, choice) / asked : 0;
}

/// What the station adds to the process time of a job, on average.
double mean_added_work_s(const Plant& plant, const Step& step) {
  const Station& station = plant.stations[step.station];
  double sum = 0;
  for (Id w = station.first_work; w < station.first_work + station.n_works; ++w) {
    const OptionWork& work = plant.works[w];
    sum += share_at(plant, step, work.of) * mean_s(plant, work.time);
  }
  return sum;
}

/// Machine time [s] that one task of `jobs` jobs with `pieces` pieces each costs the station.
double task_time_s(const Plant& plant, const Step& step, double jobs, double pieces) {
  const Station& station = plant.stations[step.station];
  const double speed = mean_speed(plant, station);
  const double interval = step.interval.seconds() / speed;
  const double task_pieces = jobs * pieces;
  double process = (mean_s(plant, step.process) + mean_added_work_s(plant, step)) / speed;
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

/// Its jobs are taken out of a store: they are made as fast as they are taken.
bool is_component(const Plant& plant, Id part) { return plant.parts[part].ends_in != kNone; }

struct Loads {
  const Plant& plant;
  const CapacityOptions& options;
  std::vector<StationLoad> stations;
  std::vector<double> parts;  ///< jobs a second
};

/// Adds `rate` jobs a second of the part, released with so many pieces, and what they are put
/// together from, to the figures (per hour).
void add_stream(Loads& loads, Id id, std::uint32_t pieces, double rate, std::size_t depth = 0) {
  const Plant& plant = loads.plant;
  if (depth > plant.parts.size()) {
    throw ArgumentError("part \"" + plant.parts[id].name + "\" is put together from itself");
  }
  const Part& part = plant.parts[id];
  const Route& route = plant.routes[part.route];
  const RouteTraffic traffic = route_traffic(plant, part.route, pieces, loads.options);
  loads.parts[id] += rate;
  for (Id i = 0; i < route.n_steps; ++i) {
    if (traffic.jobs[i] <= 0) continue;
    const Step& step = plant.steps[route.first_step + i];
    for (Id n = step.first_need; n < step.first_need + step.n_needs; ++n) {
      const Need& need = plant.needs[n];
      if (need.own) continue;  // it came off this job
      add_stream(loads, need.part, plant.parts[need.part].pieces,
                 rate * traffic.jobs[i] * need.count, depth + 1);
    }
    for (Id m = step.first_made; m < step.first_made + step.n_made; ++m) {
      const Id made = plant.made[m];
      add_stream(loads, made, plant.parts[made].pieces, rate * traffic.jobs[i], depth + 1);
    }
    const double size = traffic.pieces[i] / traffic.jobs[i];
    const double jobs = full_batch(plant, step, part, size);
    const double tasks_per_s = rate * traffic.jobs[i] / jobs;
    StationLoad& load = loads.stations[step.station];
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
    if (plan.by_pieces || plan.condition != kNone) continue;
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
    if (mode.clock == FailureClock::kCondition) continue;
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

/// Share of the measured time that the shift works.
double share_of_run(const Plant& plant, const Shift& shift) {
  SimTime working;
  SimTime next;
  for (SimTime time = plant.run.warm_up; time < plant.horizon(); time = next) {
    next = std::min(next_change(shift, time), plant.horizon());
    if (working_at(shift, time)) working += next - time;
  }
  return working.seconds() / plant.run.duration.seconds();
}

double shift_share(const Plant& plant, const Station& station) {
  if (station.shift == kNone) return 1;
  const Shift& shift = plant.shifts[station.shift];
  if (!shift.exceptions.empty()) return share_of_run(plant, shift);
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

Loads loads_of(const Plant& plant, const Flows& flows, const CapacityOptions& options) {
  Loads loads{plant, options, std::vector<StationLoad>(plant.stations.size()),
              std::vector<double>(plant.parts.size(), 0.0)};
  for (Id i = 0; i < loads.stations.size(); ++i) loads.stations[i].station = i;
  for (const auto& [kind, rate] : flows) add_stream(loads, kind.first, kind.second, rate);
  finish(plant, options, loads.stations);
  return loads;
}

double own_rate(const Plant& plant, const Release& release) {
  return release.jobs_at_once / mean_s(plant, release.every);
}

/// Flows of the streams that come whatever the plant does.
Flows open_flows(const Plant& plant) {
  Flows flows;
  const double horizon_s = plant.horizon().seconds();
  for (const Release& release : plant.releases) {
    if (release.kind == ReleaseKind::kInterval && !release.lost_when_full &&
        !is_component(plant, release.part)) {
      flows[{release.part, release.pieces}] += own_rate(plant, release);
    }
    for (const ListedJob& job : release.list) {
      if (job.time <= plant.horizon() && !is_component(plant, job.part)) {
        flows[{job.part, job.pieces}] += 1 / horizon_s;
      }
    }
  }
  return flows;
}

/// How many times the flows `closed` find room beside the flows `open`; -1 where they need none.
double room_for(const Plant& plant, const Flows& closed, const Flows& open,
                const CapacityOptions& options) {
  const std::vector<StationLoad> taken = loads_of(plant, open, options).stations;
  const std::vector<StationLoad> wanted = loads_of(plant, closed, options).stations;
  double most = -1;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (wanted[i].load <= 0) continue;
    const double room = std::max(0.0, 1 - taken[i].load) / wanted[i].load;
    most = most < 0 ? room : std::min(most, room);
  }
  return most;
}

void add(Flows& flows, const Flows& more, double times) {
  for (const auto& [kind, rate] : more) flows[kind] += times * rate;
}

/// What all streams bring, and the shares of those that the plant itself slows down.
struct AllFlows {
  Flows flows;
  double kept = 1;    ///< of the jobs that are lost where they find no room
  double conwip = 0;  ///< rate [1/s] for each job that a CONWIP stream keeps in the plant
};

AllFlows all_flows(const Plant& plant, const CapacityOptions& options) {
  AllFlows all;
  all.flows = open_flows(plant);
  Flows lossy;
  Flows conwip;
  for (const Release& release : plant.releases) {
    if (release.kind == ReleaseKind::kList || is_component(plant, release.part)) continue;
    if (release.kind == ReleaseKind::kConwip) {
      conwip[{release.part, release.pieces}] += release.conwip;
    } else if (release.lost_when_full) {
      lossy[{release.part, release.pieces}] += own_rate(plant, release);
    }
  }
  if (!lossy.empty()) {
    const double room = room_for(plant, lossy, all.flows, options);
    all.kept = room < 0 ? 1 : std::min(1.0, room);
    add(all.flows, lossy, all.kept);
  }
  if (!conwip.empty()) {
    all.conwip = std::max(0.0, room_for(plant, conwip, all.flows, options));
    add(all.flows, conwip, all.conwip);
  }
  return all;
}

/// Streams of one part share what is taken of it.
double share_of_part(const Plant& plant, Id part) {
  const auto n = std::count_if(plant.releases.begin(), plant.releases.end(),
                               [&](const Release& release) { return release.part == part; });
  return 1.0 / static_cast<double>(n);
}

}  // namespace

std::vector<StationLoad> station_loads(const Plant& plant, const CapacityOptions& options) {
  return loads_of(plant, all_flows(plant, options).flows, options).stations;
}

std::vector<double> release_rates_per_h(const Plant& plant, const CapacityOptions& options) {
  const AllFlows all = all_flows(plant, options);
  const std::vector<double> parts = loads_of(plant, all.flows, options).parts;
  std::vector<double> rates;
  for (const Release& release : plant.releases) {
    double rate = 0;
    if (release.part != kNone && is_component(plant, release.part)) {
      rate = parts[release.part] * share_of_part(plant, release.part);
    } else if (release.kind == ReleaseKind::kInterval) {
      rate = own_rate(plant, release) * (release.lost_when_full ? all.kept : 1);
    } else if (release.kind == ReleaseKind::kConwip) {
      rate = all.conwip * release.conwip;
    } else {
      rate = static_cast<double>(
                 std::count_if(release.list.begin(), release.list.end(),
                               [&](const ListedJob& job) { return job.time <= plant.horizon(); })) /
             plant.horizon().seconds();
    }
    rates.push_back(rate * kSecondsPerHour);
  }
  return rates;
}

}  // namespace twinline

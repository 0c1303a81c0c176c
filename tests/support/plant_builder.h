#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "twinline/core/distribution.h"
#include "twinline/plant/model/plant.h"

namespace twinline {

inline SimTime sec(std::int64_t seconds) { return SimTime::from_ns(seconds * 1'000'000'000); }

/// Puts a plant together by hand, in whole seconds, one entity after the other. What a call does
/// not say keeps the model's default; the plant is open for the rest.
class PlantBuilder {
 public:
  Plant plant;

  PlantBuilder() {
    plant.locations = {"here"};
    plant.transport = {kNone};
  }

  Id keep(const Distribution& distribution) {
    plant.distributions.push_back(distribution);
    return static_cast<Id>(plant.distributions.size() - 1);
  }
  Id seconds(double value) { return keep(constant(value)); }

  Id station(std::uint32_t machines = 1, std::initializer_list<RankKey> ranking = {}) {
    const auto id = static_cast<Id>(plant.stations.size());
    Station station;
    station.name = "s" + std::to_string(id);
    station.first_machine = static_cast<Id>(plant.machines.size());
    station.n_machines = machines;
    for (const RankKey key : ranking) station.ranking[station.n_ranking++] = key;
    plant.stations.push_back(station);
    for (std::uint32_t i = 0; i < machines; ++i) {
      plant.machines.push_back({"m" + std::to_string(plant.machines.size()), id, 1});
    }
    return id;
  }
  Station& at(Id station) { return plant.stations[station]; }

  Step step(Id station, double process_s) {
    Step result;
    result.station = station;
    result.process = seconds(process_s);
    return result;
  }

  /// Steps in their order; expected work is summed up from their distributions for one piece.
  Id route(const std::vector<Step>& steps) {
    const auto id = static_cast<Id>(plant.routes.size());
    plant.routes.push_back({"route" + std::to_string(id), static_cast<Id>(plant.steps.size()),
                            static_cast<std::uint32_t>(steps.size())});
    double remaining = 0;
    for (const Step& step : steps) remaining += work_s(step);
    for (Step step : steps) {
      step.route = id;
      step.mean_work_s = work_s(step);
      step.remaining_work_s = remaining;
      remaining -= step.mean_work_s;
      plant.steps.push_back(step);
      plant.step_names.push_back("step" + std::to_string(plant.steps.size()));
    }
    return id;
  }

  /// To be followed by connect_buffers() once the plant is complete.
  Id buffer(std::uint32_t capacity, BufferCounts counts = BufferCounts::kWaiting,
            Blocking blocking = Blocking::kAfterService) {
    const auto id = static_cast<Id>(plant.buffers.size());
    Buffer& buffer = plant.buffers.emplace_back();
    buffer.name = "b" + std::to_string(id);
    buffer.capacity = capacity;
    buffer.counts = counts;
    buffer.blocking = blocking;
    return id;
  }

  Id part(Id route, std::uint32_t pieces = 1) {
    Part result;
    result.name = "part" + std::to_string(plant.parts.size());
    result.route = route;
    result.pieces = pieces;
    plant.parts.push_back(result);
    return static_cast<Id>(plant.parts.size() - 1);
  }
  /// A part with a route of its own.
  Id part(const std::vector<Step>& steps, std::uint32_t pieces = 1) {
    return part(route(steps), pieces);
  }

  /// A stream of listed jobs, to which job() appends. Serial numbers follow the list.
  Id list() {
    Release release;
    release.name = "list";
    release.kind = ReleaseKind::kList;
    plant.releases.push_back(release);
    return static_cast<Id>(plant.releases.size() - 1);
  }
  /// The next job of the last stream, which is made where there is none.
  ListedJob& job(Id part, std::int64_t time_s) {
    if (plant.releases.empty()) list();
    ListedJob job;
    job.time = sec(time_s);
    job.part = part;
    job.pieces = plant.parts[part].pieces;
    plant.releases.back().list.push_back(job);
    return plant.releases.back().list.back();
  }
  void jobs(Id part, std::initializer_list<std::int64_t> times_s) {
    for (const std::int64_t time : times_s) job(part, time);
  }

  Id window(Id opens, Id closes, std::int64_t limit_s, std::uint32_t slot = 0) {
    QueueWindow window;
    window.opens = opens;
    window.closes = closes;
    window.limit = sec(limit_s);
    window.slot = slot;
    const auto id = static_cast<Id>(plant.windows.size());
    plant.windows.push_back(window);
    plant.steps[opens].window_opened = id;
    plant.steps[closes].window_closed = id;
    plant.n_window_slots = std::max(plant.n_window_slots, slot + 1);
    return id;
  }

  /// States 0 to n - 1 with no times between them.
  void setup_states(std::size_t n) {
    plant.setups.states.assign(n, "state");
    plant.setups.time.assign((n + 1) * n, kNone);
    plant.setups.min_run.assign(n, 0);
  }
  /// @param from kNone = from anything.
  void setup_time(Id from, Id to, double time_s) {
    const std::size_t n = plant.setups.states.size();
    plant.setups.time[(from == kNone ? n : from) * n + to] = seconds(time_s);
  }

  /// Failures and maintenance plans of one station must follow each other.
  FailureMode& failure(Id station, FailureClock clock, double every, double repair_s) {
    Station& owner = plant.stations[station];
    if (owner.n_failures++ == 0) owner.first_failure = static_cast<Id>(plant.failures.size());
    FailureMode mode;
    mode.clock = clock;
    mode.time_to_failure = seconds(every);
    mode.repair = seconds(repair_s);
    plant.failures.push_back(mode);
    return plant.failures.back();
  }
  MaintenancePlan& maintenance(Id station, std::int64_t every_s, double duration_s) {
    Station& owner = plant.stations[station];
    if (owner.n_maintenances++ == 0) {
      owner.first_maintenance = static_cast<Id>(plant.maintenances.size());
    }
    MaintenancePlan plan;
    plan.every = sec(every_s);
    plan.first = plan.every;
    plan.duration = seconds(duration_s);
    plant.maintenances.push_back(plan);
    return plant.maintenances.back();
  }

  Id pool(std::uint32_t count) {
    OperatorPool& pool = plant.operator_pools.emplace_back();
    pool.name = "pool";
    pool.count = count;
    return static_cast<Id>(plant.operator_pools.size() - 1);
  }
  /// People of several pools can do it, the least skilled first. After the last pool.
  Id skill(const std::vector<Id>& pools) {
    const auto id = static_cast<Id>(plant.n_skills());
    plant.skills.push_back({"skill", pools});
    for (const Id pool : pools) plant.operator_pools[pool].skills.push_back(id);
    return id;
  }
  /// The station's machines need one of the pool, or someone of the skill, in the phase.
  void needs(Id station, Phase phase, Id skill) {
    plant.stations[station].skill[static_cast<std::size_t>(phase)] = skill;
    plant.stations[station].needs_operators = true;
  }

  Id shift(std::int64_t period_s,
           std::initializer_list<std::pair<std::int64_t, std::int64_t>> working_s) {
    Shift shift;
    shift.period = sec(period_s);
    for (const auto& [from, to] : working_s) shift.working.push_back({sec(from), sec(to)});
    plant.shifts.push_back(shift);
    return static_cast<Id>(plant.shifts.size() - 1);
  }

 private:
  double mean_s(Id distribution) const {
    return distribution == kNone ? 0 : plant.distributions[distribution].mean;
  }
  double work_s(const Step& step) const {
    return mean_s(step.load) + mean_s(step.process) + mean_s(step.unload);
  }
};

}  // namespace twinline

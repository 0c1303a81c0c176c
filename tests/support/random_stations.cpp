#include <algorithm>
#include <string>

#include "support/random_plant_parts.h"

namespace twinline {
namespace {

void add_ranking(PlantDraw& draw, Station& station) {
  for (int i = 0; i < draw.pick(0, 3); ++i) {
    station.ranking[station.n_ranking++] = static_cast<RankKey>(draw.pick(0, 14));
  }
  station.ranking[station.n_ranking++] = RankKey::kFifo;
  station.machine_choice = static_cast<MachineChoice>(draw.pick(0, 2));
}

void add_batch(PlantDraw& draw, Station& station) {
  if (!draw.chance(0.35)) return;
  station.batch.enabled = true;
  station.batch.rule = static_cast<BatchRule>(draw.pick(0, 2));
  station.batch.unit = static_cast<BatchUnit>(draw.pick(0, 1));
  station.batch.by = static_cast<BatchBy>(draw.pick(0, 3));
  station.batch.wait_limit = SimTime::from_seconds(draw.pick(600, 7200));
}

void add_failures(PlantDraw& draw, Station& station, SomeTime some_time) {
  Plant& plant = draw.plant();
  station.first_failure = static_cast<Id>(plant.failures.size());
  for (int i = 0; i < draw.pick(0, 2); ++i) {
    FailureMode mode;
    mode.name = "failure" + std::to_string(i);
    mode.clock = static_cast<FailureClock>(draw.pick(0, 2));
    mode.interruption = static_cast<Interruption>(draw.pick(0, 2));
    const bool by_pieces = mode.clock == FailureClock::kPieces;
    mode.time_to_failure = some_time(draw, by_pieces ? 200 : 2 * 86400);
    if (draw.chance(0.3)) mode.first = some_time(draw, by_pieces ? 50 : 86400);
    mode.repair = some_time(draw, 2 * 3600);
    plant.failures.push_back(mode);
    ++station.n_failures;
  }
}

void add_maintenance(PlantDraw& draw, Station& station, SomeTime some_time) {
  Plant& plant = draw.plant();
  station.first_maintenance = static_cast<Id>(plant.maintenances.size());
  for (int i = 0; i < draw.pick(0, 2); ++i) {
    MaintenancePlan plan;
    plan.name = "service" + std::to_string(i);
    plan.by_pieces = draw.chance(0.4);
    plan.every = SimTime::from_seconds(draw.pick(1, 7) * 86400);
    plan.every_pieces = static_cast<std::uint64_t>(draw.pick(50, 500));
    plan.interval = static_cast<MaintenanceInterval>(draw.pick(0, 1));
    plan.duration = some_time(draw, 3600);
    plan.first = SimTime::from_seconds(draw.pick(1, 3) * 86400);
    plan.first_pieces = static_cast<std::uint64_t>(draw.pick(20, 200));
    plan.stagger = draw.chance(0.5);
    plant.maintenances.push_back(plan);
    ++station.n_maintenances;
  }
}

void need_people(PlantDraw& draw, Station& station) {
  const auto pools = static_cast<int>(draw.plant().operator_pools.size());
  if (pools == 0 || !draw.chance(0.5)) return;
  const auto skills = static_cast<int>(draw.plant().n_skills());
  for (std::size_t phase = 0; phase < kPhases; ++phase) {
    if (draw.chance(0.4)) station.skill[phase] = static_cast<Id>(draw.pick(0, skills - 1));
    if (skills > pools) station.operator_priority[phase] = draw.pick(0, 1);
  }
  station.needs_operators = std::any_of(station.skill.begin(), station.skill.end(),
                                        [](Id skill) { return skill != kNone; });
}

}  // namespace

void add_stations(PlantDraw& draw, SomeTime some_time) {
  Plant& plant = draw.plant();
  const int n = draw.pick(2, 5);
  for (int i = 0; i < n; ++i) {
    Station station;
    station.name = "station" + std::to_string(i);
    station.first_machine = static_cast<Id>(plant.machines.size());
    station.n_machines = static_cast<std::uint32_t>(draw.pick(1, 4));
    station.location = static_cast<Id>(draw.pick(0, static_cast<int>(plant.locations.size()) - 1));
    if (draw.chance(0.3)) station.capacity = static_cast<std::uint32_t>(draw.pick(2, 3));
    add_ranking(draw, station);
    add_batch(draw, station);
    station.setup.avoidance = SimTime::from_seconds(draw.chance(0.3) ? 3600 : 0);
    if (draw.chance(0.7))
      station.setup.min_run_wait = SimTime::from_seconds(draw.pick(1, 4) * 3600);
    station.setup.least_setup_counts_step_times = draw.chance(0.5);
    add_failures(draw, station, some_time);
    add_maintenance(draw, station, some_time);
    need_people(draw, station);
    station.shift = draw.chance(0.2) ? 0 : kNone;
    station.shift_end = static_cast<ShiftEnd>(draw.pick(0, 1));
    for (std::uint32_t m = 0; m < station.n_machines; ++m) {
      MachineSpec machine;
      machine.name = station.name + "_" + std::to_string(m);
      machine.station = static_cast<Id>(i);
      machine.speed = draw.chance(0.3) ? draw.real(0.5, 2) : 1;
      plant.machines.push_back(machine);
    }
    plant.stations.push_back(station);
  }
}

}  // namespace twinline

#include "support/random_plant.h"

#include <algorithm>
#include <string>

#include "support/random_plant_parts.h"
#include "twinline/plant/model/connect_buffers.h"

namespace twinline {
namespace {

/// Distributions of all shapes around a mean, in seconds.
Id some_time(PlantDraw& draw, double mean_s) {
  switch (draw.pick(0, 4)) {
    case 0:
      return draw.keep(constant(mean_s));
    case 1:
      return draw.keep(exponential(mean_s));
    case 2:
      return draw.keep(uniform(0.5 * mean_s, 1.5 * mean_s));
    case 3:
      return draw.keep(gamma(2, mean_s / 2));
    default:
      return draw.keep(lognormal(mean_s, 0.8));
  }
}

void add_shifts_and_people(PlantDraw& draw) {
  Plant& plant = draw.plant();
  Shift shift;
  shift.name = "days";
  shift.period = SimTime::from_seconds(7 * 86400);
  shift.offset = SimTime::from_seconds(draw.pick(0, 6 * 86400));
  for (int day = 0; day < 6; ++day) {
    shift.working.push_back({SimTime::from_seconds(86400 * day + 6 * 3600),
                             SimTime::from_seconds(86400 * day + draw.pick(14, 24) * 3600)});
  }
  plant.shifts.push_back(shift);
  add_people(draw);
  for (int i = 0; i < draw.pick(0, 2); ++i) {
    plant.resources.push_back(
        {"reticle" + std::to_string(i), static_cast<std::uint32_t>(draw.pick(1, 3)), kNone});
  }
}

/// Overtime and planned stops; some touch.
void add_shift_exceptions(PlantDraw& draw) {
  if (draw.chance(0.4)) return;
  Shift& shift = draw.plant().shifts[0];
  for (int hour = draw.pick(0, 200); hour < 900;) {
    const int until = hour + draw.pick(1, 60);
    shift.exceptions.push_back({SimTime::from_seconds(3600 * hour),
                                SimTime::from_seconds(3600 * until), draw.chance(0.5)});
    hour = until + draw.pick(0, 1) * draw.pick(0, 200);
  }
}

void add_setups(PlantDraw& draw) {
  SetupTable& table = draw.plant().setups;
  const int n = draw.pick(1, 4);
  for (int i = 0; i < n; ++i) {
    table.states.push_back("s" + std::to_string(i));
    table.min_run.push_back(draw.chance(0.4) ? static_cast<std::uint32_t>(draw.pick(2, 5)) : 0);
  }
  for (int i = 0; i < (n + 1) * n; ++i) {
    table.time.push_back(draw.chance(0.7) ? some_time(draw, 900) : kNone);
  }
}

void add_locations(PlantDraw& draw) {
  Plant& plant = draw.plant();
  const int n = draw.pick(1, 3);
  for (int i = 0; i < n; ++i) plant.locations.push_back("bay" + std::to_string(i));
  for (int i = 0; i < n * n; ++i) {
    plant.transport.push_back(draw.chance(0.7) ? some_time(draw, 300) : kNone);
  }
}

void add_jobs(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Id part = 0; part < plant.parts.size(); ++part) {
    Release release;
    release.name = "stream" + std::to_string(part);
    release.part = part;
    release.pieces = plant.parts[part].pieces;
    release.priority = draw.pick(0, 2);
    release.hot = draw.chance(0.1);
    if (draw.chance(0.5)) release.due = SimTime::from_seconds(draw.pick(1, 5) * 86400);
    const int kind = draw.pick(0, 3);
    if (kind == 0) {
      release.kind = ReleaseKind::kConwip;
      release.conwip = static_cast<std::uint32_t>(draw.pick(1, 8));
    } else if (kind == 1) {
      release.kind = ReleaseKind::kList;
      for (int i = 0; i < 40; ++i) {
        ListedJob job;
        job.time = SimTime::from_seconds(draw.pick(0, 300) * 3600);
        job.part = part;
        job.pieces = static_cast<std::uint32_t>(draw.pick(1, 25));
        job.priority = draw.pick(0, 2);
        release.list.push_back(job);
      }
      std::stable_sort(release.list.begin(), release.list.end(),
                       [](const ListedJob& a, const ListedJob& b) { return a.time < b.time; });
    } else {
      const double busiest = heaviest_work_s(plant, part);
      release.every =
          some_time(draw, static_cast<double>(plant.parts.size()) * busiest * draw.real(1.1, 2));
      release.jobs_at_once = static_cast<std::uint32_t>(draw.pick(1, 2));
      // Bounded, so that the plants that are overloaded by chance stay small.
      release.limit = static_cast<std::uint64_t>(draw.pick(50, 250));
      release.draw_first = draw.chance(0.5);
    }
    plant.releases.push_back(release);
  }
  for (int i = 0; i < draw.pick(0, 6); ++i) {
    InitialJob job;
    job.name = "wip" + std::to_string(i);
    job.part = static_cast<Id>(draw.pick(0, static_cast<int>(plant.parts.size()) - 1));
    const Route& route = plant.routes[plant.parts[job.part].route];
    job.step =
        route.first_step + static_cast<Id>(draw.pick(0, static_cast<int>(route.n_steps) - 1));
    job.pieces = static_cast<std::uint32_t>(draw.pick(1, 25));
    job.released = SimTime::from_seconds(-draw.pick(0, 86400));
    if (draw.chance(0.5)) job.release = 0;
    plant.initial_jobs.push_back(job);
  }
}

/// Initial jobs and the batches of steps find room.
std::uint32_t least_capacity(const Plant& plant, Id station) {
  std::uint32_t least = 0;
  for (const InitialJob& job : plant.initial_jobs) {
    if (plant.steps[job.step].station == station) ++least;
  }
  for (const Step& step : plant.steps) {
    if (step.station == station) least = std::max(least, step.batch_min);
    // So many take their places here at once.
    const bool next = &step != plant.steps.data() && step.station == station;
    if (next) least = std::max(least, (&step - 1)->batch_min);
  }
  return least;
}

void add_buffers(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Id station = 0; station < plant.stations.size(); ++station) {
    if (draw.chance(0.4)) continue;
    if (!plant.buffers.empty() && draw.chance(0.2)) {  // shared with the one before
      plant.buffers.back().capacity += least_capacity(plant, station);
      plant.stations[station].buffer = static_cast<Id>(plant.buffers.size() - 1);
      continue;
    }
    Buffer buffer;
    buffer.name = "buffer" + std::to_string(plant.buffers.size());
    buffer.capacity = least_capacity(plant, station) + static_cast<std::uint32_t>(draw.pick(1, 8));
    buffer.counts = static_cast<BufferCounts>(draw.pick(0, 1));
    buffer.blocking = static_cast<Blocking>(draw.pick(0, 1));
    plant.stations[station].buffer = static_cast<Id>(plant.buffers.size());
    plant.buffers.push_back(buffer);
  }
  for (const Route& route : plant.routes) {  // carriers between two steps of some routes
    if (draw.chance(0.5)) continue;
    Step& first = plant.steps[route.first_step];
    if (plant.stations[first.station].batch.enabled) continue;
    const Id carrier = static_cast<Id>(plant.resources.size());
    plant.resources.push_back({"skid" + std::to_string(carrier),
                               static_cast<std::uint32_t>(draw.pick(2, 8)),
                               draw.chance(0.5) ? some_time(draw, 600) : kNone});
    first.takes = carrier;
    const int last = draw.pick(0, static_cast<int>(route.n_steps) - 1);
    plant.steps[route.first_step + static_cast<Id>(last)].returns = carrier;
  }
  for (Release& release : plant.releases) {
    release.lost_when_full = release.kind != ReleaseKind::kConwip && draw.chance(0.3);
  }
}

/// Some stations of one machine become belts.
void add_belts(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    if (station.n_machines > 1 || station.batch.enabled || draw.chance(0.3)) continue;
    Belt belt;
    belt.kind = static_cast<BeltKind>(draw.pick(0, 2));
    belt.capacity = static_cast<std::uint32_t>(draw.pick(1, 8));
    belt.pitch = SimTime::from_seconds(draw.pick(1, 10) * 60);
    belt.transit = belt.pitch * belt.capacity;
    station.belt = static_cast<Id>(plant.belts.size());
    station.capacity = 1;
    plant.belts.push_back(belt);
    for (const Phase phase : {Phase::kSetup, Phase::kLoad, Phase::kProcess, Phase::kUnload}) {
      station.skill[static_cast<std::size_t>(phase)] = kNone;
    }
    for (Id f = 0; f < station.n_failures; ++f) {
      plant.failures[station.first_failure + f].interruption = Interruption::kResume;
    }
    for (Step& step : plant.steps) {
      if (step.station != id) continue;
      step.load = step.unload = step.setup = step.resource = kNone;
      step.interval = SimTime();
    }
  }
}

}  // namespace

Plant random_line(std::uint32_t number) {
  Plant plant = random_plant(number + 1000);
  PlantDraw draw(plant, number + 5000);
  add_belts(draw);
  add_buffers(draw);
  if (number % 2 == 1) add_options(draw);
  connect_buffers(plant);
  return plant;
}

Plant random_plant(std::uint32_t number) {
  Plant plant;
  PlantDraw draw(plant, number);
  plant.run.name = "random_" + std::to_string(number);
  plant.run.duration = SimTime::from_seconds(draw.pick(2, 5) * 7 * 86400);
  plant.run.seed = number;
  plant.output.wip_interval = SimTime::from_seconds(6 * 3600);
  add_locations(draw);
  add_shifts_and_people(draw);
  add_setups(draw);
  add_stations(draw, some_time);
  add_routes(draw, some_time);
  add_jobs(draw);
  add_shift_exceptions(draw);
  return plant;
}

}  // namespace twinline

#include <algorithm>
#include <string>
#include <vector>

#include "support/random_plant_parts.h"

namespace twinline {
namespace {

double mean_s(const Plant& plant, Id distribution) {
  return distribution == kNone ? 0.0 : plant.distributions[distribution].mean;
}

/// A class for each step, part or station, as the station's rule asks; recipes fit at random.
void add_batch_class(PlantDraw& draw, Step& step) {
  Plant& plant = draw.plant();
  const Station& station = plant.stations[step.station];
  const auto unit = station.batch.unit == BatchUnit::kPieces ? 25 : 1;
  step.batch_max = static_cast<std::uint32_t>(draw.pick(1, 4) * unit);
  step.batch_min = static_cast<std::uint32_t>(draw.pick(1, static_cast<int>(step.batch_max)));
  step.per = draw.chance(0.7) ? ProcessPer::kBatch : step.per;
  step.batch_class = static_cast<Id>(plant.batch_classes.size());
  plant.batch_classes.push_back(station.batch.by == BatchBy::kAny
                                    ? "any" + std::to_string(step.station)
                                    : "class" + std::to_string(plant.batch_classes.size()));
}

void finish_batch_classes(PlantDraw& draw) {
  Plant& plant = draw.plant();
  const std::size_t n = plant.batch_classes.size();
  plant.batch_compatible.assign(n * n, false);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      const bool fits = plant.batch_classes[a] == plant.batch_classes[b] || draw.chance(0.3);
      plant.batch_compatible[a * n + b] = fits;
      plant.batch_compatible[b * n + a] = fits;
    }
  }
}

void add_machine_rules(PlantDraw& draw, Step& step, Id id, Id first) {
  Plant& plant = draw.plant();
  const std::uint32_t machines = plant.stations[step.station].n_machines;
  if (draw.chance(0.15)) {
    std::vector<bool> row(machines);
    for (std::uint32_t m = 0; m < machines; ++m) row[m] = draw.chance(0.6);
    row[static_cast<std::size_t>(draw.pick(0, static_cast<int>(machines) - 1))] = true;
    step.qualification = static_cast<Id>(plant.qualified.size());
    plant.qualified.push_back(row);
    return;
  }
  for (Id earlier = first; earlier < id; ++earlier) {
    Step& other = plant.steps[earlier];
    if (other.station != step.station || other.qualification != kNone || !draw.chance(0.3))
      continue;
    if (other.save_machine == kNone) other.save_machine = plant.n_machine_slots++;
    (draw.chance(0.5) || machines == 1 ? step.same_machine : step.other_machine) =
        other.save_machine;
    return;
  }
}

void add_quality(PlantDraw& draw, Step& step, Id id, Id first) {
  step.sampling = draw.chance(0.2) ? draw.real(0.3, 1) : 1;
  if (draw.chance(0.2)) {
    step.rework_to = first + static_cast<Id>(draw.pick(0, static_cast<int>(id - first)));
    step.rework_per_piece = draw.chance(0.5);
    step.rework_probability = draw.real(0, step.rework_per_piece ? 0.05 : 0.3);
    step.rework_limit = draw.chance(0.5) ? static_cast<std::uint32_t>(draw.pick(1, 2)) : 0;
  }
  if (draw.chance(0.15)) {
    step.scrap_per_piece = draw.chance(0.5);
    step.scrap_probability = draw.real(0, 0.1);
  }
}

void add_step(PlantDraw& draw, Id route, Id first, SomeTime some_time) {
  Plant& plant = draw.plant();
  const auto id = static_cast<Id>(plant.steps.size());
  Step step;
  step.route = route;
  step.station = static_cast<Id>(draw.pick(0, static_cast<int>(plant.stations.size()) - 1));
  const Station& station = plant.stations[step.station];
  step.per = draw.chance(0.4) ? ProcessPer::kPiece : ProcessPer::kJob;
  step.process = some_time(draw, step.per == ProcessPer::kPiece ? 120 : 1800);
  if (draw.chance(0.3)) step.load = some_time(draw, 60);
  if (draw.chance(0.3)) step.unload = some_time(draw, 60);
  if (station.batch.enabled) add_batch_class(draw, step);
  if (draw.chance(station.capacity > 1 ? 0.8 : 0.1)) {
    step.interval_per_piece = step.per == ProcessPer::kPiece;
    step.interval = SimTime::from_seconds(step.interval_per_piece ? 60 : 900);
  }
  if (draw.chance(0.25)) {
    step.setup = static_cast<Id>(draw.pick(0, static_cast<int>(plant.setups.states.size()) - 1));
    if (draw.chance(0.3)) step.setup_time = some_time(draw, 600);
    plant.stations[step.station].setup.used = true;
  }
  if (!plant.resources.empty() && draw.chance(0.2)) {
    step.resource = static_cast<Id>(draw.pick(0, static_cast<int>(plant.resources.size()) - 1));
  }
  add_quality(draw, step, id, first);
  add_machine_rules(draw, step, id, first);
  step.mean_work_s = mean_s(plant, step.load) + mean_s(plant, step.unload) +
                     mean_s(plant, step.process) * (step.per == ProcessPer::kPiece ? 25 : 1);
  plant.steps.push_back(step);
  plant.step_names.push_back("step" + std::to_string(id));
}

/// Windows in two slots: those of one slot do not overlap.
void add_windows(PlantDraw& draw, const Route& route) {
  Plant& plant = draw.plant();
  plant.n_window_slots = 2;
  for (std::uint32_t slot = 0; slot < 2; ++slot) {
    Id opens = route.first_step + slot;
    const Id last = route.first_step + route.n_steps - 1;
    while (opens < last) {
      const Id closes = std::min(last, opens + static_cast<Id>(draw.pick(1, 3)));
      const bool taken =
          plant.steps[opens].window_opened != kNone || plant.steps[closes].window_closed != kNone;
      if (draw.chance(0.5) && !taken) {
        QueueWindow window;
        window.opens = opens;
        window.closes = closes;
        window.slot = slot;
        window.limit = SimTime::from_seconds(draw.pick(1, 12) * 3600);
        window.action = static_cast<WindowAction>(draw.pick(0, 2));
        window.rework_to = opens;
        if (draw.chance(0.3)) window.gate = static_cast<std::uint32_t>(draw.pick(1, 5));
        plant.steps[opens].window_opened = static_cast<Id>(plant.windows.size());
        plant.steps[closes].window_closed = static_cast<Id>(plant.windows.size());
        plant.windows.push_back(window);
      }
      opens = closes;
    }
  }
}

void add_parts(PlantDraw& draw, Id route) {
  Plant& plant = draw.plant();
  for (int i = 0; i < draw.pick(1, 2); ++i) {
    Part part;
    part.name = "part" + std::to_string(plant.parts.size());
    part.route = route;
    part.pieces = static_cast<std::uint32_t>(draw.pick(1, 25));
    part.weight = draw.real(0.5, 2);
    if (draw.chance(0.2)) part.max_per_batch = static_cast<std::uint32_t>(draw.pick(1, 2));
    part.raw_process_time_s = plant.steps[plant.routes[route].first_step].remaining_work_s;
    plant.parts.push_back(part);
  }
}

}  // namespace

void add_routes(PlantDraw& draw, SomeTime some_time) {
  Plant& plant = draw.plant();
  for (int i = 0; i < draw.pick(1, 3); ++i) {
    Route route;
    route.name = "route" + std::to_string(i);
    route.first_step = static_cast<Id>(plant.steps.size());
    route.n_steps = static_cast<std::uint32_t>(draw.pick(2, 8));
    const auto id = static_cast<Id>(plant.routes.size());
    for (std::uint32_t s = 0; s < route.n_steps; ++s) {
      add_step(draw, id, route.first_step, some_time);
    }
    double remaining = 0;
    for (std::uint32_t s = route.n_steps; s-- > 0;) {
      Step& step = plant.steps[route.first_step + s];
      remaining += step.sampling * step.mean_work_s;
      step.remaining_work_s = remaining;
    }
    plant.routes.push_back(route);
    add_windows(draw, route);
    add_parts(draw, id);
  }
  finish_batch_classes(draw);
}

double heaviest_work_s(const Plant& plant, Id part) {
  std::vector<double> work(plant.stations.size());
  const Route& route = plant.routes[plant.parts[part].route];
  for (Id s = route.first_step; s < route.first_step + route.n_steps; ++s) {
    const Step& step = plant.steps[s];
    work[step.station] += step.mean_work_s / plant.stations[step.station].n_machines;
  }
  return *std::max_element(work.begin(), work.end());
}

}  // namespace twinline

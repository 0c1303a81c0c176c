#include "twinline/plant/model/connect_buffers.h"

#include <algorithm>

namespace twinline {

namespace {

Id buffer_of(const Plant& plant, Id step) {
  if (step == kNone) return kNone;
  const Id station = plant.steps[step].station;
  return station == kNone ? kNone : plant.stations[station].buffer;
}

void take_places_at_start(Plant& plant, Id id) {
  Step& step = plant.steps[id];
  const Id buffer = buffer_of(plant, id + 1);
  if (buffer == kNone || plant.buffers[buffer].blocking != Blocking::kBeforeService) return;
  step.reserves = buffer;
  std::vector<Id>& feeders = plant.buffers[buffer].feeders;
  if (std::find(feeders.begin(), feeders.end(), step.station) == feeders.end()) {
    feeders.push_back(step.station);
  }
}

/// The step's station is asked when a part that it needs has come into its store.
void add_taker(Plant& plant, const Step& step) {
  for (Id n = step.first_need; n < step.first_need + step.n_needs; ++n) {
    std::vector<Id>& takers = plant.buffers[plant.parts[plant.needs[n].part].ends_in].takers;
    if (std::find(takers.begin(), takers.end(), step.station) == takers.end()) {
      takers.push_back(step.station);
    }
  }
}

/// By buffer: those that jobs go on to. A job in rework, or one that skips steps, may go from any
/// step of its route to any other that lies behind or that it is sent back to.
std::vector<std::vector<Id>> ways(const Plant& plant) {
  std::vector<std::vector<Id>> way(plant.buffers.size());
  const auto add = [&](Id from, Id to) {
    const Id a = buffer_of(plant, from);
    const Id b = buffer_of(plant, to);
    if (a != kNone && b != kNone) way[a].push_back(b);
  };
  for (Id from = 0; from < plant.steps.size(); ++from) {
    const Route& route = plant.routes[plant.steps[from].route];
    const Id end = route.first_step + route.n_steps;
    for (Id to = from + 1; to < end; ++to) {
      add(from, to);
      if (probability_done(plant, plant.steps[to]) >= 1) break;
    }
    add(from, plant.steps[from].rework_to);
  }
  for (const Gate& gate : plant.outcomes.gates) {
    for (const Gate::Side& side : {gate.below, gate.above}) {
      if (side.action == GateAction::kRework) add(gate.step, side.to);
    }
  }
  return way;
}

/// Does some way lead back to where it began? What nothing leads to any more is taken away until
/// all is gone, or a circle is left.
bool circle(const std::vector<std::vector<Id>>& way) {
  std::vector<std::size_t> n_before(way.size(), 0);
  for (const std::vector<Id>& next : way) {
    for (const Id id : next) ++n_before[id];
  }
  std::vector<Id> free;
  for (Id id = 0; id < way.size(); ++id) {
    if (n_before[id] == 0) free.push_back(id);
  }
  for (std::size_t i = 0; i < free.size(); ++i) {
    for (const Id id : way[free[i]]) {
      if (--n_before[id] == 0) free.push_back(id);
    }
  }
  return free.size() < way.size();
}

}  // namespace

void connect_buffers(Plant& plant) {
  if (plant.buffers.empty()) return;
  for (Id id = 0; id < plant.stations.size(); ++id) {
    const Id buffer = plant.stations[id].buffer;
    if (buffer != kNone) plant.buffers[buffer].stations.push_back(id);
  }
  for (const Step& step : plant.steps) add_taker(plant, step);
  for (Id id = 0; id + 1 < plant.steps.size(); ++id) {
    if (plant.steps[id].route == plant.steps[id + 1].route) take_places_at_start(plant, id);
  }
  const bool has_min_runs = std::any_of(plant.setups.min_run.begin(), plant.setups.min_run.end(),
                                        [](std::uint32_t jobs) { return jobs > 0; });
  const bool chooses =
      std::any_of(plant.stations.begin(), plant.stations.end(), [&](const Station& s) {
        return s.buffer != kNone && (s.batch.enabled || (s.setup.used && has_min_runs));
      });
  plant.may_deadlock = chooses || circle(ways(plant));
}

}  // namespace twinline

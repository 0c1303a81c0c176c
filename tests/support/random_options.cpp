#include <algorithm>

#include "support/random_plant_parts.h"

namespace twinline {
namespace {

Option some_option(PlantDraw& draw, const std::string& name) {
  Option option;
  option.name = name;
  const int n = draw.pick(2, 5);
  for (int v = 0; v < n; ++v) {
    option.values.push_back(std::to_string(v));
    option.up_to.push_back((v + 1.0) / n);
  }
  if (draw.chance(0.5)) {
    option.at_most = static_cast<std::uint32_t>(draw.pick(1, 3));
    option.in = option.at_most + static_cast<std::uint32_t>(draw.pick(1, 5));
  }
  return option;
}

Choice some_choice(PlantDraw& draw) {
  const auto option = draw.pick(0, static_cast<int>(draw.plant().options.size()) - 1);
  return {static_cast<Id>(option), static_cast<std::uint8_t>(draw.pick(0, 1))};
}

void add_choices(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Step& step : plant.steps) {
    step.first_choice = static_cast<Id>(plant.choices.size());
    if (draw.chance(0.7)) continue;
    step.n_choices = static_cast<std::uint32_t>(draw.pick(1, 2));
    for (std::uint32_t i = 0; i < step.n_choices; ++i) plant.choices.push_back(some_choice(draw));
  }
}

void add_work(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    station.first_work = static_cast<Id>(plant.works.size());
    station.first_watch = static_cast<Id>(plant.watches.size());
    if (draw.chance(0.5)) {
      plant.watches.push_back({id, 0});
      station.n_watches = 1;
    }
    if (station.belt != kNone || station.batch.enabled || draw.chance(0.5)) continue;
    OptionWork work;
    if (draw.chance(0.7)) work.of = some_choice(draw);
    work.time = draw.keep(uniform(10, 300));
    plant.works.push_back(work);
    station.n_works = 1;
  }
}

/// Every position of some rigid lines has people.
void add_people_to_lines(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (Id id = 0; id < plant.stations.size(); ++id) {
    if (plant.stations[id].belt == kNone) continue;
    Belt& belt = plant.belts[plant.stations[id].belt];
    belt.first_position = static_cast<Id>(plant.line_positions.size());
    if (belt.kind != BeltKind::kRigid || draw.chance(0.3)) continue;
    belt.n_positions = belt.capacity;
    belt.drift = belt.pitch * std::int64_t{draw.pick(0, 2)};
    belt.walk = SimTime::from_seconds(draw.pick(0, 5));
    belt.overload = static_cast<Overload>(draw.pick(0, 1));
    for (std::uint32_t place = 0; place < belt.capacity; ++place) {
      plant.line_positions.push_back({id, place, static_cast<Id>(plant.works.size()), 1});
      OptionWork work;
      if (draw.chance(0.5)) work.of = some_choice(draw);
      work.time = draw.keep(uniform(10, 1.3 * belt.pitch.seconds()));
      plant.works.push_back(work);
    }
  }
}

void add_lanes(PlantDraw& draw) {
  Plant& plant = draw.plant();
  Id n_lanes = 0;
  for (Id id = 0; id < plant.buffers.size(); ++id) {
    Buffer& buffer = plant.buffers[id];
    const bool batches =
        std::any_of(plant.stations.begin(), plant.stations.end(),
                    [&](const Station& s) { return s.buffer == id && s.batch.enabled; });
    if (batches || buffer.counts != BufferCounts::kWaiting ||
        buffer.blocking != Blocking::kAfterService || draw.chance(0.2)) {
      continue;
    }
    buffer.lanes = static_cast<std::uint32_t>(draw.pick(1, 4));
    buffer.lane_length = (buffer.capacity + buffer.lanes - 1) / buffer.lanes;
    buffer.capacity = buffer.lanes * buffer.lane_length;
    buffer.lane_rule = static_cast<LaneRule>(draw.pick(0, 3));
    if (buffer.lane_rule == LaneRule::kSame) buffer.lane_option = 0;
    buffer.first_lane = n_lanes;
    n_lanes += buffer.lanes;
  }
}

void add_rules(PlantDraw& draw) {
  for (Release& release : draw.plant().releases) {
    if (draw.chance(0.5)) continue;
    release.rules.push_back({static_cast<SequenceRule::Kind>(draw.pick(0, 2)), 0});
    release.bank = static_cast<std::uint32_t>(draw.pick(2, 10));
  }
}

}  // namespace

void add_options(PlantDraw& draw) {
  draw.plant().options = {some_option(draw, "colour"), some_option(draw, "engine")};
  add_choices(draw);
  add_work(draw);
  add_people_to_lines(draw);
  add_lanes(draw);
  add_rules(draw);
}

}  // namespace twinline

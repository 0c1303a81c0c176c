#include <algorithm>
#include <string>

#include "support/random_plant_parts.h"

namespace twinline {
namespace {

/// Skills that some of the pools have, the least skilled first.
void add_skills(PlantDraw& draw) {
  Plant& plant = draw.plant();
  const auto n_pools = static_cast<Id>(plant.operator_pools.size());
  for (int i = 0; i < draw.pick(0, 2); ++i) {
    Skill skill;
    skill.name = "skill" + std::to_string(i);
    for (Id pool = 0; pool < n_pools; ++pool) {
      if (draw.chance(0.6)) skill.pools.push_back(pool);
    }
    if (skill.pools.empty()) skill.pools.push_back(0);
    for (const Id pool : skill.pools) {
      plant.operator_pools[pool].skills.push_back(static_cast<Id>(plant.n_skills()));
    }
    plant.skills.push_back(skill);
  }
  for (Skill& skill : plant.skills) {
    std::stable_sort(skill.pools.begin(), skill.pools.end(), [&](Id a, Id b) {
      return plant.operator_pools[a].skills.size() < plant.operator_pools[b].skills.size();
    });
  }
}

}  // namespace

void add_people(PlantDraw& draw) {
  Plant& plant = draw.plant();
  for (int i = 0; i < draw.pick(0, 3); ++i) {
    OperatorPool pool;
    pool.name = "people" + std::to_string(i);
    pool.count = static_cast<std::uint32_t>(draw.pick(1, 4));
    pool.shift = draw.chance(0.3) ? 0 : kNone;
    if (draw.chance(0.5)) {
      pool.location = static_cast<Id>(draw.pick(0, static_cast<int>(plant.locations.size()) - 1));
    }
    if (draw.chance(0.4)) {  // turns of some hours, every day
      pool.break_period = SimTime::from_seconds(86400);
      pool.break_offset = SimTime::from_seconds(draw.pick(0, 86399));
      const auto people = static_cast<int>(pool.count);
      pool.breaks = {{SimTime::from_seconds(8 * 3600), pool.count - pool.count / 2},
                     {SimTime::from_seconds(9 * 3600), static_cast<Id>(draw.pick(0, people))},
                     {SimTime::from_seconds(11 * 3600), 0}};
      pool.relief = static_cast<std::uint32_t>(draw.pick(0, 1));
      pool.at_break = static_cast<AtBreak>(draw.pick(0, 1));
    }
    plant.operator_pools.push_back(pool);
  }
  if (draw.chance(0.5)) {
    for (std::size_t i = 0; i < plant.locations.size() * plant.locations.size(); ++i) {
      plant.walks.push_back(SimTime::from_seconds(draw.chance(0.7) ? draw.pick(10, 600) : 0));
    }
  }
  if (!plant.operator_pools.empty()) add_skills(draw);
}

}  // namespace twinline

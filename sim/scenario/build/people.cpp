#include <algorithm>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// What the people of each pool can do, and who can do what.
void build_skills(Builder& builder) {
  Plant& plant = builder.plant;
  const auto n_pools = static_cast<Id>(plant.operator_pools.size());
  Id pool = 0;
  for (const Record& record : builder.document.children("operator")) {
    std::vector<Id>& skills = plant.operator_pools[pool].skills;
    for (const Value& name : record.texts("skills")) {
      Id skill = builder.skills.find(name.text);
      if (skill == kNone) {
        skill = n_pools + static_cast<Id>(plant.skills.size());
        plant.skills.push_back({name.text, {}});
        builder.skills.add(record, "skills", name.text, skill);
      }
      if (std::find(skills.begin(), skills.end(), skill) != skills.end()) {
        record.error_at(name.at, "skills: " + in_quotes(name.text) + " is there twice");
        continue;
      }
      skills.push_back(skill);
      plant.skills[skill - n_pools].pools.push_back(pool);
    }
    std::sort(skills.begin(), skills.end());
    ++pool;
  }
  for (Skill& skill : plant.skills) {
    std::stable_sort(skill.pools.begin(), skill.pools.end(), [&](Id a, Id b) {
      return plant.operator_pools[a].skills.size() < plant.operator_pools[b].skills.size();
    });
  }
}

}  // namespace

void build_people(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Record& record : builder.document.children("operator")) {
    OperatorPool pool;
    pool.name = record.text("name");
    pool.count = static_cast<std::uint32_t>(record.integer("count"));
    pool.shift = builder.shifts.resolve(record, "shift");
    build_breaks(builder, record, pool);
    builder.operator_pools.add(record, "name", pool.name,
                               static_cast<Id>(plant.operator_pools.size()));
    plant.operator_pools.push_back(std::move(pool));
  }
  build_skills(builder);
  for (const Record& record : builder.document.children("resource")) {
    Resource resource;
    resource.name = record.text("name");
    resource.count = static_cast<std::uint32_t>(record.integer("count"));
    resource.return_time = record.distribution("return_time");
    builder.resources.add(record, "name", resource.name, static_cast<Id>(plant.resources.size()));
    plant.resources.push_back(std::move(resource));
  }
}

}  // namespace twinline

#include <vector>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

void warn_of_unused(const Builder& builder, const char* key, const std::vector<bool>& used,
                    const char* what) {
  const std::vector<Record> records = builder.document.children(key);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!used[i]) {
      builder.diagnostics.warning(records[i].at(), records[i].subject() + ": " + what);
    }
  }
}

void warn_of_idle_stations(const Builder& builder) {
  const Plant& plant = builder.plant;
  std::vector<bool> used(plant.stations.size(), false);
  std::vector<bool> cascades(plant.stations.size(), false);
  for (const Step& step : plant.steps) {
    used[step.station] = true;
    cascades[step.station] = cascades[step.station] || step.interval > SimTime();
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    const Record& record = builder.station_drafts[id].record;
    if (!used[id]) {
      builder.diagnostics.warning(record.at(), record.subject() + ": no step is done here");
    } else if (plant.stations[id].capacity > 1 && !cascades[id] &&
               plant.stations[id].belt == kNone) {
      record.warning("capacity", "it has no effect, for no step here has an interval");
    }
  }
}

void warn_of_unused_parts(const Builder& builder) {
  const Plant& plant = builder.plant;
  std::vector<bool> made(plant.parts.size(), false);
  std::vector<bool> taken(plant.routes.size(), false);
  for (const Release& release : plant.releases) {
    if (release.kind != ReleaseKind::kList) {
      made[release.part] = true;
    }
    for (const ListedJob& job : release.list) {
      made[job.part] = true;
    }
  }
  for (const InitialJob& job : plant.initial_jobs) {
    made[job.part] = true;
  }
  for (const Id part : plant.made) {
    made[part] = true;
  }
  for (const Part& part : plant.parts) {
    taken[part.route] = true;
  }
  warn_of_unused(builder, "part", made, "no job of it is ever released");
  warn_of_unused(builder, "route", taken, "no part takes it");
}

void warn_of_unused_buffers(const Builder& builder) {
  std::vector<bool> used(builder.plant.buffers.size(), false);
  for (const Station& station : builder.plant.stations) {
    if (station.buffer != kNone) {
      used[station.buffer] = true;
    }
  }
  for (const Part& part : builder.plant.parts) {
    if (part.ends_in != kNone) {
      used[part.ends_in] = true;
    }
  }
  used.resize(builder.document.children("buffer").size());
  warn_of_unused(builder, "buffer", used, "no station takes from it");
}

/// Pools that no work asks for, and skills.
void warn_of_unused_skills(const Builder& builder) {
  const Plant& plant = builder.plant;
  const std::size_t n_pools = plant.operator_pools.size();
  std::vector<bool> asked(plant.n_skills(), false);
  for (const Station& station : plant.stations) {
    for (const Id skill : station.skill) {
      if (skill != kNone) asked[skill] = true;
    }
  }
  std::vector<bool> pools(asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(n_pools));
  const std::vector<Record> records = builder.document.children("operator");
  for (std::size_t i = 0; i < plant.skills.size(); ++i) {
    const Skill& skill = plant.skills[i];
    if (!asked[n_pools + i]) {
      records[skill.pools.front()].warning(
          "skills", "no station asks for the skill " + in_quotes(skill.name));
    }
    for (const Id pool : skill.pools) pools[pool] = pools[pool] || asked[n_pools + i];
  }
  warn_of_unused(builder, "operator", pools, "no station needs it");
}

void warn_of_unused_people(const Builder& builder) {
  const Plant& plant = builder.plant;
  warn_of_unused_skills(builder);
  std::vector<bool> shifts(plant.shifts.size(), false);
  std::vector<bool> resources(plant.resources.size(), false);
  for (const Station& station : plant.stations) {
    if (station.shift != kNone) {
      shifts[station.shift] = true;
    }
  }
  for (const OperatorPool& pool : plant.operator_pools) {
    if (pool.shift != kNone) {
      shifts[pool.shift] = true;
    }
  }
  for (const Step& step : plant.steps) {
    if (step.resource != kNone) {
      resources[step.resource] = true;
    }
    if (step.takes != kNone) {
      resources[step.takes] = true;
    }
  }
  warn_of_unused(builder, "shift", shifts, "nobody works it");
  warn_of_unused(builder, "resource", resources, "no step needs it");
}

}  // namespace

void warn_of_oddities(Builder& builder) {
  warn_of_idle_stations(builder);
  warn_of_unused_parts(builder);
  warn_of_unused_buffers(builder);
  warn_of_unused_people(builder);
}

}  // namespace twinline

#include <algorithm>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/calendar_text.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

using Intervals = std::vector<Shift::Interval>;

/// Cuts what runs over the end of the week, sorts, and joins what touches.
Intervals normal_form(const std::vector<WeekStretch>& stretches) {
  Intervals cut;
  for (const WeekStretch& stretch : stretches) {
    if (stretch.to > kWeek) {
      cut.push_back({stretch.from, kWeek});
      cut.push_back({SimTime(), stretch.to - kWeek});
    } else {
      cut.push_back({stretch.from, stretch.to});
    }
  }
  std::sort(cut.begin(), cut.end(),
            [](const Shift::Interval& a, const Shift::Interval& b) { return a.from < b.from; });
  Intervals joined;
  for (const Shift::Interval& interval : cut) {
    if (!joined.empty() && interval.from <= joined.back().to) {
      joined.back().to = std::max(joined.back().to, interval.to);
    } else {
      joined.push_back(interval);
    }
  }
  return joined;
}

Shift build_shift(const Record& record, SimTime start) {
  Shift shift;
  shift.name = record.text("name");
  shift.period = kWeek;
  shift.offset = start;
  std::vector<WeekStretch> stretches;
  for (const Value& text : record.texts("working")) {
    const Parsed<std::vector<WeekStretch>> parsed = parse_working_hours(text.text);
    if (!parsed.value) {
      record.error_at(text.at, "working: " + parsed.problem + ", received " + in_quotes(text.text));
    } else {
      stretches.insert(stretches.end(), parsed.value->begin(), parsed.value->end());
    }
  }
  shift.working = normal_form(stretches);
  if (const Value* list = record.raw("working");
      list != nullptr && list->items.empty() && list->kind == Value::Kind::kArray) {
    record.fault("working", "expected at least one stretch of work");
  }
  return shift;
}

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

void build_shifts(Builder& builder) {
  const std::optional<Record> scenario = builder.document.child("scenario");
  if (scenario && scenario->has("start")) {
    const std::string text = scenario->text("start");
    const Parsed<CalendarDate> date = parse_date(text);
    if (date.value) {
      builder.plant.run.start = date.value->text;
      builder.week_offset = date.value->since_monday;
    } else if (!text.empty()) {
      scenario->error("start", date.problem);
    }
  }
  for (const Record& record : builder.document.children("shift")) {
    builder.plant.shifts.push_back(build_shift(record, builder.week_offset));
    builder.shifts.add(record, "name", builder.plant.shifts.back().name,
                       static_cast<Id>(builder.plant.shifts.size() - 1));
  }
}

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

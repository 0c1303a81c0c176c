#include "twinline/scenario/build/inspected_steps.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

std::vector<Id> steps_after(const Builder& builder, const Record& record) {
  const Plant& plant = builder.plant;
  const std::string name = record.text("after");
  const Id route = builder.routes.resolve(record, "route");
  std::vector<Id> steps;
  std::vector<std::string> known;
  for (Id id = 0; id < plant.steps.size(); ++id) {
    if (route != kNone && plant.steps[id].route != route) continue;
    known.push_back(plant.step_names[id]);
    if (plant.step_names[id] == name) steps.push_back(id);
  }
  if (steps.empty() && record.has("after")) {
    record.fault("after", "unknown step " + in_quotes(name) + did_you_mean(name, known));
  }
  return steps;
}

Inspection& inspection_of(Plant& plant, Id step) {
  Id& id = plant.steps[step].inspection;
  if (id == kNone) {
    id = static_cast<Id>(plant.outcomes.inspections.size());
    plant.outcomes.inspections.emplace_back();
  }
  return plant.outcomes.inspections[id];
}

Id characteristic_of(const Builder& builder, const Record& record, std::string_view key) {
  const Id id = builder.characteristics.resolve(record, key);
  if (id != kNone && builder.plant.outcomes.characteristics[id].size != 1) {
    record.error(key, "expected a characteristic of one number");
    return kNone;
  }
  return id;
}

Id characteristic_like(const Builder& builder, const Record& record, std::string_view key,
                       Id other) {
  const Id id = characteristic_of(builder, record, key);
  if (id == kNone || other == kNone) return id;
  const std::vector<Characteristic>& all = builder.plant.outcomes.characteristics;
  const bool same_kind = builder.characteristic_measures[id].unit.powers ==
                         builder.characteristic_measures[other].unit.powers;
  if (all[id].per_piece != all[other].per_piece || !same_kind) {
    record.error(key, "expected a characteristic like " + in_quotes(all[other].name) +
                          ": the same kind of unit and the same `each`");
    return kNone;
  }
  return id;
}

void build_metrology(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Record& record : builder.document.children("metrology")) {
    Gauge gauge;
    gauge.name = record.text("name");
    gauge.measures = characteristic_of(builder, record, "measure");
    gauge.into = characteristic_like(builder, record, "into", gauge.measures);
    gauge.instead = characteristic_like(builder, record, "instead", gauge.measures);
    gauge.pieces = static_cast<std::uint32_t>(record.integer("pieces"));
    if (gauge.measures != kNone) {
      const Measure& measure = builder.characteristic_measures[gauge.measures];
      gauge.noise = record.quantity("noise", measure.dimension(), true).value_or(0);
      gauge.bias = record.quantity("bias", measure.dimension(), true).value_or(0);
      if (gauge.noise < 0) record.error("noise", "expected a standard deviation >= 0");
    }
    const auto id = static_cast<Id>(plant.outcomes.gauges.size());
    for (const Id step : steps_after(builder, record)) {
      inspection_of(plant, step).gauges.push_back(id);
    }
    plant.outcomes.gauges.push_back(std::move(gauge));
  }
}

}  // namespace twinline

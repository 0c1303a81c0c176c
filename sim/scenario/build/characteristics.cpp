#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

Measure read_measure(const Record& record) {
  Measure measure;
  measure.text = record.has("unit") ? record.text("unit") : "1";
  const std::optional<Unit> unit = parse_unit(measure.text);
  if (!unit) {
    record.error("unit", "unknown unit");
    measure.text = "1";
  }
  measure.unit = unit.value_or(Unit{});
  return measure;
}

/// Names that inputs of models could be read as something else.
void check_name(const Record& record, const std::string& name) {
  const bool letters = !name.empty() && ((name[0] >= 'a' && name[0] <= 'z') ||
                                         (name[0] >= 'A' && name[0] <= 'Z') || name[0] == '_');
  if (!letters || name.find_first_of(".()") != std::string::npos) {
    record.error("name", "expected a name that begins with a letter and holds no . ( )");
  }
}

}  // namespace

void build_characteristics(Builder& builder) {
  std::vector<Characteristic>& all = builder.plant.outcomes.characteristics;
  const std::vector<Record> records = builder.document.children("characteristic");
  Characteristic piece_number;
  piece_number.name = "piece";
  piece_number.unit = "1";
  all.push_back(piece_number);
  builder.characteristic_measures.push_back({{}, "1"});
  for (const Record& record : records) {
    Characteristic c;
    c.name = record.text("name");
    check_name(record, c.name);
    builder.characteristics.add(record, "name", c.name, static_cast<Id>(all.size()));
    const Measure measure = read_measure(record);
    c.unit = measure.text;
    c.unit_factor = measure.unit.factor;
    c.unit_offset = measure.unit.offset;
    c.per_piece = record.word("each") != 1U;
    c.size = static_cast<std::uint32_t>(record.integer("size"));
    c.initial = record.distribution("initial", measure.dimension());
    builder.characteristic_measures.push_back(measure);
    all.push_back(std::move(c));
  }
}

void build_conditions(Builder& builder) {
  Plant& plant = builder.plant;
  Outcomes& outcomes = plant.outcomes;
  std::vector<std::vector<Growth>> by_station(plant.stations.size());
  for (const Record& record : builder.document.children("condition")) {
    Condition c;
    c.name = record.text("name");
    check_name(record, c.name);
    const auto id = static_cast<Id>(outcomes.conditions.size());
    builder.conditions.add(record, "name", c.name, id);
    const Measure measure = read_measure(record);
    c.size = static_cast<std::uint32_t>(record.integer("history"));
    c.offset = outcomes.condition_row;
    c.initial = record.distribution("initial", measure.dimension());
    outcomes.condition_row += c.size;
    if (record.has("grows") != record.has("stations")) {
      const bool grows = record.has("grows");
      record.fault(grows ? "grows" : "stations",
                   grows ? "missing key \"stations\": where it grows"
                         : "missing key \"grows\": by how much it grows there");
    }
    const Growth growth{id, static_cast<GrowthBy>(record.word("by").value_or(2)),
                        record.distribution("grows", measure.dimension())};
    for (const Value& name : record.texts("stations")) {
      const Id station = builder.stations.resolve(record, name.text, name.at);
      if (station != kNone && growth.amount != kNone) by_station[station].push_back(growth);
    }
    builder.condition_measures.push_back(measure);
    outcomes.conditions.push_back(std::move(c));
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    plant.stations[id].first_growth = static_cast<Id>(outcomes.growths.size());
    plant.stations[id].n_growths = static_cast<std::uint32_t>(by_station[id].size());
    outcomes.growths.insert(outcomes.growths.end(), by_station[id].begin(), by_station[id].end());
  }
}

}  // namespace twinline

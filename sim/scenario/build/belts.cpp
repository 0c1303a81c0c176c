#include <cmath>

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

constexpr double kMostJobs = 1e6;

Dimension dimension_of(const char* unit) { return Dimension::of(*parse_unit(unit), unit); }

/// A positive quantity of the record; reports another one.
std::optional<double> positive(const Record& record, const char* key, const char* unit) {
  const std::optional<double> value = record.quantity(key, dimension_of(unit));
  if (!value || !record.has(key)) return std::nullopt;
  if (*value > 0) return value;
  record.error(key, "expected a value > 0");
  return std::nullopt;
}

std::optional<Belt> read_conveyor(const Record& record) {
  const std::optional<double> length = positive(record, "length", "m");
  const std::optional<double> speed = positive(record, "speed", "m/s");
  const std::optional<double> pitch = positive(record, "pitch", "m");
  if (!length || !speed || !pitch) return std::nullopt;
  const double most = std::floor(*length / *pitch * (1 + 1e-12));
  if (most < 1 || most > kMostJobs) {
    record.error("pitch", most < 1 ? "expected at most the length"
                                   : "expected room for at most a million jobs");
    return std::nullopt;
  }
  Belt belt;
  belt.kind = record.word("kind") == 0U ? BeltKind::kAccumulating : BeltKind::kRigid;
  belt.transit = SimTime::from_seconds(*length / *speed);
  belt.pitch = SimTime::from_seconds(*pitch / *speed);
  belt.capacity = static_cast<std::uint32_t>(most);
  return belt;
}

Belt read_positions(const Record& record, BeltKind kind, const char* cycle) {
  Belt belt;
  belt.kind = kind;
  belt.pitch = record.duration(cycle);
  belt.capacity = static_cast<std::uint32_t>(record.integer("positions"));
  belt.transit = belt.pitch * std::int64_t{belt.capacity};
  return belt;
}

void refuse(const Record& record, const char* key) {
  if (record.has(key)) record.fault(key, "it says nothing where jobs travel through the station");
}

void check_station(const Record& record) {
  for (const char* key : {"capacity", "batch", "cluster", "load", "unload", "machine"}) {
    refuse(record, key);
  }
  if (record.integer("machines") != 1) {
    record.fault("machines", "a conveyor or line is one machine");
  }
  for (const Record& use : record.children("operator")) {
    for (const std::size_t phase : use.words("during")) {
      if (phase < static_cast<std::size_t>(Phase::kRepair)) {
        use.fault("during",
                  "at a conveyor or line people are needed for repair and maintenance only");
        break;
      }
    }
  }
}

}  // namespace

void build_belt(Builder& builder, const Record& record, Station& station) {
  int kinds = 0;
  std::optional<Belt> belt;
  if (const std::optional<Record> conveyor = record.child("conveyor")) {
    ++kinds;
    belt = read_conveyor(*conveyor);
  }
  if (const std::optional<Record> line = record.child("moving_line")) {
    ++kinds;
    belt = read_positions(*line, BeltKind::kRigid, "takt");
    belt->drift = line->duration("drift");
    belt->walk = line->duration("walk");
    belt->overload = static_cast<Overload>(line->word("overload").value_or(0));
    const char* const missing = record.has("work") ? "overload" : "work";
    if (record.has("work") != line->has("overload")) {
      record.error_at(record.at(), std::string("missing key \"") + missing +
                                       "\": people at positions need work and overload");
    }
  }
  if (const std::optional<Record> line = record.child("transfer_line")) {
    ++kinds;
    belt = read_positions(*line, BeltKind::kIndexing, "cycle");
  }
  if (kinds == 0) return;
  if (kinds > 1) {
    record.error_at(record.at(), "expected one of conveyor, moving_line and transfer_line");
  }
  check_station(record);
  station.belt = static_cast<Id>(builder.plant.belts.size());
  builder.plant.belts.push_back(belt.value_or(Belt{}));
  station.capacity = builder.plant.belts.back().capacity;
}

void build_belt_work(Builder& builder, const Record& record, Step& step) {
  for (const char* key :
       {"process", "per", "interval", "interval_per", "chambers", "load", "unload", "resource"}) {
    refuse(record, key);
  }
  const Belt& belt = builder.plant.belts[builder.plant.stations[step.station].belt];
  step.load = kNone;
  step.unload = kNone;
  step.process = builder.distributions.add_constant(belt.transit.seconds());
  step.interval = belt.pitch;
}

}  // namespace twinline

#include <string>
#include <vector>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// A word of the record or, where it says nothing, of the defaults; reports where neither does.
std::size_t explicit_word(const Record& record, const std::optional<Record>& defaults,
                          const char* key) {
  if (!record.has(key) && defaults && defaults->has(key)) {
    return defaults->word(key).value_or(0);
  }
  if (!record.has(key)) {
    record.error_at(record.at(),
                    "missing key " + in_quotes(key) + " (here or in [defaults] failure)");
  }
  return record.word(key).value_or(0);
}

void read_resets(const Builder& builder, const Record& record, ConditionLimit& limit) {
  for (const Value& name : record.texts("resets")) {
    const Id condition = builder.conditions.resolve(record, name.text, name.at);
    if (condition != kNone) limit.resets.push_back(condition);
  }
}

/// Reads `condition` with its limit.
void read_limit(const Builder& builder, const Record& record, ConditionLimit& limit) {
  limit.condition = builder.conditions.resolve(record, "condition");
  limit.when_below = record.has("below");
  if (record.has("above") == limit.when_below) {
    record.error_at(record.at("condition"), "expected exactly one of above and below");
    return;
  }
  if (limit.condition == kNone) return;
  const char* key = limit.when_below ? "below" : "above";
  const Measure& measure = builder.condition_measures[limit.condition];
  limit.threshold = record.quantity(key, measure.dimension()).value_or(0);
  if (!record.has("resets")) limit.resets.push_back(limit.condition);
}

void read_time_to_failure(const Record& record, FailureMode& failure) {
  if (!record.has("every")) record.error_at(record.at(), "missing key \"every\"");
  for (const char* key : {"condition", "above", "below"}) {
    if (record.has(key)) record.fault(key, "it belongs to the type condition only");
  }
  const Dimension dimension =
      failure.clock == FailureClock::kPieces ? Dimension::kNumber : Dimension::kDuration;
  failure.time_to_failure = record.positive_distribution("every", dimension);
  failure.first = record.distribution("first", dimension);
}

void read_failure_limit(const Builder& builder, const Record& record, FailureMode& failure) {
  for (const char* key : {"every", "first"}) {
    if (record.has(key)) record.fault(key, "a failure by condition has no interval");
  }
  if (record.has("condition")) {
    read_limit(builder, record, failure);
  } else {
    record.error_at(record.at(), "missing key \"condition\"");
  }
}

FailureMode read_failure(const Builder& builder, const Record& record,
                         const std::optional<Record>& defaults) {
  FailureMode failure;
  failure.name = record.text("name");
  failure.clock = static_cast<FailureClock>(explicit_word(record, defaults, "type"));
  failure.interruption = static_cast<Interruption>(explicit_word(record, defaults, "interruption"));
  failure.repair = record.distribution("repair");
  read_resets(builder, record, failure);
  if (failure.clock == FailureClock::kCondition) {
    read_failure_limit(builder, record, failure);
  } else {
    read_time_to_failure(record, failure);
  }
  return failure;
}

void read_calendar_interval(const Record& record, MaintenancePlan& plan) {
  plan.every = record.duration("every");
  plan.first = record.has("first") ? record.duration("first") : plan.every;
  if (record.has("first_pieces")) {
    record.fault("first_pieces", "it belongs to every_pieces");
  }
}

void read_piece_interval(const Record& record, MaintenancePlan& plan) {
  plan.by_pieces = true;
  plan.every_pieces = static_cast<std::uint64_t>(record.integer("every_pieces"));
  plan.first_pieces = record.has("first_pieces")
                          ? static_cast<std::uint64_t>(record.integer("first_pieces"))
                          : plan.every_pieces;
  if (record.has("first")) {
    record.fault("first", "it belongs to every");
  }
  if (plan.interval == MaintenanceInterval::kEndToStart) {
    record.error("interval", "pieces are counted from the start of the last maintenance");
  }
}

void read_condition(const Builder& builder, const Record& record, MaintenancePlan& plan) {
  for (const char* key : {"every", "first", "first_pieces", "stagger", "interval"}) {
    if (record.has(key)) record.fault(key, "maintenance by condition has no interval");
  }
  read_limit(builder, record, plan);
}

MaintenancePlan read_maintenance(const Builder& builder, const Record& record) {
  MaintenancePlan plan;
  plan.name = record.text("name");
  plan.duration = record.distribution("duration");
  plan.stagger = record.flag("stagger");
  plan.interval = static_cast<MaintenanceInterval>(record.word("interval").value_or(0));
  read_resets(builder, record, plan);
  const bool by_time = record.has("every");
  const bool by_pieces = record.has("every_pieces");
  const bool by_condition = record.has("condition");
  if (int{by_time} + int{by_pieces} + int{by_condition} != 1) {
    record.error_at(record.at(), "expected exactly one of every, every_pieces and condition");
    return plan;
  }
  if (by_condition) {
    read_condition(builder, record, plan);
    return plan;
  }
  for (const char* key : {"above", "below"}) {
    if (record.has(key)) record.fault(key, "it belongs to condition only");
  }
  if (by_pieces) {
    read_piece_interval(record, plan);
    return plan;
  }
  read_calendar_interval(record, plan);
  const bool start_to_start = plan.interval == MaintenanceInterval::kStartToStart;
  if (start_to_start && plan.every > SimTime() && plan.duration != kNone &&
      builder.distributions.mean(plan.duration) >= plan.every.seconds()) {
    record.error("duration",
                 "expected less than the interval, every = " + duration_text(plan.every));
  }
  return plan;
}

/// The stations that a row of a common table speaks of.
std::vector<Id> stations_of(const Builder& builder, const Record& row) {
  std::vector<Id> ids;
  if (row.has("station") == row.has("group")) {
    row.error_at(row.at(), "expected exactly one of station and group");
    return ids;
  }
  if (row.has("station")) {
    const Id id = builder.stations.resolve(row, "station");
    if (id != kNone) {
      ids.push_back(id);
    }
    return ids;
  }
  const std::string group = row.text("group");
  std::vector<std::string> known;
  for (Id id = 0; id < builder.plant.stations.size(); ++id) {
    known.push_back(builder.plant.stations[id].group);
    if (known.back() == group) {
      ids.push_back(id);
    }
  }
  if (ids.empty()) {
    row.fault("group", "unknown group " + in_quotes(group) + did_you_mean(group, known));
  }
  return ids;
}

/// What was read, by station: the station's own first, then the rows in their order.
template <typename Item>
using ByStation = std::vector<std::vector<Item>>;

template <typename Item>
std::pair<Id, std::uint32_t> append(std::vector<Item>& all, const std::vector<Item>& own) {
  const auto first = static_cast<Id>(all.size());
  all.insert(all.end(), own.begin(), own.end());
  return {first, static_cast<std::uint32_t>(own.size())};
}

}  // namespace

namespace {

/// Jobs on a belt stop where they are: nothing is done again, and it may never run empty.
void check_interruption(const Record& record, const FailureMode& failure, const Station& station) {
  if (station.belt == kNone || failure.interruption == Interruption::kResume) return;
  record.error_at(record.at("interruption"), "interruption: at a conveyor or line, such as \"" +
                                                 station.name + "\", expected resume");
}

}  // namespace

void build_failures(Builder& builder) {
  Plant& plant = builder.plant;
  std::optional<Record> failure_defaults;
  if (const std::optional<Record> defaults = builder.document.child("defaults")) {
    failure_defaults = defaults->child("failure");
  }
  ByStation<FailureMode> by_station(plant.stations.size());
  for (Id id = 0; id < plant.stations.size(); ++id) {
    for (const Record& record : builder.station_drafts[id].record.children("failure")) {
      by_station[id].push_back(read_failure(builder, record, failure_defaults));
      check_interruption(record, by_station[id].back(), plant.stations[id]);
    }
  }
  for (const Record& row : builder.document.children("failures")) {
    const FailureMode failure = read_failure(builder, row, failure_defaults);
    for (const Id id : stations_of(builder, row)) {
      by_station[id].push_back(failure);
      check_interruption(row, failure, plant.stations[id]);
    }
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    std::tie(station.first_failure, station.n_failures) = append(plant.failures, by_station[id]);
  }
}

void build_maintenances(Builder& builder) {
  Plant& plant = builder.plant;
  ByStation<MaintenancePlan> by_station(plant.stations.size());
  for (Id id = 0; id < plant.stations.size(); ++id) {
    for (const Record& record : builder.station_drafts[id].record.children("maintenance")) {
      by_station[id].push_back(read_maintenance(builder, record));
    }
  }
  for (const Record& row : builder.document.children("maintenances")) {
    const MaintenancePlan plan = read_maintenance(builder, row);
    for (const Id id : stations_of(builder, row)) {
      by_station[id].push_back(plan);
    }
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    std::tie(station.first_maintenance, station.n_maintenances) =
        append(plant.maintenances, by_station[id]);
  }
}

}  // namespace twinline

#include <algorithm>

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxMachines = 1000000;
constexpr std::size_t kMaxLocations = 2000;  // the table of transport times is their square

Id location_of(Builder& builder, const std::string& name) {
  std::vector<std::string>& known = builder.plant.locations;
  const auto found = std::find(known.begin(), known.end(), name);
  if (found == known.end()) {
    known.push_back(name);
    return static_cast<Id>(known.size() - 1);
  }
  return static_cast<Id>(found - known.begin());
}

void build_ranking(const Record& record, Station& station) {
  const std::vector<std::size_t> keys = record.words("dispatch");
  if (keys.size() > kMaxRankKeys) {
    record.fault("dispatch", "expected at most " + std::to_string(kMaxRankKeys) +
                                 " words, received " + std::to_string(keys.size()));
    return;
  }
  for (const std::size_t key : keys) {
    const auto rank = static_cast<RankKey>(key);
    const auto end = station.ranking.begin() + station.n_ranking;
    if (std::find(station.ranking.begin(), end, rank) != end) {
      record.fault("dispatch", "a word stands here twice");
      return;
    }
    station.ranking[station.n_ranking++] = rank;
  }
}

/// @param own the station's table; what it does not say is taken from the defaults.
void build_rules(const Builder& builder, const Record& own, Station& station) {
  const std::optional<Record> defaults = builder.document.child("defaults");
  const auto chosen = [&](const char* key) -> const Record& {
    return !own.has(key) && defaults && defaults->has(key) ? *defaults : own;
  };
  build_ranking(chosen("dispatch"), station);
  station.machine_choice =
      static_cast<MachineChoice>(chosen("machine_choice").word("machine_choice").value_or(0));
}

void build_batch(const Record& record, Station& station, StationDraft& draft) {
  BatchSettings& batch = station.batch;
  batch.enabled = true;
  batch.rule = static_cast<BatchRule>(record.word("rule").value_or(1));
  batch.unit = static_cast<BatchUnit>(record.word("unit").value_or(0));
  batch.by = static_cast<BatchBy>(record.word("by").value_or(0));
  batch.wait_limit = record.duration("wait_limit");
  if (batch.rule == BatchRule::kWaitLimit && !record.has("wait_limit")) {
    record.error_at(record.at("rule"), "batch.rule: the rule wait_limit needs the key wait_limit");
  } else if (batch.rule != BatchRule::kWaitLimit && record.has("wait_limit")) {
    record.fault("wait_limit", "it belongs to the rule wait_limit only");
  }
  draft.batch_min = static_cast<std::uint32_t>(record.integer("min"));
  draft.batch_max = static_cast<std::uint32_t>(record.integer("max"));
  if (draft.batch_max != 0 && draft.batch_max < draft.batch_min) {
    record.fault("max", "expected at least min = " + std::to_string(draft.batch_min) +
                            ", received " + std::to_string(draft.batch_max));
  }
}

void build_setup_settings(const Record& record, Station& station) {
  if (record.has("min_run_wait")) {
    station.setup.min_run_wait = record.duration("min_run_wait");
  }
  station.setup.avoidance = record.duration("avoidance");
  if (record.has("loses")) {
    const Dimension volume = Dimension::of(*parse_unit("l"), "l");
    station.setup_loss = record.quantity("loses", volume).value_or(0);
    if (station.setup_loss < 0) record.error("loses", "expected a volume >= 0");
  }
  station.setup.least_setup_counts_step_times = record.word("least_setup_counts") != 1U;
}

void build_cluster(const Record& record, StationDraft& draft) {
  ClusterRecipe recipe;
  recipe.parallel = record.word("arrangement") == 1U;
  recipe.dual_blade = record.word("robot") == 1U;
  recipe.move = record.duration("move");
  draft.cluster = recipe;
  draft.n_chambers = static_cast<std::uint32_t>(record.integer("chambers"));
}

void build_power(const Record& record, Station& station) {
  const Dimension watt = Dimension::of(*parse_unit("W"), "W");
  const auto read = [&](const char* key, double otherwise) {
    const double value = record.has(key) ? record.quantity(key, watt).value_or(0) : otherwise;
    if (value < 0) record.error(key, "expected a power >= 0");
    return value;
  };
  station.has_power = true;
  PowerDraw& power = station.power;
  power.processing = read("processing", 0);
  power.setup = read("setup", power.processing);
  power.standby = read("standby", 0);
  power.down = read("down", 0);
  power.off = read("off", 0);
}

void build_operator_use(const Builder& builder, const Record& record, Station& station) {
  const bool by_skill = record.has("skill");
  if (by_skill == record.has("pool")) {
    record.error_at(record.at(), "expected one of pool and skill");
  }
  const Id skill = by_skill ? builder.skills.resolve(record, "skill")
                            : builder.operator_pools.resolve(record, "pool");
  for (const std::size_t phase : record.words("during")) {
    if (station.skill[phase] != kNone) {
      record.fault("during", "another pool lends an operator for one of these phases already");
      return;
    }
    station.skill[phase] = skill;
    station.operator_priority[phase] = static_cast<std::int32_t>(record.integer("priority"));
    station.needs_operators = true;
  }
}

void build_machines(Builder& builder, const Record& record, Id station_id) {
  Station& station = builder.plant.stations[station_id];
  const std::vector<Record> special = record.children("machine");
  std::vector<MachineSpec>& machines = builder.plant.machines;
  station.first_machine = static_cast<Id>(machines.size());
  station.n_machines = static_cast<std::uint32_t>(record.integer("machines"));
  if (machines.size() + station.n_machines > kMaxMachines) {
    record.error("machines", "expected at most 1000000 machines in the plant");
    station.n_machines = 1;
  }
  if (special.size() > station.n_machines) {
    record.error_at(special.back().at(), "machine: " + std::to_string(special.size()) +
                                             " entries for " + std::to_string(station.n_machines) +
                                             " machines");
  }
  Names names("machine");
  for (std::uint32_t k = 0; k < station.n_machines; ++k) {
    MachineSpec machine;
    machine.name = station.name + "_" + std::to_string(k + 1);
    machine.station = station_id;
    if (k < special.size()) {
      machine.speed = special[k].number("speed");
      if (special[k].has("name")) {
        machine.name = special[k].text("name");
        names.add(special[k], "name", machine.name, k);
      }
    }
    machines.push_back(std::move(machine));
  }
}

void build_station(Builder& builder, const Record& record) {
  const auto id = static_cast<Id>(builder.plant.stations.size());
  Station station;
  station.name = record.text("name");
  builder.stations.add(record, "name", station.name, id);
  station.group = record.text("group");
  station.location = location_of(builder, record.text("location"));
  if (record.has("output_places")) {
    station.output_places = static_cast<std::uint32_t>(record.integer("output_places"));
  }
  station.buffer = build_station_buffer(builder, record, station.name);
  station.capacity = static_cast<std::uint32_t>(record.integer("capacity"));
  station.shift = builder.shifts.resolve(record, "shift");
  station.shift_end = static_cast<ShiftEnd>(record.word("shift_end").value_or(0));
  build_rules(builder, record, station);

  StationDraft draft{record,       1, 0, record.distribution("load"), record.distribution("unload"),
                     std::nullopt, 0};
  if (const std::optional<Record> batch = record.child("batch")) {
    build_batch(*batch, station, draft);
  }
  if (const std::optional<Record> setup = record.child("setup")) {
    build_setup_settings(*setup, station);
  }
  if (const std::optional<Record> cluster = record.child("cluster")) {
    build_cluster(*cluster, draft);
    if (station.batch.enabled) {
      record.fault("cluster", "a cluster tool cannot batch");
    }
  }
  build_belt(builder, record, station);
  if (const std::optional<Record> power = record.child("power")) {
    build_power(*power, station);
  }
  for (const Record& use : record.children("operator")) {
    build_operator_use(builder, use, station);
  }
  builder.plant.stations.push_back(std::move(station));
  builder.station_drafts.push_back(std::move(draft));
  build_machines(builder, record, id);
}

}  // namespace

void build_stations(Builder& builder) {
  Id default_load = kNone;
  Id default_unload = kNone;
  if (const std::optional<Record> defaults = builder.document.child("defaults")) {
    default_load = defaults->distribution("load");
    default_unload = defaults->distribution("unload");
  }
  for (const Record& record : builder.document.children("station")) {
    build_station(builder, record);
    StationDraft& draft = builder.station_drafts.back();
    draft.load = record.has("load") ? draft.load : default_load;
    draft.unload = record.has("unload") ? draft.unload : default_unload;
  }
  std::vector<std::string>& locations = builder.plant.locations;
  if (locations.empty()) {
    locations.emplace_back();
  }
  if (locations.size() > kMaxLocations) {
    builder.document.error_at(builder.document.at(), "expected at most 2000 locations, received " +
                                                         std::to_string(locations.size()));
    locations.resize(1);
  }
}

}  // namespace twinline

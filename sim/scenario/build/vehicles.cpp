#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/build/tracks.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

Battery build_battery(const Record& record) {
  Battery battery;
  battery.capacity_j = positive_quantity(record, "capacity", "J", 1);
  battery.moving_w = positive_quantity(record, "moving", "W", 1);
  battery.standing_w = positive_quantity(record, "standing", "W", 0);
  battery.charging_w = positive_quantity(record, "charging", "W", 1);
  battery.charge_at_j = record.number("charge_at") * battery.capacity_j;
  battery.charge_to_j = record.number("charge_to") * battery.capacity_j;
  if (battery.charge_to_j <= battery.charge_at_j) {
    record.error("charge_to", "expected more than charge_at");
  }
  return battery;
}

void build_fleet(Builder& builder, const Record& record) {
  Tracks& tracks = builder.plant.tracks;
  Fleet fleet;
  fleet.name = record.text("name");
  fleet.n_vehicles = static_cast<std::uint32_t>(record.integer("vehicles"));
  if (!tracks.fleets.empty()) {
    const Fleet& last = tracks.fleets.back();
    fleet.first_vehicle = last.first_vehicle + last.n_vehicles;
  }
  fleet.load = record.distribution("load");
  fleet.unload = record.distribution("unload");
  fleet.vehicle_choice = static_cast<VehicleChoice>(record.word("vehicle_choice").value_or(0));
  fleet.dispatch = static_cast<CallChoice>(record.word("dispatch").value_or(0));
  fleet.start = find_nodes(tracks, record, "start");
  fleet.park = find_nodes(tracks, record, "park");
  const double speed = positive_quantity(record, "speed", "m/s", 1);
  fleet.empty = edge_times(tracks, speed);
  fleet.loaded = edge_times(tracks, positive_quantity(record, "loaded_speed", "m/s", speed));
  if (const std::optional<Record> battery = record.child("battery")) {
    fleet.battery = build_battery(*battery);
    fleet.chargers = find_nodes(tracks, *battery, "chargers");
  }
  tracks.fleets.push_back(std::move(fleet));
}

/// All nodes of a fleet lie where it starts.
void check_reach(const Tracks& tracks, const Fleet& fleet, const Record& record, const char* key,
                 const std::vector<Id>& nodes) {
  for (const Id node : nodes) {
    const Id start = fleet.start.front();
    if (fleet.way_time[start * tracks.nodes.size() + node] != SimTime::max()) continue;
    record.fault(key, "no way leads from " + in_quotes(tracks.nodes[start]) + " to " +
                          in_quotes(tracks.nodes[node]));
    return;
  }
}

/// The energy of the longest errand: to a job, with it to where it goes, and on to a charger.
double longest_errand_j(const Tracks& tracks, const Fleet& fleet) {
  SimTime longest;
  SimTime to_charger;
  const std::size_t n = tracks.nodes.size();
  for (Id from = 0; from < n; ++from) {
    if (fleet.way_time[fleet.start.front() * n + from] == SimTime::max()) continue;
    for (const Id charger : fleet.chargers) {
      const SimTime way = fleet.way_time[from * n + charger];
      if (way != SimTime::max()) to_charger = std::max(to_charger, way);
    }
    for (Id to = 0; to < n; ++to) {
      if (fleet.way_time[from * n + to] == SimTime::max()) continue;
      longest = std::max(longest, loaded_way(tracks, fleet, from, to));
    }
  }
  return (2 * longest.seconds() + to_charger.seconds()) * fleet.battery.moving_w;
}

/// Three decimals, rounded up.
std::string text_up(double share) {
  const std::string text = std::to_string(std::ceil(share * 1000) / 1000);
  return text.substr(0, text.find('.') + 4);
}

void check_fleet(const Tracks& tracks, const Fleet& fleet, const Record& record) {
  if (fleet.start.empty()) return;
  check_reach(tracks, fleet, record, "start", fleet.start);
  check_reach(tracks, fleet, record, "park", fleet.park);
  const std::optional<Record> battery = record.child("battery");
  if (!battery) return;
  check_reach(tracks, fleet, *battery, "chargers", fleet.chargers);
  const double share = longest_errand_j(tracks, fleet) / fleet.battery.capacity_j;
  if (share > 1) {
    battery->error(
        "capacity",
        "it does not do for the longest way to a job, with it and to a charger, expected "
        "at least " +
            text_up(share * fleet.battery.capacity_j / 3.6e6) + " kWh");
  } else if (fleet.battery.charge_at_j < share * fleet.battery.capacity_j) {
    battery->error("charge_at",
                   "what is left then does not do for the longest way to a job, with it and to a "
                   "charger, expected at least " +
                       text_up(share));
  }
}

void build_stockers(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Record& record : builder.document.children("stocker")) {
    Stocker stocker;
    const std::string name = record.text("name");
    stocker.buffer = static_cast<Id>(plant.buffers.size());
    builder.buffers.add(record, "name", name, stocker.buffer);
    Buffer buffer;
    buffer.name = name;
    buffer.capacity = static_cast<std::uint32_t>(record.integer("capacity"));
    plant.buffers.push_back(std::move(buffer));
    const std::string location = record.text("location");
    stocker.node = find_node(plant.tracks, record, location, record.at("location"));
    if (stocker.node != kNone) plant.tracks.stockers.push_back(stocker);
  }
}

/// Pairs of locations without a time go by vehicle where a fleet goes between them.
void connect_locations(Plant& plant) {
  Tracks& tracks = plant.tracks;
  const std::size_t n = plant.locations.size();
  for (const std::string& location : plant.locations) {
    const auto node = std::find(tracks.nodes.begin(), tracks.nodes.end(), location);
    tracks.node_at.push_back(
        node == tracks.nodes.end() ? kNone : static_cast<Id>(node - tracks.nodes.begin()));
  }
  for (Id from = 0; from < n; ++from) {
    for (Id to = 0; to < n; ++to) {
      Id& way = plant.transport[from * n + to];
      if (from == to || way != kNone) continue;
      const Id a = tracks.node_at[from];
      const Id b = tracks.node_at[to];
      if (a != kNone && b != kNone && tracks.fleet_of(a, b) != kNone) way = kByVehicle;
    }
  }
}

void warn_of_idle_fleets(const Builder& builder, const std::vector<Record>& records) {
  const Plant& plant = builder.plant;
  const std::size_t n = plant.locations.size();
  std::vector<bool> carries(records.size(), false);
  for (std::size_t i = 0; i < n * n; ++i) {
    if (plant.transport[i] != kByVehicle) continue;
    carries[plant.tracks.fleet_of(plant.tracks.node_at[i / n], plant.tracks.node_at[i % n])] = true;
  }
  for (std::size_t f = 0; f < records.size(); ++f) {
    if (carries[f]) continue;
    records[f].warning("start",
                       "it carries nothing: its edges lead between no two locations of stations "
                       "that another fleet or a [[transport]] does not serve");
  }
}

/// Output places are for jobs that go on by vehicle.
void check_output_places(const Builder& builder) {
  const Plant& plant = builder.plant;
  const std::size_t n = plant.locations.size();
  for (Id s = 0; s < plant.stations.size(); ++s) {
    const Record& record = builder.station_drafts[s].record;
    if (!record.has("output_places")) continue;
    const auto row =
        plant.transport.begin() + static_cast<std::ptrdiff_t>(plant.stations[s].location * n);
    const auto end = row + static_cast<std::ptrdiff_t>(n);
    if (std::find(row, end, kByVehicle) != end) continue;
    record.fault("output_places", "no vehicle takes jobs away from its location");
  }
}

}  // namespace

void build_vehicles(Builder& builder) {
  Tracks& tracks = builder.plant.tracks;
  build_tracks(builder);
  const std::vector<Record> records = builder.document.children("fleet");
  Names names("fleet");
  for (const Record& record : records) {
    names.add(record, "name", record.text("name"), static_cast<Id>(tracks.fleets.size()));
    build_fleet(builder, record);
  }
  build_stockers(builder);
  if (tracks.nodes.size() > kMaxNodes) return;
  find_ways(tracks);
  connect_locations(builder.plant);
  check_output_places(builder);
  if (tracks.fleets.empty()) return;
  if (!check_ways(builder)) return;
  warn_of_idle_fleets(builder, records);
  for (std::size_t f = 0; f < records.size(); ++f) {
    check_fleet(tracks, tracks.fleets[f], records[f]);
  }
}

}  // namespace twinline

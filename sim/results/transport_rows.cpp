#include "twinline/results/table_rows.h"
#include "twinline/results/transport_tables.h"
#include "twinline/results/vehicle_hours.h"

namespace twinline {

namespace {

/// "No value" where nothing was counted.
double longest_seconds(const TimeTally& tally) {
  return tally.count() == 0 ? ratio(0, 0) : tally.max().seconds();
}

bool has_fleets(const Plant& plant) { return !plant.tracks.fleets.empty(); }

}  // namespace

double VehicleHours::total() const {
  double sum = 0;
  for (const double h : hours) sum += h;
  return sum;
}

VehicleHours fleet_hours(const ReplicationData& data, Id id) {
  const Fleet& fleet = data.plant.tracks.fleets[id];
  VehicleHours result;
  for (std::size_t use = 0; use < kVehicleUses; ++use) {
    Int128 ns = 0;
    for (Id v = fleet.first_vehicle; v < fleet.first_vehicle + fleet.n_vehicles; ++v) {
      ns += data.vehicles[v].in_use[use].ns();
    }
    result.hours[use] = hours_of(ns);
  }
  return result;
}

void fleet_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.tracks.fleets.size(); ++i) {
    const FleetStats& stats = data.stats.fleets[i];
    const VehicleHours hours = fleet_hours(data, i);
    const double empty = hours.in(VehicleUse::kEmpty);
    out.raw(source.key)
        .cell(data.plant.tracks.fleets[i].name)
        .cell(data.plant.tracks.fleets[i].n_vehicles)
        .cell(stats.delivery.count())
        .cell(stats.waiting.mean(data.now))
        .cell(stats.waiting.max())
        .cell(mean_hours(stats.wait))
        .cell(longest_seconds(stats.wait) / 3600)
        .cell(mean_hours(stats.delivery))
        .cell(longest_seconds(stats.delivery) / 3600)
        .cell(1 - ratio(hours.in(VehicleUse::kIdle), hours.total()))
        .cell(ratio(hours.in(VehicleUse::kBlocked), hours.total()))
        .cell(ratio(empty, empty + hours.in(VehicleUse::kLoaded)));
    out.end_row();
  }
}

void vehicle_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (const Fleet& fleet : data.plant.tracks.fleets) {
    for (std::uint32_t i = 0; i < fleet.n_vehicles; ++i) {
      const VehicleStats& stats = data.vehicles[fleet.first_vehicle + i];
      out.raw(source.key).cell(fleet.name).cell(i + 1);
      SimTime total;
      for (const SimTime time : stats.in_use) {
        out.cell(time.seconds());
        total += time;
      }
      out.cell(total.seconds()).cell(stats.jobs).cell(stats.distance_m);
      if (fleet.battery.capacity_j == 0) {
        out.empty();
      } else {
        out.cell(stats.energy_j / 3.6e6);
      }
      out.end_row();
    }
  }
}

void zone_rows(const RowSource& source, CsvText& out) {
  const ReplicationData& data = source.data;
  for (Id i = 0; i < data.plant.tracks.zones.size(); ++i) {
    const ZoneStats& stats = data.stats.zones[i];
    out.raw(source.key)
        .cell(data.plant.tracks.zones[i].name)
        .cell(data.plant.tracks.zones[i].capacity)
        .cell(stats.vehicles.mean(data.now))
        .cell(stats.vehicles.max())
        .cell(stats.entries)
        .cell(stats.wait.count())
        .cell(3600 * mean_hours(stats.wait))
        .cell(longest_seconds(stats.wait));
    out.end_row();
  }
}

Table fleets_table() {
  return {"fleets.csv",
          "one fleet of vehicles",
          "where there are fleets",
          {{"fleet", ""},
           {"vehicles", ""},
           {"jobs", "set down, in stockers included"},
           {"waiting_mean", "jobs that wait for a vehicle, time average"},
           {"waiting_max", "most of them at once"},
           {"wait_mean_h", "as the KPI queue_time_h; empty = no job"},
           {"wait_max_h", "the longest; empty = no job"},
           {"delivery_mean_h", "as the KPI delivery_time_h; empty = no job"},
           {"delivery_max_h", "the longest; empty = no job"},
           {"utilization", "as the KPI"},
           {"traffic_fraction", "as the KPI"},
           {"empty_travel_fraction", "as the KPI; empty = none has driven"}},
          has_fleets,
          fleet_rows};
}

Table vehicles_table() {
  return {"vehicles.csv",
          "one vehicle",
          "where there are fleets",
          {{"fleet", ""},
           {"vehicle", "its number in the fleet, from 1"},
           {"idle_s", "stands, available"},
           {"empty_s", "drives without a job"},
           {"loaded_s", "drives with a job"},
           {"handling_s", "takes jobs up and sets them down"},
           {"blocked_s", "waits for zones or behind others"},
           {"charging_s", "at a charger"},
           {"total_s", "the sum of the six, which is the measured time"},
           {"jobs", "set down"},
           {"distance_m", "of the edges on which it has set out"},
           {"energy_kwh", "drawn from its battery; empty = it has none"}},
          has_fleets,
          vehicle_rows};
}

Table zones_table() {
  return {"zones.csv",
          "one zone of the tracks",
          "where there are fleets and zones",
          {{"zone", ""},
           {"capacity", "vehicles"},
           {"vehicles_mean", "inside, time average"},
           {"vehicles_max", "most of them at once"},
           {"entries", ""},
           {"waits", "of vehicles that found it full"},
           {"wait_mean_s", "empty = none had to wait"},
           {"wait_max_s", "the longest; empty = none had to wait"}},
          [](const Plant& plant) { return has_fleets(plant) && !plant.tracks.zones.empty(); },
          zone_rows};
}

}  // namespace twinline

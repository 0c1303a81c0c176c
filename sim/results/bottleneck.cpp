#include "twinline/results/bottleneck.h"

#include <algorithm>
#include <cmath>

#include "twinline/results/machine_figures.h"
#include "twinline/results/table_rows.h"

namespace twinline {

namespace {

struct Shares {
  double blocked = 0;
  double starved = 0;
};

std::vector<Shares> shares_of(const ReplicationData& data) {
  std::vector<Shares> shares;
  for (Id id = 0; id < data.plant.stations.size(); ++id) {
    const StateTimes times = station_figures(data, id).times;
    const E10Times e10 = e10_hours(times);
    const double on_shift = e10.total() - e10.nonscheduled;
    const auto share = [&](MachineState state) {
      return on_shift > 0 ? hours_of(times.in(state)) / on_shift : 0;
    };
    shares.push_back({share(MachineState::kBlocked), share(MachineState::kIdle)});
  }
  return shares;
}

/// The stretches of a route in which each station has a buffer before it, but for the first.
std::vector<std::vector<Id>> lines_of(const Plant& plant, const Route& route) {
  std::vector<std::vector<Id>> lines;
  for (Id s = route.first_step; s < route.first_step + route.n_steps; ++s) {
    if (probability_done(plant, plant.steps[s]) < 1) continue;  // beside the line
    const Id station = plant.steps[s].station;
    const bool goes_on = !lines.empty() && plant.stations[station].buffer != kNone;
    if (!goes_on) lines.emplace_back();
    lines.back().push_back(station);
  }
  return lines;
}

void add_line(const ReplicationData& data, const std::vector<Id>& line, Id route,
              const std::vector<Shares>& shares, std::vector<Bottleneck>& found) {
  if (line.size() < 2) return;
  std::vector<Bottleneck> stations;
  std::size_t longest = line.size();
  for (std::size_t i = 0; i < line.size(); ++i) {
    Bottleneck here;
    here.route = route;
    here.station = line[i];
    const Shares& own = shares[line[i]];
    if (i > 0) here.upstream = shares[line[i - 1]].blocked - own.starved;
    if (i + 1 < line.size()) here.downstream = shares[line[i + 1]].starved - own.blocked;
    // Where all shares are equal no arrow says anything.
    here.by_arrows = here.upstream >= 0 && here.downstream >= 0 && here.severity() > 0;
    here.active_period_h = mean_active_period_h(data, line[i]);
    stations.push_back(here);
    const bool is_longer =
        longest == line.size() || here.active_period_h > stations[longest].active_period_h;
    if (!std::isnan(here.active_period_h) && is_longer) longest = i;
  }
  if (longest < line.size()) stations[longest].by_active_period = true;
  for (const Bottleneck& station : stations) {
    if (station.by_arrows || station.by_active_period) found.push_back(station);
  }
}

}  // namespace

double mean_active_period_h(const ReplicationData& data, Id id) {
  const Station& station = data.plant.stations[id];
  const StateTimes times = station_figures(data, id).times;
  Int128 active = 0;
  for (std::size_t s = 0; s < kMachineStates; ++s) {
    if (is_active(static_cast<MachineState>(s))) active += times.ns[s];
  }
  double periods = 0;
  for (Id i = 0; i < station.n_machines; ++i) {
    periods += static_cast<double>(data.active_periods[station.first_machine + i]);
  }
  return ratio(hours_of(active), periods);
}

std::vector<Bottleneck> bottlenecks(const ReplicationData& data) {
  const std::vector<Shares> shares = shares_of(data);
  std::vector<Bottleneck> found;
  for (Id route = 0; route < data.plant.routes.size(); ++route) {
    for (const std::vector<Id>& line : lines_of(data.plant, data.plant.routes[route])) {
      add_line(data, line, route, shares, found);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Bottleneck& a, const Bottleneck& b) {
    if (a.by_arrows != b.by_arrows) return a.by_arrows;
    return a.by_arrows && a.severity() > b.severity();
  });
  return found;
}

void bottleneck_rows(const RowSource& source, CsvText& out) {
  const Plant& plant = source.data.plant;
  for (const Bottleneck& found : bottlenecks(source.data)) {
    out.raw(source.key)
        .cell(plant.routes[found.route].name)
        .cell(plant.stations[found.station].name)
        .cell(found.severity())
        .cell(found.upstream)
        .cell(found.downstream)
        .cell(found.active_period_h)
        .cell(found.by_arrows ? 1 : 0)
        .cell(found.by_active_period ? 1 : 0);
    out.end_row();
  }
}

}  // namespace twinline

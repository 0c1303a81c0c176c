#include "twinline/results/bottleneck.h"

#include <algorithm>

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

void add_line(const std::vector<Id>& line, Id route, const std::vector<Shares>& shares,
              std::vector<Bottleneck>& found) {
  for (std::size_t i = 0; i < line.size() && line.size() > 1; ++i) {
    Bottleneck here;
    here.route = route;
    here.station = line[i];
    const Shares& own = shares[line[i]];
    if (i > 0) here.upstream = shares[line[i - 1]].blocked - own.starved;
    if (i + 1 < line.size()) here.downstream = shares[line[i + 1]].starved - own.blocked;
    // Where all shares are equal no arrow says anything.
    if (here.upstream >= 0 && here.downstream >= 0 && here.severity() > 0) found.push_back(here);
  }
}

}  // namespace

std::vector<Bottleneck> arrow_bottlenecks(const ReplicationData& data) {
  const std::vector<Shares> shares = shares_of(data);
  std::vector<Bottleneck> found;
  for (Id route = 0; route < data.plant.routes.size(); ++route) {
    for (const std::vector<Id>& line : lines_of(data.plant, data.plant.routes[route])) {
      add_line(line, route, shares, found);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Bottleneck& a, const Bottleneck& b) {
    return a.severity() > b.severity();
  });
  return found;
}

void bottleneck_rows(const RowSource& source, CsvText& out) {
  const Plant& plant = source.data.plant;
  for (const Bottleneck& found : arrow_bottlenecks(source.data)) {
    out.raw(source.key)
        .cell(plant.routes[found.route].name)
        .cell(plant.stations[found.station].name)
        .cell(found.severity())
        .cell(found.upstream)
        .cell(found.downstream);
    out.end_row();
  }
}

}  // namespace twinline

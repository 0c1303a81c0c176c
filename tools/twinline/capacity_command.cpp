#include <algorithm>
#include <cstdio>
#include <iostream>

#include "commands.h"
#include "scenario_options.h"
#include "twinline/experiment/capacity.h"

namespace twinline {

namespace {

/// A stream that is only as fast as the plant fills the busiest station: no overload.
const char* remark(const Plant& plant, double load) {
  if (load < 1 - 1e-9) return "";
  const bool adapts =
      std::any_of(plant.releases.begin(), plant.releases.end(), [](const Release& release) {
        return release.kind == ReleaseKind::kConwip || release.lost_when_full;
      });
  return adapts && load < 1 + 1e-9 ? "   <- sets the pace" : "   <- overloaded";
}

void print_loads(const Plant& plant, std::vector<StationLoad> loads) {
  std::stable_sort(loads.begin(), loads.end(),
                   [](const StationLoad& a, const StationLoad& b) { return a.load > b.load; });
  int width = 8;
  for (const Station& station : plant.stations) {
    width = std::max(width, static_cast<int>(station.name.size()));
  }
  std::printf("%-*s %9s %9s %12s %7s %10s %10s %7s\n", width, "station", "load %", "machines",
              "available %", "shift %", "jobs/h", "jobs/task", "busy");
  for (const StationLoad& load : loads) {
    const Station& station = plant.stations[load.station];
    std::printf("%-*s %9.1f %9u %12.1f %7.1f %10.4g %10.4g %7.2f%s\n", width, station.name.c_str(),
                load.load * 100, station.n_machines, load.availability * 100, load.shift * 100,
                load.rate_per_h, load.batch, load.offered_h_per_h, remark(plant, load.load));
  }
}

}  // namespace

int capacity_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "capacity";
  syntax.usage = "SCENARIO [options]";
  syntax.text =
      "Static load of every station: the work that the releases bring over what the machines can\n"
      "do, without simulating. Batches are taken as full; setups, operators and resources are "
      "left\n"
      "out. busy: machines at work on average. A load of 100 % or more cannot be sustained,\n"
      "unless jobs are only begun as fast as the plant takes them.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  add_scenario_options(syntax.options);
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const LoadedScenario scenario = load_from_options(values);
  print_loads(scenario.plant, station_loads(scenario.plant));
  return kOk;
}

}  // namespace twinline

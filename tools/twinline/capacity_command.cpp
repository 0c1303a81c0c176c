#include <algorithm>
#include <cstdio>
#include <iostream>

#include "commands.h"
#include "scenario_options.h"
#include "twinline/experiment/capacity.h"
#include "twinline/experiment/line/line_formula.h"

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

void print_line(const Plant& plant) {
  const SerialLine line = serial_line(plant);
  const LineAnswer answer = line_throughput(plant, line);
  if (!answer.broken.empty()) {
    std::printf("\nno line formula: %s\n", answer.broken.c_str());
    return;
  }
  const std::vector<LineMachine>& machines = line.machines;
  std::printf("\nline of %zu, \"%s\" to \"%s\"\n", machines.size(),
              plant.stations[machines.front().station].name.c_str(),
              plant.stations[machines.back().station].name.c_str());
  std::printf("  throughput  %.6g jobs/h", answer.jobs_per_h);
  if (answer.cycle_s > 0) {
    std::printf(", %.6g a cycle of %.6g s", answer.jobs_per_h * answer.cycle_s / 3600,
                answer.cycle_s);
  }
  std::printf("\n  formula     %s\n  accuracy    %s\n", answer.formula.c_str(),
              answer.accuracy.c_str());
  if (plant.releases[0].kind != ReleaseKind::kConwip) {
    const double rate = release_rates_per_h(plant)[0];
    std::printf("  released    %.6g jobs/h: %s\n", rate,
                rate < answer.jobs_per_h ? "the line keeps up" : "more than the line makes");
  }
  for (std::size_t i = 0; i < answer.assumptions.size(); ++i) {
    std::printf("  %-10s  %s\n", i == 0 ? "assumes" : "", answer.assumptions[i].c_str());
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
      "unless jobs are only begun as fast as the plant takes them.\n"
      "A plant that is a serial line also gets its throughput with blocking and starving, by the\n"
      "analytic formula that fits; where none does, the station that is to blame is named.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  add_scenario_options(syntax.options);
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const LoadedScenario scenario = load_from_options(values);
  print_loads(scenario.plant, station_loads(scenario.plant));
  if (may_be_line(scenario.plant)) print_line(scenario.plant);
  return kOk;
}

}  // namespace twinline

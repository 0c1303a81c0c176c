#include "twinline/scenario/describe.h"

#include <algorithm>
#include <string>
#include <vector>

#include "twinline/physics/quantity.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxNamed = 200;  // longer lists are cut, with their count

std::string rounded(double value, int digits) {
  double scale = 1;
  for (int i = 0; i < digits; ++i) {
    scale *= 10;
  }
  const auto whole = static_cast<long long>(value * scale + 0.5);
  std::string text = std::to_string(whole / static_cast<long long>(scale));
  if (digits > 0) {
    std::string fraction = std::to_string(whole % static_cast<long long>(scale));
    fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
    text += "." + fraction;
  }
  return text;
}

std::string hours_text(double seconds) {
  return seconds < 48 * 3600.0 ? rounded(seconds / 3600, 2) + " h"
                               : rounded(seconds / 86400, 2) + " d";
}

std::string count_text(std::size_t n, const std::string& one) {
  return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

/// Lines of cells, the first row a heading, columns as wide as their longest cell.
std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += " " + row[i] + std::string(widths[i] - row[i].size() + 1, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string settings_text(const Plant& plant) {
  const RunSettings& run = plant.run;
  std::string text = run.name + "\n";
  if (!run.description.empty()) {
    text += run.description + "\n";
  }
  text += "\n" + count_text(run.replications, "replication") + " of " +
          duration_text(run.duration) + " after " + duration_text(run.warm_up) +
          " of warm-up, seed " + std::to_string(run.seed);
  return text + (run.start.empty() ? "" : ", from " + run.start) + "\n\n";
}

std::string counts_text(const Plant& plant) {
  const std::vector<std::pair<std::size_t, const char*>> counts{
      {plant.parts.size(), "part"},
      {plant.routes.size(), "route"},
      {plant.steps.size(), "step"},
      {plant.stations.size(), "station"},
      {plant.machines.size(), "machine"},
      {plant.releases.size(), "release stream"},
      {plant.initial_jobs.size(), "initial job"},
      {plant.setups.states.size(), "setup state"},
      {plant.windows.size(), "queue-time window"},
      {plant.operator_pools.size(), "operator pool"},
      {plant.shifts.size(), "shift"},
      {plant.resources.size(), "resource"}};
  std::string text;
  for (const auto& [n, name] : counts) {
    if (n > 0) {
      text += (text.empty() ? "" : ", ") + count_text(n, name);
    }
  }
  // One line of counts can grow beyond a screen's width.
  const std::size_t middle = text.find(", ", 80);
  if (middle != std::string::npos) {
    text.replace(middle, 2, ",\n");
  }
  return text + "\n\n";
}

std::string parts_text(const Plant& plant) {
  std::vector<std::vector<std::string>> rows{{"part", "route", "steps", "pieces", "raw time"}};
  for (const Part& part : plant.parts) {
    const Route& route = plant.routes[part.route];
    rows.push_back({part.name, route.name, std::to_string(route.n_steps),
                    std::to_string(part.pieces), hours_text(part.raw_process_time_s)});
  }
  return table_text(rows) + "\n";
}

std::string features_of(const Plant& plant, const Station& station) {
  std::string text;
  const auto add = [&](const std::string& feature) {
    text += (text.empty() ? "" : ", ") + feature;
  };
  if (station.batch.enabled) {
    add("batch");
  }
  if (station.capacity > 1) {
    add("cascade");
  }
  if (station.setup.used) {
    add("setup");
  }
  if (station.n_failures > 0) {
    add(count_text(station.n_failures, "failure"));
  }
  if (station.n_maintenances > 0) {
    add(count_text(station.n_maintenances, "maintenance"));
  }
  if (station.score_recipe != kNone) {
    add("learned dispatching");
  }
  if (station.needs_operators) {
    add("operators");
  }
  if (station.shift != kNone) {
    add("shift " + plant.shifts[station.shift].name);
  }
  return text;
}

std::string stations_text(const Plant& plant) {
  std::vector<std::size_t> n_steps(plant.stations.size(), 0);
  for (const Step& step : plant.steps) {
    ++n_steps[step.station];
  }
  std::vector<std::vector<std::string>> rows{{"station", "group", "machines", "steps", "features"}};
  for (std::size_t i = 0; i < std::min(plant.stations.size(), kMaxNamed); ++i) {
    const Station& station = plant.stations[i];
    rows.push_back({station.name, station.group, std::to_string(station.n_machines),
                    std::to_string(n_steps[i]), features_of(plant, station)});
  }
  std::string text = table_text(rows);
  if (plant.stations.size() > kMaxNamed) {
    text += "  ... and " + std::to_string(plant.stations.size() - kMaxNamed) + " more\n";
  }
  return text + "\n";
}

/// The names of some things in a line of its own, each once; "" where there are none.
std::string names_line(const std::string& what, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  std::string text;
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (known.size() == kMaxNamed) break;
    text += (known.empty() ? "" : ", ") + name;
    known.push_back(name);
  }
  const std::string heading = "  " + what + std::string(13 - what.size(), ' ');
  return known.empty() ? "" : heading + text + "\n";
}

template <class Thing>
std::string names_line(const std::string& what, const std::vector<Thing>& things) {
  std::vector<std::string> names;
  for (const Thing& thing : things) names.push_back(thing.name);
  return names_line(what, names);
}

/// What is computed, measured, judged and controlled.
std::string outcomes_text(const Plant& plant) {
  const Outcomes& outcomes = plant.outcomes;
  std::vector<std::string> physics;
  std::vector<std::string> networks;
  for (const ModelUse& use : outcomes.evaluations) {
    const ModelInfo* const info = use.model == kNone ? nullptr : plant.models[use.model].physics;
    if (info == nullptr) {
      networks.push_back(use.name);
    } else {
      const std::string items = use.items == 1 ? "" : std::to_string(use.items) + " x ";
      physics.push_back(use.name == info->name ? items + use.name
                                               : use.name + " (" + items + info->name + ")");
    }
  }
  const std::string text =
      names_line("physics", physics) + names_line("networks", networks) +
      names_line("conditions", outcomes.conditions) + names_line("gauges", outcomes.gauges) +
      names_line("controllers", outcomes.controls) + names_line("gates", outcomes.gates);
  return text.empty() ? "" : text + "\n";
}

std::string way_text(const Plant& plant, const Release& release) {
  switch (release.kind) {
    case ReleaseKind::kConwip:
      return "keeps " + std::to_string(release.conwip) + " in the plant";
    case ReleaseKind::kList:
      return count_text(release.list.size(), "job") + " at given times";
    case ReleaseKind::kInterval:
      break;
  }
  const Distribution& every = plant.distributions[release.every];
  const std::string interval =
      "every " + hours_text(every.mean) + (every.is_constant() ? "" : " on average");
  const double per_week = release.jobs_at_once * 604800.0 / every.mean;
  return interval + ", " + rounded(per_week, 2) + " a week";
}

std::string releases_text(const Plant& plant) {
  std::vector<std::vector<std::string>> rows{{"release", "part", "jobs", "priority", "due after"}};
  for (const Release& release : plant.releases) {
    rows.push_back({release.name, release.part == kNone ? "" : plant.parts[release.part].name,
                    way_text(plant, release), std::to_string(release.priority),
                    release.due == SimTime::max() ? "-" : hours_text(release.due.seconds())});
  }
  return rows.size() == 1 ? "" : table_text(rows);
}

}  // namespace

std::string describe_text(const Plant& plant) {
  return settings_text(plant) + counts_text(plant) + parts_text(plant) + stations_text(plant) +
         outcomes_text(plant) + releases_text(plant);
}

}  // namespace twinline

#include <cmath>
#include <fstream>
#include <set>

#include "twinline/core/error.h"
#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"

namespace twinline::smt2020 {

namespace {

/// A text as a TOML basic string.
std::string toml(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

/// A table under construction; every row ends up with the header's number of cells.
class CsvText {
 public:
  explicit CsvText(const std::vector<std::string>& header) { row(header); }

  void row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text_ += ',';
      text_ += quote(cells[i]);
    }
    text_ += '\n';
  }
  const std::string& text() const { return text_; }

 private:
  static std::string quote(const std::string& cell) {
    if (cell.find_first_of(",\"#") == std::string::npos) return cell;
    std::string result = "\"";
    for (const char c : cell) result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + '"';
  }

  std::string text_;
};

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw FileError("cannot write " + path.string());
}

/// "route_3.txt" -> "route_3.csv"
std::string route_file(const Product& product) {
  return std::filesystem::path(product.table).stem().string() + ".csv";
}

std::string stations_csv(const Fab& fab) {
  bool hot_lots = false;
  for (const Order& order : fab.orders) hot_lots = hot_lots || order.hot;
  for (const InitialLot& lot : fab.lots) hot_lots = hot_lots || lot.hot;
  CsvText csv({"name", "group", "machines", "location", "dispatch", "machine_choice", "capacity",
               "load", "unload", "batch_by", "batch_unit", "batch_rule", "least_setup_counts"});
  for (const ToolGroup& tools : fab.tool_groups) {
    const bool batches = !tools.batch_unit.empty();
    const bool hot_first = tools.hot_first && hot_lots;
    csv.row({tools.name, tools.group, std::to_string(tools.machines), tools.location,
             (hot_first ? "hot_first|" : "") + tools.dispatch, tools.machine_choice,
             std::to_string(tools.capacity), tools.load, tools.unload, batches ? "step" : "",
             tools.batch_unit, batches ? "minimum" : "", "table"});
  }
  return csv.text();
}

std::string route_csv(const Product& product) {
  CsvText csv({"step", "station", "process", "per", "interval", "interval_per", "batch_min",
               "batch_max", "setup", "setup_time", "sampling", "rework_to", "rework_probability",
               "rework_per", "rework_limit", "window_to", "window", "window_action",
               "same_machine_as"});
  for (const RouteStep& step : product.steps) {
    const bool reworks = !step.rework_to.empty();
    csv.row({step.name, step.station, step.process, step.per, step.interval, step.interval_per,
             step.batch_min, step.batch_max, step.setup, step.setup_time, step.sampling,
             step.rework_to, step.rework_probability, reworks ? "job" : "", reworks ? "0" : "",
             step.window_to, step.window, step.window_to.empty() ? "" : "count",
             step.same_machine_as});
  }
  return csv.text();
}

std::string failures_csv(const Fab& fab) {
  CsvText csv({"group", "station", "name", "type", "every", "first", "repair", "interruption"});
  for (const Failure& down : fab.failures) {
    csv.row({down.group, down.station, down.name, "time_dependent", down.every, down.first,
             down.repair, "resume"});
  }
  return csv.text();
}

std::string maintenance_csv(const Fab& fab) {
  CsvText csv({"group", "station", "name", "every", "every_pieces", "duration", "first",
               "first_pieces", "stagger", "interval"});
  for (const Maintenance& plan : fab.maintenances) {
    csv.row({plan.group, plan.station, plan.name, plan.every, plan.every_pieces, plan.duration,
             plan.first, plan.first_pieces, "true", "start_to_start"});
  }
  return csv.text();
}

std::string setups_csv(const Fab& fab) {
  CsvText csv({"station", "from", "to", "time"});
  for (const SetupChange& change : fab.setups) {
    csv.row({change.station, change.from, change.to, change.time});
  }
  return csv.text();
}

std::string min_runs_csv(const Fab& fab) {
  CsvText csv({"station", "state", "min_run"});
  for (const MinimumRun& run : fab.min_runs) {
    csv.row({run.station, run.state, std::to_string(run.lots)});
  }
  return csv.text();
}

std::string wip_csv(const Fab& fab) {
  const std::int64_t zero = time_zero(fab);
  CsvText csv(
      {"job", "part", "step", "pieces", "priority", "hot", "due [s]", "released [s]", "release"});
  for (const InitialLot& lot : fab.lots) {
    csv.row({lot.name, lot.part, std::to_string(lot.step), std::to_string(lot.pieces),
             std::to_string(lot.priority), lot.hot ? "true" : "false",
             std::to_string(lot.due_s - zero), std::to_string(lot.released_s - zero), lot.release});
  }
  return csv.text();
}

std::string releases_toml(const Fab& fab) {
  std::string text;
  for (const Order& order : fab.orders) {
    const Product& product = fab.products[fab.product_index.at(order.part)];
    const auto days = static_cast<double>(order.due_s) / 86400.0;
    text +=
        "\n[[release]]\nname = " + toml(order.name) + "\npart = " + toml(order.part) +
        "\nevery = " + toml(order.every) + "\nstart = \"" +
        std::to_string(order.start_s - time_zero(fab)) +
        " s\"\ncount = " + std::to_string(order.count) + "\njobs = " + std::to_string(order.jobs) +
        "\npriority = " + std::to_string(order.priority) +
        "\nhot = " + (order.hot ? "true" : "false") + "\ndue = \"" + std::to_string(order.due_s) +
        " s\"  # " + number_text(std::round(days * 100) / 100) + " d\n";
    if (order.pieces != product.pieces) text += "pieces = " + std::to_string(order.pieces) + '\n';
  }
  return text;
}

/// The testbed has no process physics: something to try the evaluation of every wafer with.
constexpr const char* kFilmOfEachWafer = R"toml(
# Not of the testbed, and off: `--set defaults.physics=film` computes a film for each wafer at every step.
[[characteristic]]
name = "film"
unit = "nm"

[[physics]]
name = "film"
model = "cvd_deposition"
inputs = { temperature = "normal(893.15 K, 0.5 K)", time = "10 min", gas = "1e21 1/m^3" }
outputs = { thickness = "film" }
)toml";

std::string scenario_toml(const Fab& fab, const std::string& name) {
  std::string text =
      "# Imported from AutoSched tables of the SMT2020 testbed; README.md says what lies where.\n"
      "stations = \"stations.csv\"\n"
      "failures = \"failures.csv\"\n"
      "maintenances = \"maintenance.csv\"\n"
      "setups = \"setups.csv\"\n"
      "min_runs = \"min_runs.csv\"\n\n"
      "[scenario]\nname = " +
      toml(name) +
      "\ndescription = \"SMT2020 semiconductor-fab testbed\"\nstart = " + iso_date(time_zero(fab)) +
      "  # the first order's START\n"
      "warm_up = \"365 d\"\nduration = \"365 d\"\nreplications = 3\nseed = 1\n";
  std::set<std::string> routes;
  for (const Product& product : fab.products) {
    text += "\n[[part]]\nname = " + toml(product.name) + "\nroute = " + toml(product.route) + '\n';
    if (product.pieces > 0)
      text += "size = " + std::to_string(product.pieces) + "  # wafers a lot\n";
    if (!routes.insert(product.route).second) continue;
    text += "\n[[route]]\nname = " + toml(product.route) +
            "\nsteps = " + toml(route_file(product)) + '\n';
  }
  text += "\n# Regular, hot and super-hot lots differ in priority; greater goes first.";
  text += releases_toml(fab);
  if (!fab.lots.empty()) {
    text +=
        "\n# Lots in the fab at time 0, each in the queue of its step.\n"
        "[[initial]]\nfile = \"wip.csv\"\n";
  }
  if (!fab.transports.empty()) text += "\n# Pairs of locations that are not listed take no time.\n";
  for (const Transport& transport : fab.transports) {
    text += "[[transport]]\nfrom = " + toml(transport.from) + "\nto = " + toml(transport.to) +
            "\ntime = " + toml(transport.time) + '\n';
  }
  return text + kFilmOfEachWafer;
}

std::string readme(const Fab& fab, const std::string& name) {
  std::int64_t machines = 0;
  for (const ToolGroup& tools : fab.tool_groups) machines += tools.machines;
  std::string text = "# " + name +
                     ": a semiconductor fab of the SMT2020 testbed\n\n"
                     "Made by `twinline import smt2020` from the testbed's AutoSched tables: D. "
                     "Kopp, M. Hassoun,\n"
                     "A. Kalir, L. Mönch, \"SMT2020 - A Semiconductor Manufacturing Testbed\", "
                     "IEEE Transactions on\n"
                     "Semiconductor Manufacturing 33(4), 522-531, 2020. The data are citable "
                     "research data without an\n"
                     "explicit licence: ask their authors before passing this folder on. What "
                     "became of each column\n"
                     "of the tables is in Twinline's docs/smt2020.md.\n\n"
                     "| file | holds | from |\n|---|---|---|\n"
                     "| `scenario.toml` | run, parts, release streams, transport | part.txt, "
                     "order.txt, fromto.txt |\n";
  text += "| `stations.csv` | " + std::to_string(fab.tool_groups.size()) + " tool groups with " +
          std::to_string(machines) + " tools | tool.txt.1l |\n";
  std::set<std::string> routes;
  for (const Product& product : fab.products) {
    if (!routes.insert(product.route).second) continue;
    text += "| `" + route_file(product) + "` | " + std::to_string(product.steps.size()) +
            " steps of route " + product.route + " | " + product.table + " |\n";
  }
  text += "| `failures.csv` | " + std::to_string(fab.failures.size()) +
          " breakdown calendars, each tool with its own times | downcal.txt, attach.txt |\n"
          "| `maintenance.csv` | " +
          std::to_string(fab.maintenances.size()) +
          " maintenance calendars | pmcal.txt, attach.txt |\n"
          "| `setups.csv` | " +
          std::to_string(fab.setups.size()) +
          " changes of setup | setup.txt |\n"
          "| `min_runs.csv` | " +
          std::to_string(fab.min_runs.size()) + " minimum runs | setupgrp.txt |\n";
  if (!fab.lots.empty()) {
    text += "| `wip.csv` | " + std::to_string(fab.lots.size()) + " lots at time 0 | WIP.txt |\n";
  }
  return text;
}

}  // namespace

void write_scenario(const Fab& fab, const std::string& name, const std::filesystem::path& folder) {
  write_file(folder / "scenario.toml", scenario_toml(fab, name));
  write_file(folder / "stations.csv", stations_csv(fab));
  for (const Product& product : fab.products) {
    write_file(folder / route_file(product), route_csv(product));
  }
  write_file(folder / "failures.csv", failures_csv(fab));
  write_file(folder / "maintenance.csv", maintenance_csv(fab));
  write_file(folder / "setups.csv", setups_csv(fab));
  write_file(folder / "min_runs.csv", min_runs_csv(fab));
  if (!fab.lots.empty()) write_file(folder / "wip.csv", wip_csv(fab));
  write_file(folder / "README.md", readme(fab, name));
}

}  // namespace twinline::smt2020

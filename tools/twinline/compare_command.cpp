#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <optional>
#include <tuple>

#include "commands.h"
#include "experiment_options.h"
#include "scenario_options.h"
#include "twinline/experiment/statistics/intervals.h"
#include "twinline/experiment/sweep/design.h"
#include "twinline/results/console_table.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

constexpr const char* kFile = "compare.csv";

/// One of the two systems and what its replications gave.
struct System {
  LoadedScenario scenario;
  std::string settings;  ///< its overrides, joined
  std::vector<std::vector<KpiValue>> kpis;

  const Plant& plant() const { return scenario.plant; }
};

/// A KPI that both systems have. The plant's name may differ between them.
struct Row {
  Scope scope = Scope::kPlant;
  std::string name;
  Kpi kpi = Kpi::kCycleTime;
  PairedDifference paired;
};

using Key = std::tuple<Scope, std::string, Kpi>;

CommandSyntax compare_syntax() {
  CommandSyntax syntax;
  syntax.name = "compare";
  syntax.usage = "A [B] [options]";
  syntax.text =
      "Runs two scenarios (or one with two sets of changes, or two points of a plan) under common\n"
      "random numbers and gives the difference B - A of every KPI with its paired t interval, and "
      "how much variance the\n"
      "common random numbers saved against independent runs.\n\n"
      "  twinline compare scenarios/mini_fab --set-b stations.litho.machines=2";
  syntax.positionals = {"scenario", "other"};
  syntax.required = 1;
  const auto text_list = [] { return po::value<std::vector<std::string>>(); };
  syntax.options.add_options()("set-a", text_list()->value_name("PATH=VALUE"),
                               "change a key of A alone; may be repeated");
  syntax.options.add_options()("set-b", text_list()->value_name("PATH=VALUE"),
                               "change a key of B alone; may be repeated");
  syntax.options.add_options()("plan", po::value<std::string>()->value_name("FILE"),
                               "a plan (docs/plan_reference.md), of which points are compared; its "
                               "seed and replications hold");
  syntax.options.add_options()("point-a", po::value<std::int64_t>()->value_name("N"),
                               "A is this point of the plan; otherwise the scenario as it lies");
  syntax.options.add_options()("point-b", po::value<std::int64_t>()->value_name("N"),
                               "B is this point");
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where compare.csv goes; results/compare_<A>[_<B>] by default");
  syntax.options.add_options()("force", "replace the results that are there");
  syntax.options.add_options()("threads", po::value<std::int64_t>()->value_name("N"),
                               "worker threads; all of the machine's by default");
  add_offload_options(syntax.options);
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  add_scenario_options(syntax.options);
  return syntax;
}

/// The points of --plan, and what it says of all of them.
struct PlanPoints {
  explicit PlanPoints(const po::variables_map& values) {
    if (values.count("plan") == 0) {
      for (const char* option : {"point-a", "point-b"}) {
        if (values.count(option) > 0) {
          throw UsageError("option --" + std::string(option) + " goes with --plan FILE");
        }
      }
      return;
    }
    plan = read_plan(values["plan"].as<std::string>());
    design.emplace(plan);
    if (plan.seed && values.count("seed") == 0) {
      common.push_back("scenario.seed=" + std::to_string(*plan.seed));
    }
    if (plan.replications && values.count("replications") == 0) {
      common.push_back("scenario.replications=" + std::to_string(*plan.replications));
    }
  }
  PlanPoints(const PlanPoints&) = delete;
  PlanPoints& operator=(const PlanPoints&) = delete;

  std::vector<std::string> overrides(const po::variables_map& values, const char* option) const {
    if (values.count(option) == 0) return {};
    return design->overrides(number_option(values, option, 0, design->n_points() - 1));
  }

  SweepPlan plan;
  std::optional<Design> design;  ///< refers to the plan
  std::vector<std::string> common;
};

/// @param own "a" or "b": which options are its own
System load_system(const po::variables_map& values, const std::string& path,
                   const PlanPoints& points, const std::string& own) {
  LoadOptions options = load_options(values);
  options.set.insert(options.set.end(), points.common.begin(), points.common.end());
  System system;
  std::vector<std::string> sets = points.overrides(values, ("point-" + own).c_str());
  if (values.count("set-" + own) > 0) {
    const auto more = values["set-" + own].as<std::vector<std::string>>();
    sets.insert(sets.end(), more.begin(), more.end());
  }
  for (const std::string& set : sets) {
    options.set.push_back(set);
    system.settings += (system.settings.empty() ? "" : " ") + set;
  }
  system.scenario = load_with_warnings(path, options);
  return system;
}

void check_pairing(const System& a, const System& b) {
  if (a.plant().run.seed != b.plant().run.seed) {
    throw UsageError("common random numbers need one seed, and A has " +
                     std::to_string(a.plant().run.seed) + ", B " +
                     std::to_string(b.plant().run.seed) + ": give both one with --seed");
  }
  if (a.plant().run.replications != b.plant().run.replications || a.plant().run.replications < 2) {
    throw UsageError("expected the same number of replications, 2 or more, received " +
                     std::to_string(a.plant().run.replications) + " of A and " +
                     std::to_string(b.plant().run.replications) +
                     " of B: give both one with --replications");
  }
}

std::map<Key, double> by_key(const Plant& plant, const std::vector<KpiValue>& kpis) {
  std::map<Key, double> values;
  for (const KpiValue& value : kpis) {
    const bool whole = value.scope == Scope::kPlant;
    values[{value.scope, whole ? "" : entity_name(plant, value.scope, value.entity), value.kpi}] =
        value.value;
  }
  return values;
}

/// Pairs the replications in which both have a value; KPIs with fewer than two pairs are left out.
std::vector<Row> compare(const System& a, const System& b) {
  struct Pairs {
    std::vector<double> a;
    std::vector<double> b;
  };
  std::map<Key, Pairs> pairs;
  for (std::size_t r = 0; r < a.kpis.size(); ++r) {
    const std::map<Key, double> of_b = by_key(b.plant(), b.kpis[r]);
    for (const auto& [key, value] : by_key(a.plant(), a.kpis[r])) {
      const auto at = of_b.find(key);
      if (at == of_b.end()) continue;
      pairs[key].a.push_back(value);
      pairs[key].b.push_back(at->second);
    }
  }
  std::vector<Row> rows;
  for (const auto& [key, values] : pairs) {
    if (values.a.size() < 2) continue;
    rows.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key),
                    paired_difference(values.a, values.b, a.plant().run.confidence)});
  }
  return rows;
}

std::string compare_csv(const System& a, const System& b, const std::vector<Row>& rows) {
  std::string text =
      "scenario_a,set_a,scenario_b,set_b,seed,scope,name,kpi,unit,mean_a,mean_b,difference,ci_low,"
      "ci_high,half_width,n,confidence,correlation,variance_reduction\n";
  CsvText key;
  key.cell(a.plant().run.name).cell(a.settings).cell(b.plant().run.name).cell(b.settings);
  key.cell(a.plant().run.seed);
  CsvText out;
  for (const Row& row : rows) {
    const PairedDifference& d = row.paired;
    out.raw(key.text())
        .cell(scope_word(row.scope))
        .cell(row.scope == Scope::kPlant ? a.plant().run.name : row.name)
        .cell(word(row.kpi).name)
        .cell(word(row.kpi).unit)
        .cell(d.mean_a)
        .cell(d.mean_b)
        .cell(d.difference)
        .cell(d.difference - d.half_width)
        .cell(d.difference + d.half_width)
        .cell(d.half_width)
        .cell(static_cast<std::uint64_t>(d.n))
        .cell(a.plant().run.confidence)
        .cell(d.correlation)
        .cell(d.variance_reduction);
    out.end_row();
  }
  return text + out.text();
}

bool differs(const Row& row) { return std::fabs(row.paired.difference) > row.paired.half_width; }

void print_rows(const System& a, const std::vector<Row>& rows) {
  std::cout << padded("plant", 26) << padded_left("A", 11) << padded_left("B", 11) << "   "
            << padded("B - A", 10)
            << padded(number_text(a.plant().run.confidence * 100) + " % interval", 24)
            << "variance saved\n";
  std::size_t others = 0;
  std::size_t different = 0;
  for (const Row& row : rows) {
    if (row.scope != Scope::kPlant) {
      ++others;
      if (differs(row)) ++different;
      continue;
    }
    const PairedDifference& d = row.paired;
    const std::string saved =
        std::isnan(d.variance_reduction)
            ? "-"
            : number_text(std::round(1000 * d.variance_reduction) / 10) + " %";
    std::cout << "  " << padded(word(row.kpi).name, 24) << padded_left(rounded(d.mean_a, NAN), 11)
              << padded_left(rounded(d.mean_b, NAN), 11) << "   "
              << padded(rounded(d.difference, d.half_width), 10)
              << padded(rounded_interval(d.difference, d.half_width), 24) << padded_left(saved, 8)
              << (differs(row) ? "   *" : "") << '\n';
  }
  std::cout << "* the interval does not hold 0. Of " << others
            << " more KPIs (parts, stations, ...) that is so for " << different << ".\n";
}

}  // namespace

int compare_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(compare_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const bool quiet = values.count("quiet") > 0;
  const std::string path_a = values["scenario"].as<std::string>();
  const bool two = values.count("other") > 0;
  const std::size_t n_changes = values.count("set-a") + values.count("set-b") +
                                values.count("point-a") + values.count("point-b");
  if (!two && n_changes == 0) {
    throw UsageError(
        "expected two scenarios, or one and --set-a or --set-b, or --plan with --point-a and "
        "--point-b");
  }
  const PlanPoints points(values);
  System a = load_system(values, path_a, points, "a");
  System b = load_system(values, two ? values["other"].as<std::string>() : path_a, points, "b");
  check_pairing(a, b);
  const std::string name =
      "compare_" + a.plant().run.name + (two ? "_" + b.plant().run.name : std::string());
  const std::filesystem::path folder = table_folder(values, name, {kFile});
  const Workers workers(values);
  for (System* system : {&a, &b}) {
    const Plant& plant = system->plant();
    system->kpis = run_for_kpis(plant, plant.run.seed, 0, plant.run.replications, workers,
                                quiet          ? ""
                                : system == &a ? "A"
                                               : "B");
  }
  const std::vector<Row> rows = compare(a, b);
  write_table(folder, kFile, compare_csv(a, b, rows));
  if (!quiet) {
    std::cout << "A: " << a.plant().run.name << (a.settings.empty() ? "" : ", ") << a.settings
              << "\nB: " << b.plant().run.name << (b.settings.empty() ? "" : ", ") << b.settings
              << "\n"
              << a.plant().run.replications << " replications of each, seed " << a.plant().run.seed
              << "\n\n";
    print_rows(a, rows);
    std::cout << (folder / kFile).string() << '\n';
  }
  return kOk;
}

}  // namespace twinline

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>
#include <numeric>
#include <optional>

#include "candidates.h"
#include "commands.h"
#include "experiment_options.h"
#include "scenario_options.h"
#include "twinline/core/accumulators.h"
#include "twinline/experiment/statistics/selection.h"
#include "twinline/results/console_table.h"
#include "twinline/results/csv_text.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

constexpr const char* kFile = "select.csv";

CommandSyntax select_syntax() {
  CommandSyntax syntax;
  syntax.name = "select";
  syntax.usage =
      "SCENARIO --of KPI --zone X (--design NAME:path=value[,path=value]... | --plan FILE) "
      "[options]";
  syntax.text =
      "Finds the best of several designs of a scenario with a stated probability: replications "
      "are\n"
      "added to all of them, and clearly worse ones dropped, until one is left (Kim and Nelson's\n"
      "fully sequential procedure KN, under common random numbers).\n\n"
      "  twinline select scenarios/mini_fab --of cycle_time_h --zone 0.5 --design today: \\\n"
      "    --design litho:stations.litho.machines=2 --design fast:\"stations.litho.load=5 min\"\n\n"
      "With --plan the designs are the points of a plan, as twinline sweep takes it.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  syntax.options.add_options()("design", po::value<std::vector<std::string>>()->value_name("D"),
                               "NAME:path=value[,path=value]...; twice or more");
  syntax.options.add_options()("plan", po::value<std::string>()->value_name("FILE"),
                               "the points of this plan (docs/plan_reference.md)");
  syntax.options.add_options()("of", po::value<std::string>()->value_name("KPI"),
                               "what is compared: cycle_time_h, station.litho.queue_time_h, ...");
  syntax.options.add_options()("zone", po::value<std::string>()->value_name("X"),
                               "indifference zone: the smallest difference that matters, in the "
                               "KPI's unit");
  syntax.options.add_options()("maximize", "the highest mean is best; otherwise the lowest");
  syntax.options.add_options()("confidence", po::value<std::string>()->value_name("P"),
                               "probability of a correct selection; scenario.confidence by "
                               "default");
  syntax.options.add_options()("first", po::value<std::int64_t>()->default_value(10),
                               "replications of every design before any is dropped");
  syntax.options.add_options()("max-replications", po::value<std::int64_t>()->default_value(10000),
                               "of each design; undecided where they do not suffice");
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where select.csv goes; results/select_<scenario> by default");
  syntax.options.add_options()("force", "replace the results that are there");
  syntax.options.add_options()("threads", po::value<std::int64_t>()->value_name("N"),
                               "worker threads; all of the machine's by default");
  add_offload_options(syntax.options);
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  add_scenario_options(syntax.options);
  return syntax;
}

double number_of(const po::variables_map& values, const char* name, double low, double high) {
  const std::string text = values[name].as<std::string>();
  const std::optional<double> number = parse_number(text);
  if (!number || !(*number > low && *number < high)) {
    throw UsageError("option --" + std::string(name) + ": expected a number above " +
                     number_text(low) +
                     (std::isfinite(high) ? " and below " + number_text(high) : "") +
                     ", received " + in_quotes(text));
  }
  return *number;
}

/// Values of replications first .. first + n - 1 of a design.
std::vector<double> sample(const Candidate& design, std::uint64_t seed, std::uint32_t first,
                           std::uint32_t n, const Workers& workers) {
  std::vector<double> values;
  for (const auto& kpis : run_for_kpis(design.scenario.plant, seed, first, n, workers, "")) {
    const std::optional<double> value = value_of(design.kpi, kpis);
    if (!value) {
      throw Error("design " + in_quotes(design.name) + ": " + word(design.kpi.kpi).name +
                  " has no value in replication " + std::to_string(first + values.size()));
    }
    values.push_back(*value);
  }
  return values;
}

/// Feeds the procedure, several replications of each design at a time: those that it has not asked
/// for when it drops a design or decides are thrown away, so the outcome does not depend on how
/// many they are.
void race(KimNelson& procedure, const std::vector<Candidate>& designs, std::uint32_t first_stage,
          std::uint32_t most, const Workers& workers, bool quiet) {
  const std::uint64_t seed = designs.front().scenario.plant.run.seed;
  const std::uint32_t at_once = workers.at_once(designs.front().scenario.plant);
  while (!procedure.decided() && procedure.rounds() < most) {
    const auto done = static_cast<std::uint32_t>(procedure.rounds());
    const std::uint32_t block = done == 0 ? first_stage : std::max(at_once, done / 10);
    const std::uint32_t n = std::min(block, most - done);
    std::vector<std::vector<double>> values(designs.size());
    for (const std::size_t i : procedure.survivors()) {
      values[i] = sample(designs[i], seed, done, n, workers);
    }
    for (std::uint32_t j = 0; j < n && !procedure.decided(); ++j) {
      std::vector<double> round;
      for (const std::size_t i : procedure.survivors()) round.push_back(values[i][j]);
      procedure.add_round(round);
    }
    if (!quiet) {
      std::cerr << procedure.rounds() << " replications: " << procedure.survivors().size() << " of "
                << designs.size() << " designs left, at most " << procedure.most_rounds()
                << " replications to the decision" << std::endl;
    }
  }
}

Tally tally_of(const std::vector<double>& values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

std::string select_csv(const KimNelson& procedure, const std::vector<Candidate>& designs,
                       const SelectionRule& rule) {
  CsvText out;
  for (std::size_t i = 0; i < designs.size(); ++i) {
    const Candidate& design = designs[i];
    const Tally tally = tally_of(procedure.observations(i));
    out.cell(design.scenario.plant.run.name)
        .cell(design.name)
        .cell(design.settings())
        .cell(design.scenario.plant.run.seed)
        .cell(scope_word(design.kpi.scope))
        .cell(entity_name(design.scenario.plant, design.kpi.scope, design.kpi.entity))
        .cell(word(design.kpi.kpi).name)
        .cell(word(design.kpi.kpi).unit)
        .cell(tally.mean())
        .cell(tally.standard_deviation() / std::sqrt(static_cast<double>(tally.count())))
        .cell(tally.count())
        .cell(procedure.decided() && procedure.best() == i ? "selected"
              : procedure.dropped_after(i) > 0             ? "dropped"
                                                           : "undecided")
        .cell(rule.maximize ? "highest" : "lowest")
        .cell(rule.zone)
        .cell(rule.confidence);
    out.end_row();
  }
  return "scenario,design,settings,seed,scope,name,kpi,unit,mean,standard_error,replications,"
         "outcome,best,zone,confidence\n" +
         out.text();
}

/// The designs that the console table shows: those that stayed longest, where there are many.
std::vector<std::size_t> shown_designs(const KimNelson& procedure, std::size_t n_designs) {
  constexpr std::size_t kMostRows = 20;
  std::vector<std::size_t> order(n_designs);
  std::iota(order.begin(), order.end(), 0);
  if (n_designs <= kMostRows) return order;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return procedure.observations(a).size() > procedure.observations(b).size();
  });
  order.resize(kMostRows);
  return order;
}

void print_outcome(const KimNelson& procedure, const std::vector<Candidate>& designs,
                   const SelectionRule& rule) {
  std::size_t width = 8;
  for (const Candidate& design : designs) width = std::max(width, design.name.size());
  const KpiChoice& kpi = designs.front().kpi;
  std::cout << padded("design", width + 4) << padded_left(word(kpi.kpi).name, 18)
            << padded_left("replications", 14) << '\n';
  const std::vector<std::size_t> shown = shown_designs(procedure, designs.size());
  for (const std::size_t i : shown) {
    const Tally tally = tally_of(procedure.observations(i));
    std::cout << "  " << padded(designs[i].name, width + 2)
              << padded_left(rounded(tally.mean(), NAN), 18)
              << padded_left(std::to_string(tally.count()), 14)
              << (procedure.decided() && procedure.best() == i ? "   <- selected" : "") << '\n';
  }
  if (shown.size() < designs.size()) {
    std::cout << "  " << designs.size() - shown.size() << " more in " << kFile << '\n';
  }
  std::string zone;
  append_number(zone, rule.zone);
  if (procedure.decided()) {
    std::cout << designs[procedure.best()].name << " has the "
              << (rule.maximize ? "highest " : "lowest ") << word(kpi.kpi).name
              << ", or one within " << zone << ' ' << word(kpi.kpi).unit
              << " of it, with a probability of at least " << number_text(rule.confidence * 100)
              << " %\n";
    const std::string settings = designs[procedure.best()].settings();
    if (!settings.empty()) std::cout << "  " << settings << '\n';
  } else {
    std::cout << "undecided after " << procedure.rounds()
              << " replications: allow more with --max-replications, or widen the --zone\n";
  }
}

}  // namespace

int select_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(select_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const bool quiet = values.count("quiet") > 0;
  const std::vector<Candidate> designs = load_candidates(values);
  const Plant& plant = designs.front().scenario.plant;
  SelectionRule rule;
  rule.zone = number_of(values, "zone", 0, std::numeric_limits<double>::infinity());
  rule.confidence = plant.run.confidence;
  if (values.count("confidence") > 0) {
    rule.confidence = number_of(values, "confidence", 1 / static_cast<double>(designs.size()), 1);
  }
  rule.first_stage = number_option(values, "first", 2, 1'000'000);
  rule.maximize = values.count("maximize") > 0;
  const std::uint32_t most = number_option(values, "max-replications", 2, 10'000'000);
  const std::filesystem::path folder = table_folder(values, "select_" + plant.run.name, {kFile});

  KimNelson procedure(designs.size(), rule);
  race(procedure, designs, static_cast<std::uint32_t>(rule.first_stage), most, Workers(values),
       quiet);
  write_table(folder, kFile, select_csv(procedure, designs, rule));
  if (!quiet) {
    print_outcome(procedure, designs, rule);
    std::cout << (folder / kFile).string() << '\n';
  }
  return procedure.decided() ? kOk : kRunFailed;
}

}  // namespace twinline

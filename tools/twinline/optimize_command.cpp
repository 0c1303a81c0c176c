#include <cmath>
#include <functional>
#include <iostream>

#include "build_info.h"
#include "commands.h"
#include "experiment_options.h"
#include "interrupt.h"
#include "scenario_options.h"
#include "twinline/experiment/optimize/evaluation_log.h"
#include "twinline/results/console_table.h"
#include "twinline/results/sha256.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

constexpr const char* kEvaluations = "evaluations.csv";
constexpr const char* kOptimum = "optimum.csv";
constexpr const char* kDigests = "optimize.txt";

CommandSyntax optimize_syntax() {
  CommandSyntax syntax;
  syntax.name = "optimize";
  syntax.usage = "SCENARIO --plan FILE [options]";
  syntax.text =
      "Searches the values of some keys for the best objective within limits on KPIs and a budget\n"
      "of replications, under common random numbers, and confirms the best design with fresh "
      "ones.\n"
      "Every evaluation is recorded: after an interruption the same command goes on.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  syntax.options.add_options()("plan", po::value<std::string>()->value_name("FILE"),
                               "factors, objective, constraints and budget (TOML)");
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where the tables go; results/optimize_<scenario> by default");
  syntax.options.add_options()("force", "begin anew where the folder holds another search");
  syntax.options.add_options()("threads", po::value<std::int64_t>()->value_name("N"),
                               "worker threads; all of the machine's by default");
  add_offload_options(syntax.options);
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  add_scenario_options(syntax.options);
  return syntax;
}

/// What the evaluations depend on, a line each: "scenario <digest>".
struct Digests {
  std::string scenario;
  std::string plan;
  std::string program;

  std::string text() const {
    return "scenario " + scenario + "\nplan " + plan + "\nprogram " + program + "\n";
  }
};

Digests digests_of(const LoadedScenario& scenario, const OptimizePlan& plan) {
  std::string all = scenario.resolved;
  for (const std::string& file : scenario.files) all += sha256_hex(read_whole_file(file));
  return {sha256_hex(all), sha256_hex(plan.text), build_info().version + " " + build_info().commit};
}

/// Evaluations of an earlier start of the same command. @throws UsageError with what has changed
std::vector<Evaluation> earlier(const fs::path& folder, const OptimizePlan& plan,
                                const Digests& digests, bool force) {
  std::error_code ignored;
  if (force || !fs::exists(folder / kEvaluations, ignored)) return {};
  if (!fs::exists(folder / kDigests, ignored)) {
    throw UsageError((folder / kEvaluations).string() + " is there without its " + kDigests +
                     ": choose another folder with --out, or begin anew with --force");
  }
  const std::string recorded = read_whole_file(folder / kDigests);
  if (recorded != digests.text()) {
    const auto has = [&](const std::string& line) {
      return recorded.find(line + "\n") != std::string::npos;
    };
    const char* what = !has("scenario " + digests.scenario) ? "the scenario has"
                       : !has("plan " + digests.plan)       ? "the plan has"
                                                            : "the program has";
    throw UsageError(
        folder.string() + " holds evaluations of another search: " + what +
        " changed since. Choose another folder with --out, or begin anew with --force");
  }
  return read_evaluations(plan, folder / kEvaluations);
}

std::string design_text(const OptimizePlan& plan, const std::vector<double>& x) {
  std::string text;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const SearchFactor& factor = plan.factors[i];
    text += (i == 0 ? "" : ", ") + factor.name + " " + number_text(x[i]) +
            (factor.key.unit.empty() ? "" : " " + factor.key.unit);
  }
  return text;
}

/// Runs designs of the scenario.
class DesignRunner {
 public:
  DesignRunner(const po::variables_map& values, const OptimizePlan& plan)
      : path_(values["scenario"].as<std::string>()),
        options_(load_options(values)),
        plan_(plan),
        workers_(values) {}

  /// Finds ranges that the scenario cannot have before anything is run.
  /// @throws ScenarioError
  void check_corners() const {
    std::vector<double> low;
    std::vector<double> high;
    for (const SearchFactor& factor : plan_.factors) {
      low.push_back(factor.range.low);
      high.push_back(factor.range.high);
    }
    load(low);
    load(high);
  }

  std::vector<std::vector<double>> operator()(const std::vector<double>& x, std::uint32_t first,
                                              std::uint32_t n) const {
    const LoadedScenario scenario = load(x);
    const Plant& plant = scenario.plant;
    std::vector<std::vector<double>> values(plan_.kpis.size());
    for (const auto& kpis : run_for_kpis(plant, plant.run.seed, first, n, workers_, "")) {
      for (std::size_t k = 0; k < plan_.kpis.size(); ++k) {
        if (const auto value = value_of(parse_kpi(plan_.kpis[k], plant), kpis)) {
          values[k].push_back(*value);
        }
      }
    }
    return values;
  }

 private:
  LoadedScenario load(const std::vector<double>& x) const {
    LoadOptions options = options_;
    for (std::size_t i = 0; i < x.size(); ++i) {
      options.set.push_back(plan_.factors[i].setting(x[i]));
    }
    return load_scenario(path_, options);
  }

  std::string path_;
  LoadOptions options_;
  const OptimizePlan& plan_;
  Workers workers_;
};

void say(const OptimizePlan& plan, std::size_t number, const Evaluation& evaluation) {
  std::cerr << (evaluation.confirmation ? "confirm " : "design ") << number << ": "
            << design_text(plan, evaluation.x) << ": objective "
            << (std::isnan(evaluation.objective.mean)
                    ? std::string("without a value")
                    : rounded(evaluation.objective.mean, evaluation.objective.half_width))
            << (evaluation.feasible ? "" : ", breaks a limit") << std::endl;
}

void print_result(const OptimizePlan& plan, const OptimizeResult& result,
                  const std::vector<Evaluation>& log) {
  std::cout << result.designs << " designs of at most " << plan.n_designs()
            << (result.settled ? ", the search has settled" : "") << '\n';
  if (!result.best) {
    std::cout << "no design keeps all limits\n";
    return;
  }
  const Evaluation& best = log[*result.best];
  std::cout << "best: " << design_text(plan, best.x) << "\nover " << best.n
            << " fresh replications:\n  " << padded("objective", 30)
            << mean_text(best.objective.mean, best.objective.half_width) << '\n';
  for (const KpiLimit& limit : plan.limits) {
    const Interval& kpi = best.kpis[limit.kpi];
    std::cout << "  " << padded(plan.kpis[limit.kpi], 30)
              << padded(mean_text(kpi.mean, kpi.half_width), 34)
              << (limit.at_most ? "at most " : "at least ") << number_text(limit.limit) << '\n';
  }
}

}  // namespace

int optimize_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(optimize_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  if (values.count("plan") == 0) throw UsageError("expected the option --plan FILE");
  const bool quiet = values.count("quiet") > 0;
  const LoadedScenario scenario = load_from_options(values);
  const std::string& name = scenario.plant.run.name;
  const OptimizePlan plan = read_optimize_plan(values["plan"].as<std::string>(), scenario.plant);
  const fs::path folder = values.count("out") > 0 ? fs::path(values["out"].as<std::string>())
                                                  : table_folder(values, "optimize_" + name, {});
  const Digests digests = digests_of(scenario, plan);
  std::vector<Evaluation> log = earlier(folder, plan, digests, values.count("force") > 0);
  if (!quiet && !log.empty()) std::cerr << log.size() << " evaluations are there already\n";
  const DesignRunner run(values, plan);
  run.check_corners();
  const auto record = [&] {
    // In this order an interruption leaves no evaluations beside the digests of another search.
    if (log.size() == 1) {
      std::error_code ignored;
      if (fs::exists(folder / kEvaluations, ignored)) write_table(folder, kEvaluations, "");
      write_table(folder, kDigests, digests.text());
    }
    write_table(folder, kEvaluations, evaluations_csv(plan, name, log));
    if (!quiet) say(plan, log.size(), log.back());
  };

  const double confidence = scenario.plant.run.confidence;
  OptimizeResult result;
  try {
    result = optimize(plan, log, std::cref(run), record, confidence);
  } catch (const Interrupted&) {
    throw Interrupted("interrupted: " + std::to_string(log.size()) +
                      " evaluations are recorded; the same command goes on from there");
  }
  const Evaluation* best = result.best ? &log[*result.best] : nullptr;
  write_table(folder, kOptimum, optimum_csv(plan, name, best, confidence));
  if (!quiet) {
    print_result(plan, result, log);
    std::cout << folder.string() << ": " << kOptimum << ", " << kEvaluations << '\n';
  }
  return best != nullptr ? kOk : kRunFailed;
}

}  // namespace twinline

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>

#include "build_info.h"
#include "checkpoint_options.h"
#include "commands.h"
#include "experiment_options.h"
#include "interrupt.h"
#include "offload_options.h"
#include "progress_bar.h"
#include "run_until.h"
#include "scenario_options.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/results/console_table.h"
#include "twinline/results/results_writer.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

using Clock = std::chrono::steady_clock;

RunPlan make_plan(const po::variables_map& values, const Plant& plant) {
  if (values.count("replication") > 0 && values.count("until-half-width") > 0) {
    throw UsageError("options --replication and --until-half-width: expected only one of them");
  }
  RunPlan plan;
  plan.seed = plant.run.seed;
  plan.replications =
      values.count("replication") > 0
          ? std::vector<std::uint32_t>{number_option(values, "replication", 0, 0xfffffffeLL)}
          : first_replications(plant.run.replications);
  plan.offload = offload_option(values);
  plan.threads = thread_option(values);
  plan.threads = std::min(
      plan.threads, static_cast<std::uint32_t>(std::max<std::size_t>(plan.replications.size(), 1)));
  return plan;
}

std::filesystem::path results_folder(const po::variables_map& values, const Plant& plant) {
  std::filesystem::path folder;
  if (values.count("out") > 0) {
    folder = values["out"].as<std::string>();
    if (folder.empty()) throw UsageError("option --out: expected the name of a folder");
  } else {
    const std::filesystem::path name = plant.run.name;
    if (name.empty() || name == "." || name == ".." || name != name.filename()) {
      throw UsageError("the scenario's name " + in_quotes(plant.run.name) +
                       " makes no folder: say where the results go with --out DIR");
    }
    folder = std::filesystem::path("results") / name;
  }
  return folder;
}

void refuse_to_overwrite(const std::filesystem::path& folder) {
  if (existing_results(folder).empty()) return;
  throw UsageError(folder.string() +
                   " holds results already: choose another folder with --out, or replace them "
                   "with --force");
}

std::string count_text(std::size_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

std::string headline(const Plant& plant, const RunPlan& plan) {
  const std::string what = plan.replications.size() == 1 && plan.replications[0] != 0
                               ? "replication " + std::to_string(plan.replications[0])
                               : count_text(plan.replications.size(), "replication");
  const std::string warm_up = plant.run.warm_up == SimTime()
                                  ? ", no warm-up"
                                  : " after " + duration_text(plant.run.warm_up) + " of warm-up";
  return plant.run.name + ": " + what + " of " + duration_text(plant.run.duration) + warm_up +
         ", seed " + std::to_string(plan.seed) + ", " + count_text(plan.threads, "thread") + ", " +
         build_info().backend;
}

std::string size_text(std::uint64_t bytes) {
  char text[32];
  if (bytes < 1'000'000) {
    std::snprintf(text, sizeof text, "%.1f kB", static_cast<double>(bytes) / 1e3);
  } else {
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  }
  return text;
}

Manifest make_manifest(const LoadedScenario& scenario, const RunPlan& plan,
                       const RunReport& report) {
  Manifest manifest;
  manifest.build = build_info();
  manifest.scenario = scenario.plant.run.name;
  manifest.resolved = scenario.resolved;
  manifest.files = scenario.files;
  manifest.seed = plan.seed;
  manifest.replications = static_cast<std::uint32_t>(plan.replications.size());
  manifest.failures = report.failures;
  manifest.warm_up = scenario.plant.run.warm_up;
  manifest.duration = scenario.plant.run.duration;
  manifest.threads = plan.threads;
  manifest.events = report.events;
  for (const std::string& text : {plan.offload.backend->warning(), report.device_failure}) {
    if (!text.empty()) manifest.warnings.push_back(text);
  }
  if (!report.failures.empty()) manifest.end = RunEnd::kFailed;
  if (report.interrupted) manifest.end = RunEnd::kInterrupted;
  return manifest;
}

/// A run that ended before all replications were done: why, and what it returns.
std::string ended_by(const RunReport& report) {
  return report.device_failure.empty() ? "interrupted: "
                                       : "twinline: error: " + report.device_failure + "\n  ";
}
int end_code(const RunReport& report) {
  return report.device_failure.empty() ? interrupt_exit_code() : kDeviceFailed;
}

/// Says what went wrong, and returns the exit code.
int report_end(const RunReport& report, const RunPlan& plan, std::size_t n_complete) {
  for (const ReplicationFailure& failure : report.failures) {
    std::cerr << "error: " << failure_text(failure) << "\n  to run it alone, add --replication "
              << failure.replication << '\n';
  }
  if (report.interrupted) {
    std::cerr << ended_by(report) << n_complete << " of "
              << count_text(plan.replications.size(), "replication")
              << (n_complete == 0 ? " complete, nothing is written\n" : " complete and written\n");
    return end_code(report);
  }
  if (report.failures.empty()) return kOk;
  std::cerr << (n_complete == 0 ? "nothing is written\n" : "the other replications are written\n");
  return kRunFailed;
}

RunReport run_plan(const Plant& plant, const RunPlan& plan, ResultsWriter& writer, bool quiet) {
  WriterSink sink(writer, plan.checkpoints.folder);
  ProgressBar bar(plant.run.name);
  std::function<void(const RunProgress&)> show;
  if (!quiet) show = [&](const RunProgress& progress) { bar.show(progress); };
  const RunReport report = run_replications(plant, plan, sink, show, catch_interrupts());
  bar.finish();
  return report;
}

CommandSyntax run_syntax() {
  CommandSyntax syntax;
  syntax.name = "run";
  syntax.usage = "SCENARIO [options]";
  syntax.text =
      "Simulates a scenario (a folder or a scenario.toml) and writes its tables as CSV.\n"
      "Equal scenarios and seeds give equal tables, whatever the number of threads.\n"
      "Ctrl-C writes the replications that are complete; with --checkpoint-every it keeps the\n"
      "state of all, and the same command with --resume goes on to the same bytes.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where the tables go; results/<scenario> by default");
  syntax.options.add_options()("force", "replace the results that are there");
  syntax.options.add_options()("threads", po::value<std::int64_t>()->value_name("N"),
                               "worker threads; all of the machine's by default");
  add_offload_options(syntax.options);
  syntax.options.add_options()("replication", po::value<std::int64_t>()->value_name("K"),
                               "run only replication K, counted from 0");
  add_until_options(syntax.options);
  add_checkpoint_option(syntax.options);
  syntax.options.add_options()("resume",
                               "go on from the checkpoints of an interrupted run; start anew where "
                               "there are none; do nothing where the run is complete");
  syntax.options.add_options()("quiet", "print nothing but warnings and errors");
  add_scenario_options(syntax.options);
  return syntax;
}

}  // namespace

int run_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(run_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const Clock::time_point start = Clock::now();
  const bool quiet = values.count("quiet") > 0;

  const LoadedScenario scenario = load_from_options(values);
  const Plant& plant = scenario.plant;
  RunPlan plan = make_plan(values, plant);
  const std::optional<UntilGoal> goal = until_goal(values, plant);
  if (goal) plan.threads = thread_option(values);
  const std::filesystem::path folder = results_folder(values, plant);
  const RunCheckpoints checkpoints(values, folder, scenario);
  if (checkpoints.already_complete()) {
    if (!quiet) std::cout << folder.string() << ": the results are complete\n";
    return kOk;
  }
  if (values.count("force") == 0 && !checkpoints.unfinished()) refuse_to_overwrite(folder);
  plan.checkpoints = checkpoints.plan();
  ResultsWriter writer(folder, plant);
  if (!quiet && checkpoints.unfinished()) {
    std::cout << "going on from " << checkpoints.folder()->path().string() << '\n';
  }
  if (!quiet && !goal) std::cout << headline(plant, plan) << std::endl;

  const RunReport report =
      goal ? run_until(plant, *goal, plan, writer, quiet) : run_plan(plant, plan, writer, quiet);
  if (!quiet && goal) std::cout << headline(plant, plan) << std::endl;

  if (report.interrupted && checkpoints.folder() != nullptr) {
    std::cerr << ended_by(report) << "the state is kept in "
              << checkpoints.folder()->path().string()
              << "\n  the same command with --resume goes on from there\n";
    return end_code(report);
  }
  const std::size_t n_complete = writer.complete().size();
  if (n_complete > 0) {
    Manifest manifest = make_manifest(scenario, plan, report);
    manifest.command = {"twinline", "run"};
    manifest.command.insert(manifest.command.end(), arguments.begin(), arguments.end());
    manifest.wall_time_s = std::chrono::duration<double>(Clock::now() - start).count();
    const double wall_time_s = manifest.wall_time_s;
    const ResultsWriter::Written written = writer.finish(std::move(manifest), report.offload);
    if (!quiet) {
      std::cout << '\n'
                << console_table(plant, writer.summary()) << '\n'
                << folder.string() << ": " << count_text(written.files, "table") << ", "
                << size_text(written.bytes) << ", " << seconds_text(wall_time_s)
                << ".  Pictures: twinline report " << folder.string() << '\n';
    }
  }
  if (checkpoints.folder() != nullptr) checkpoints.folder()->remove();
  return report_end(report, plan, n_complete);
}

}  // namespace twinline

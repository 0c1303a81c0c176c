#include "checkpoint_options.h"

#include <fstream>
#include <sstream>

#include "build_info.h"
#include "interrupt.h"
#include "twinline/results/sha256.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

/// Without --checkpoint-every, only signals make one.
constexpr std::chrono::milliseconds kOnlyWhenAsked = std::chrono::hours(24 * 365 * 100);

/// A manifest of a complete run of this very scenario lies there.
bool holds_results_of(const std::filesystem::path& results, const LoadedScenario& scenario) {
  std::ifstream in(results / "manifest.json");
  std::ostringstream manifest;
  manifest << in.rdbuf();
  const std::string text = manifest.str();
  return text.find(sha256_hex(scenario.resolved)) != std::string::npos &&
         text.find("\"ended\": \"complete\"") != std::string::npos;
}

}  // namespace

void add_checkpoint_option(po::options_description& options) {
  options.add_options()("checkpoint-every", po::value<std::string>()->value_name("TIME"),
                        "save the state of every unfinished run after so much wall time (as in "
                        "30min), on SIGUSR1 and when interrupted");
}

std::chrono::milliseconds checkpoint_every(const po::variables_map& values) {
  if (values.count("checkpoint-every") == 0) return std::chrono::milliseconds(0);
  const std::string text = values["checkpoint-every"].as<std::string>();
  const Parsed<SimTime> time = parse_duration(text, "");
  if (!time.value || *time.value < SimTime::from_seconds(1)) {
    throw UsageError("option --checkpoint-every: " +
                     (time.value ? "expected a duration of 1 s or more" : time.problem) +
                     ", received " + in_quotes(text));
  }
  return std::chrono::milliseconds(time.value->ns() / 1'000'000);
}

RunCheckpoints::RunCheckpoints(const po::variables_map& values,
                               const std::filesystem::path& results,
                               const LoadedScenario& scenario) {
  const bool resume = values.count("resume") > 0;
  CheckpointFolder folder(results / "checkpoint", scenario.resolved, scenario.plant.run.seed,
                          "twinline " + build_info().version + ", commit " + build_info().commit);
  if (values.count("force") > 0) folder.remove();
  unfinished_ = folder.any();
  if (unfinished_ && !resume) {
    throw UsageError(folder.path().string() +
                     " holds an unfinished run: go on with --resume, or start anew with --force");
  }
  already_complete_ = resume && !unfinished_ && holds_results_of(results, scenario);
  every_ = checkpoint_every(values);
  if (already_complete_ || (!resume && every_.count() == 0)) return;
  if (values.count("until-half-width") > 0) {
    throw UsageError("option --until-half-width: a run of unknown length has no checkpoints");
  }
  if (every_.count() == 0) every_ = kOnlyWhenAsked;
  folder_.emplace(std::move(folder));
  folder_->prepare();
}

CheckpointPlan RunCheckpoints::plan() const {
  if (!folder_) return {};
  return {&*folder_, every_, &count_checkpoint_requests()};
}

}  // namespace twinline

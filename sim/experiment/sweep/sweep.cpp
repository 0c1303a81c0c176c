#include "twinline/experiment/sweep/sweep.h"

#include <utility>

#include "twinline/core/error.h"
#include "twinline/results/csv_text.h"
#include "twinline/results/event_log.h"
#include "twinline/results/sha256.h"
#include "twinline/results/tables.h"

namespace twinline {

Sweep::Sweep(SweepInput input) : input_(std::move(input)), plan_(read_plan(input_.plan)) {
  input_.load.texts = &texts_;
  base_ = std::make_unique<LoadedScenario>(load_scenario(input_.scenario, input_.load));
  design_ = std::make_unique<Design>(plan_);
  const RunSettings& run = base_->plant.run;
  replications_ =
      input_.own_replications ? run.replications : plan_.replications.value_or(run.replications);
  seed_ = input_.own_seed ? run.seed : plan_.seed.value_or(run.seed);
}

LoadedScenario Sweep::scenario_at(std::uint32_t point) const {
  LoadOptions options = input_.load;
  for (std::string& set : design_->overrides(point)) options.set.push_back(std::move(set));
  return load_scenario(input_.scenario, options);
}

std::string Sweep::refusal(std::uint32_t point) const {
  try {
    scenario_at(point);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

void Sweep::check_points() const {
  const std::uint32_t last = design_->n_points() - 1;
  std::string first_refusal;
  for (const std::uint32_t point : {0U, last / 2, last}) {
    const std::string text = refusal(point);
    if (text.empty()) return;
    if (first_refusal.empty()) first_refusal = text;
  }
  // The message names the override; the plan's line is where the user can mend it.
  for (const Factor& factor : plan_.factors) {
    if (first_refusal.find("--set " + factor.path + "=") == std::string::npos) continue;
    throw ScenarioError(
        plan_error(plan_, factor.at,
                   "factor \"" + factor.path + "\": the scenario does not take it, see below") +
        "\n" + first_refusal);
  }
  throw ScenarioError(plan_.name + ": error: no point gives a valid scenario; point 0:\n" +
                      first_refusal);
}

SweepRecord Sweep::record(const BuildInfo& build) const {
  SweepRecord record;
  record.version = build.version;
  record.commit = build.commit;
  record.scenario = base_->plant.run.name;
  record.points = design_->n_points();
  record.replications = replications_;
  record.seed = seed_;
  record.confidence = base_->plant.run.confidence;
  for (const Factor& factor : plan_.factors) record.factors.push_back(factor.column);
  for (const Scope scope : plan_.scopes) record.scopes.emplace_back(scope_word(scope));
  for (const Kpi kpi : plan_.kpis) record.kpis.emplace_back(word(kpi).name);
  record.tables = plan_.tables;
  record.events_header = event_header(base_->plant);
  record.scenario_sha256 = sha256_hex(base_->resolved);
  std::string overrides;
  for (std::uint32_t point = 0; point < record.points; ++point) {
    for (const std::string& set : design_->overrides(point)) overrides += set + "\n";
  }
  record.design_sha256 = sha256_hex(overrides);
  const std::filesystem::path folder = std::filesystem::path(base_->files.front()).parent_path();
  for (const std::string& file : base_->files) {
    record.files.push_back({std::filesystem::path(file).lexically_relative(folder).generic_string(),
                            sha256_hex(texts_.read(file))});
  }
  return record;
}

std::string Sweep::points_csv() const {
  CsvText csv;
  csv.cell("point");
  for (const Factor& factor : plan_.factors) csv.cell(factor.column);
  csv.end_row();
  for (std::uint32_t point = 0; point < design_->n_points(); ++point) {
    csv.cell(point);
    for (const Level& level : design_->levels(point)) csv.cell(level.cell);
    csv.end_row();
  }
  return csv.take();
}

}  // namespace twinline

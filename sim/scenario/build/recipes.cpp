#include <algorithm>
#include <map>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::uint64_t kMostNumbers = 100000;  // of a job's row
constexpr std::uint64_t kMostItems = 1000000;   // of a job in one launch

/// The uses that a record's key names, appended in their order.
void append_uses(const Builder& builder, const Record& record, const char* key, bool networks,
                 std::vector<Id>& uses) {
  for (const Value& name : record.texts(key)) {
    const Id id =
        (networks ? builder.networks : builder.model_uses).resolve(record, name.text, name.at);
    if (id == kNone) continue;
    if (std::find(uses.begin(), uses.end(), id) != uses.end()) {
      record.error_at(name.at,
                      std::string(key) + ": " + in_quotes(name.text) + " stands here twice");
      continue;
    }
    uses.push_back(id);
  }
}

/// What a step says, else its station, else the defaults.
std::vector<Id> uses_of_step(const Builder& builder, Id step,
                             const std::optional<Record>& defaults) {
  const Record& own = builder.step_drafts[step].record;
  const Record& station = builder.station_drafts[builder.plant.steps[step].station].record;
  std::vector<Id> uses;
  for (const bool networks : {false, true}) {
    const char* const key = networks ? "models" : "physics";
    if (own.has(key)) {
      append_uses(builder, own, key, networks, uses);
    } else if (station.has(key)) {
      append_uses(builder, station, key, networks, uses);
    } else if (defaults && defaults->has(key)) {
      append_uses(builder, *defaults, key, networks, uses);
    }
  }
  return uses;
}

}  // namespace

Recipe make_recipe(const Builder& builder, const std::vector<Id>& uses) {
  Recipe recipe;
  recipe.evaluations = uses;
  for (const Id id : uses) {
    const ModelUse& use = builder.plant.outcomes.evaluations[id];
    const UseDraft& draft = builder.use_drafts[id];
    recipe.first_capture.push_back(recipe.n_captures);
    recipe.n_captures += static_cast<std::uint32_t>(use.captures.size());
    for (const ModelUse::Output& output : use.outputs) {
      if (output.figure != kNone) recipe.figures.push_back(output.figure);
    }
    recipe.writes.insert(recipe.writes.end(), draft.writes.begin(), draft.writes.end());
    if (draft.duration == kNone) continue;
    recipe.duration = draft.duration;
    recipe.earliest = draft.at_least;
  }
  return recipe;
}

namespace {

void check_duration(const Builder& builder, Id step, const Recipe& recipe) {
  if (recipe.duration == kNone) return;
  const Step& model = builder.plant.steps[step];
  const Record& record = builder.step_drafts[step].record;
  const auto n = std::count_if(recipe.evaluations.begin(), recipe.evaluations.end(),
                               [&](Id id) { return builder.use_drafts[id].duration != kNone; });
  if (n > 1) record.error_at(record.at(), "two of its physics set the process time");
  if (model.interval > SimTime()) {
    record.error_at(record.at(),
                    "physics that sets the process time needs a machine that takes one job at a "
                    "time: no interval, no cluster");
  }
}

void build_steps(Builder& builder) {
  Plant& plant = builder.plant;
  const std::optional<Record> defaults = builder.document.child("defaults");
  std::map<std::vector<Id>, Id> known;
  for (Id id = 0; id < plant.steps.size(); ++id) {
    if (plant.steps[id].station == kNone) continue;
    const std::vector<Id> uses = uses_of_step(builder, id, defaults);
    if (uses.empty()) continue;
    const auto [entry, fresh] = known.emplace(uses, static_cast<Id>(plant.outcomes.recipes.size()));
    if (fresh) plant.outcomes.recipes.push_back(make_recipe(builder, uses));
    plant.steps[id].recipe = entry->second;
    check_duration(builder, id, plant.outcomes.recipes[entry->second]);
  }
}

std::uint32_t most_pieces(const Plant& plant) {
  std::uint32_t most = 1;
  for (const Part& part : plant.parts) most = std::max(most, part.pieces);
  for (const Release& release : plant.releases) {
    most = std::max(most, release.pieces);
    for (const ListedJob& job : release.list) most = std::max(most, job.pieces);
  }
  for (const InitialJob& job : plant.initial_jobs) most = std::max(most, job.pieces);
  return most;
}

/// Gives every characteristic its place in a job's row.
void lay_out(Builder& builder) {
  Outcomes& outcomes = builder.plant.outcomes;
  outcomes.max_pieces = most_pieces(builder.plant);
  std::uint64_t row = 0;
  for (Characteristic& c : outcomes.characteristics) {
    c.offset = static_cast<std::uint32_t>(row);
    row += std::uint64_t{c.size} * (c.per_piece ? outcomes.max_pieces : 1);
    if (row > kMostNumbers) {
      const Value* const table = builder.document.raw("characteristic");
      builder.document.error_at(table == nullptr ? builder.document.at() : table->at,
                                "the characteristics of a job of " +
                                    std::to_string(outcomes.max_pieces) +
                                    " pieces are more than 100000 numbers");
      return;
    }
  }
  outcomes.row = static_cast<std::uint32_t>(row);
}

/// The items of a job are launched together. Those of [[physics]] are the first uses.
void check_items(const Builder& builder) {
  const Outcomes& outcomes = builder.plant.outcomes;
  std::size_t i = 0;
  for (const Record& record : builder.document.children("physics")) {
    const ModelUse& use = outcomes.evaluations[i++];
    if (std::uint64_t{use.items} * (use.per_piece ? outcomes.max_pieces : 1) <= kMostItems)
      continue;
    record.fault("items", std::to_string(use.items) + " items of each of " +
                              std::to_string(outcomes.max_pieces) +
                              " pieces are more than 1000000");
  }
}

}  // namespace

void build_recipes(Builder& builder) {
  Plant& plant = builder.plant;
  build_scores(builder);
  build_steps(builder);
  if (plant.outcomes.recipes.empty() && plant.outcomes.inspections.empty()) {
    // Nothing is evaluated, measured or judged: the plant carries none of it.
    plant.models.clear();
    plant.outcomes.characteristics.clear();
    plant.outcomes.evaluations.clear();
    plant.outcomes.figures.clear();
    return;
  }
  lay_out(builder);
  check_items(builder);
}

}  // namespace twinline

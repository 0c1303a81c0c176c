#include <algorithm>
#include <set>

#include "twinline/inference/load_onnx.h"
#include "twinline/inference/model_file_error.h"
#include "twinline/inference/network.h"
#include "twinline/physics/wafer_map.h"
#include "twinline/scenario/build/model_inputs.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

std::shared_ptr<const Network> load_network(const Builder& builder, const Record& record) {
  const std::optional<std::filesystem::path> path =
      builder.files.locate(record.text("file"), record.at("file"));
  if (!path) return nullptr;
  try {
    return load_onnx(*path);
  } catch (const ModelFileError& error) {
    record.error_at(record.at("file"), error.what());
    return nullptr;
  }
}

/// The [[model]] tables that stations rank by.
std::set<std::string> scoring_models(const Builder& builder) {
  std::set<std::string> names;
  for (const StationDraft& draft : builder.station_drafts) {
    if (draft.record.has("dispatch_model")) names.insert(draft.record.text("dispatch_model"));
  }
  return names;
}

/// Adds the texts of a record's `models`, which are checked elsewhere.
void add_models(const Record& record, std::set<std::string>& names) {
  const Value* const value = record.raw("models");
  if (value == nullptr) return;
  if (value->is_text()) {
    for (std::string_view rest = value->text; !rest.empty();) {  // a cell: "a | b"
      const std::size_t end = std::min(rest.find('|'), rest.size());
      const std::string_view name = rest.substr(0, end);
      const std::size_t first = std::min(name.find_first_not_of(' '), name.size());
      names.emplace(name.substr(first, name.find_last_not_of(' ') + 1 - first));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  for (const Value& each : value->items) names.insert(each.text);
}

/// The [[model]] tables that anything names.
std::set<std::string> models_in_use(const Builder& builder) {
  std::set<std::string> names = scoring_models(builder);
  for (const StepDraft& draft : builder.step_drafts) add_models(draft.record, names);
  for (const StationDraft& draft : builder.station_drafts) add_models(draft.record, names);
  if (const std::optional<Record> defaults = builder.document.child("defaults")) {
    add_models(*defaults, names);
  }
  return names;
}

/// "wafer_map(pattern, background, strength)": the three sources; none where it is something else.
std::vector<Value> wafer_map_arguments(const Record& record) {
  const std::vector<Value> inputs = record.texts("inputs");
  constexpr std::string_view kCall = "wafer_map(";
  if (inputs.size() != 1 || inputs.front().text.rfind(kCall, 0) != 0) return {};
  std::vector<Value> arguments;
  std::string_view rest = std::string_view(inputs.front().text).substr(kCall.size());
  if (rest.empty() || rest.back() != ')') return {};
  rest.remove_suffix(1);
  while (true) {
    const std::size_t end = rest.find_first_of(",;");
    std::string_view part = rest.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    arguments.push_back(cell_value(std::string(part), inputs.front().at));
    if (end == std::string_view::npos) return arguments;
    rest.remove_prefix(end + 1);
  }
}

/// The network looks at a map that is drawn for each item.
void read_wafer_map(Builder& builder, const Record& record, const std::vector<Value>& arguments,
                    OffloadModel& model, ModelUse& use) {
  model.sees_wafer_map = true;
  if (arguments.size() + 1 != kWaferMapNumbers || model.network->n_inputs() != WaferMap::kCells) {
    record.fault("inputs", "expected wafer_map(pattern, background, strength) and a network of " +
                               std::to_string(WaferMap::kCells) + " inputs; this one takes " +
                               std::to_string(model.network->n_inputs()));
    return;
  }
  InputSource key;
  key.kind = SourceKind::kKey;
  use.inputs.push_back(key);
  for (const Value& value : arguments) {
    add_input(builder, record, value, "inputs", nullptr, false, use);
  }
}

/// Whether nothing of a list was refused as no text.
bool all_texts(const Record& record, const char* key, std::size_t n_texts) {
  const Value* const list = record.raw(key);
  if (list == nullptr) return false;
  return list->is_text() || (list->kind == Value::Kind::kArray && list->items.size() == n_texts);
}

std::string numbers_text(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " number" : " numbers");
}

void read_inputs(Builder& builder, const Record& record, bool scoring, std::size_t n_wanted,
                 ModelUse& use) {
  const std::vector<Value> values = record.texts("inputs");
  std::size_t i = 0;
  bool all_known = all_texts(record, "inputs", values.size());
  for (const Value& value : values) {
    const std::size_t before = use.inputs.size();
    add_input(builder, record, value, "inputs " + std::to_string(++i), nullptr, scoring, use);
    all_known = all_known && use.inputs.size() > before;
  }
  if (all_known && use.inputs.size() != n_wanted) {
    record.fault("inputs", "the network takes " + numbers_text(n_wanted) + ", and these are " +
                               std::to_string(use.inputs.size()));
  }
}

void read_outputs(Builder& builder, const Record& record, std::size_t n_given, ModelUse& use,
                  UseDraft& draft) {
  Outcomes& outcomes = builder.plant.outcomes;
  std::uint32_t given = 0;
  for (const Value& value : record.texts("outputs")) {
    if (value.text == "-") {
      ++given;
      continue;
    }
    const Id c = find_output(builder, record, value, "outputs", nullptr, use, draft);
    if (c == kNone) return;
    const std::uint32_t size = outcomes.characteristics[c].size;
    for (std::uint32_t k = 0; k < size; ++k) {
      const std::string output = value.text + (size == 1 ? "" : "_" + std::to_string(k + 1));
      const auto figure = static_cast<Id>(outcomes.figures.size());
      outcomes.figures.push_back({static_cast<Id>(outcomes.evaluations.size()), output, c, k});
      use.outputs.push_back({given++, c, k, figure});
    }
  }
  if (given != n_given) {
    record.fault("outputs", "the network gives " + numbers_text(n_given) + ", and these are " +
                                std::to_string(given));
  }
}

void add_score(Builder& builder, const Record& record, std::size_t n_given, ModelUse& use) {
  if (record.has("outputs")) {
    record.fault("outputs", "the score of a dispatching model goes nowhere else");
  }
  if (n_given != 1) {
    record.error("file", "a dispatching model gives one number, and this one gives " +
                             std::to_string(n_given));
    return;
  }
  use.outputs.push_back({0, add_hidden_characteristic(builder, "score", false, 1), 0, kNone});
}

}  // namespace

void build_networks(Builder& builder) {
  const std::set<std::string> scoring = scoring_models(builder);
  const std::set<std::string> in_use = models_in_use(builder);
  for (const Record& record : builder.document.children("model")) {
    ModelUse use;
    UseDraft draft;
    use.name = record.text("name");
    const bool scores = scoring.count(use.name) > 0;
    use.per_piece = !scores && record.word("each") != 1U;
    // A build that cannot read networks runs what has some and does not ask for them.
    const bool wanted = can_load_onnx() || in_use.count(use.name) > 0;
    if (const auto network = wanted ? load_network(builder, record) : nullptr) {
      use.model = static_cast<Id>(builder.plant.models.size());
      OffloadModel model;
      model.name = use.name;
      model.network = network;
      const std::vector<Value> map = wafer_map_arguments(record);
      if (!map.empty() && !scores) {
        read_wafer_map(builder, record, map, model, use);
      } else {
        read_inputs(builder, record, scores, network->n_inputs(), use);
      }
      builder.plant.models.push_back(std::move(model));
      if (scores) {
        add_score(builder, record, network->n_outputs(), use);
      } else {
        read_outputs(builder, record, network->n_outputs(), use, draft);
      }
    }
    std::vector<ModelUse>& all = builder.plant.outcomes.evaluations;
    builder.networks.add(record, "name", use.name, static_cast<Id>(all.size()));
    builder.use_drafts.push_back(std::move(draft));
    all.push_back(std::move(use));
  }
}

void build_scores(Builder& builder) {
  Plant& plant = builder.plant;
  for (Id id = 0; id < plant.stations.size(); ++id) {
    Station& station = plant.stations[id];
    const Record& record = builder.station_drafts[id].record;
    const auto* const end = station.ranking.begin() + station.n_ranking;
    const bool learned = std::find(station.ranking.cbegin(), end, RankKey::kLearned) != end;
    if (learned != record.has("dispatch_model")) {
      record.fault(learned ? "dispatch" : "dispatch_model",
                   learned ? "the word learned needs dispatch_model"
                           : "it is used by the word learned of dispatch only");
      continue;
    }
    const Id use = builder.networks.resolve(record, "dispatch_model");
    if (use == kNone || plant.outcomes.evaluations[use].outputs.empty()) continue;
    station.score_recipe = static_cast<Id>(plant.outcomes.recipes.size());
    station.score = plant.outcomes.evaluations[use].outputs.front().characteristic;
    plant.outcomes.recipes.push_back(make_recipe(builder, {use}));
  }
}

}  // namespace twinline

#include <algorithm>
#include <cmath>

#include "twinline/physics/plain_name.h"
#include "twinline/physics/range.h"
#include "twinline/physics/registry.h"
#include "twinline/scenario/build/model_inputs.h"
#include "twinline/scenario/build/reduced_output.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

const char* const kKeyName = "random_key";

Measure measure_of(const Quantity& quantity) {
  return {parse_unit(quantity.unit).value_or(Unit{}), quantity.unit};
}

/// The models of the registry by name, for the spelling of an unknown one.
std::vector<std::string> registry_names() {
  std::size_t n_models = 0;
  const ModelInfo* const models = all_models(n_models);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n_models; ++i) names.emplace_back(models[i].name);
  return names;
}

/// Index of a model of the registry among those of the plant.
Id use_physics(Plant& plant, const ModelInfo* info) {
  for (Id id = 0; id < plant.models.size(); ++id) {
    if (plant.models[id].physics == info) return id;
  }
  OffloadModel model;
  model.name = info->name;
  model.physics = info;
  plant.models.push_back(std::move(model));
  return static_cast<Id>(plant.models.size() - 1);
}

/// Reports the names of a table that are none of the model's.
void check_names(const Record& record, const char* key, const Quantity* quantity, std::size_t n) {
  const Value* const table = record.raw(key);
  if (table == nullptr) return;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n; ++i) names.push_back(plain_name(quantity[i]));
  for (const Member& member : table->members) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    record.error_at(member.key_at, std::string(key) + ": the model has no " +
                                       in_quotes(member.key) + did_you_mean(member.key, names));
  }
}

const Value* named(const Record& record, const char* key, const std::string& name) {
  const Value* const table = record.raw(key);
  const Member* const member = table == nullptr ? nullptr : table->find(name);
  return member == nullptr ? nullptr : &member->value;
}

void check_bounds(const Record& record, const Value& value, const std::string& subject,
                  const ModelInfo& info, const Quantity& quantity, const InputBounds& bounds) {
  for (const double x : {bounds.low, bounds.high}) {
    if (in_range(quantity, x)) continue;
    record.error_at(value.at, subject + ": " + describe({info.name, &quantity, x}));
    return;
  }
}

void read_inputs(Builder& builder, const Record& record, const ModelInfo& info, ModelUse& use,
                 UseDraft& draft) {
  check_names(record, "inputs", info.take, info.n_take);
  for (std::size_t i = 0; i < info.n_take; ++i) {
    const Quantity& quantity = info.take[i];
    const std::string name = plain_name(quantity);
    const Measure measure = measure_of(quantity);
    draft.inputs.push_back(name);
    draft.measures.push_back(measure);
    const Value* const value = named(record, "inputs", name);
    if (value != nullptr) {
      const std::string subject = "inputs." + name;
      const auto bounds = add_input(builder, record, *value, subject, &measure, false, use);
      if (bounds) check_bounds(record, *value, subject, info, quantity, *bounds);
      use.inputs.resize(i + 1);  // one that is wrong keeps its place
      continue;
    }
    InputSource source;
    if (name == kKeyName) {
      source.kind = SourceKind::kKey;
    } else if (quantity.role == Role::kParameter) {
      source.value = quantity.usual;
    } else {
      record.error_at(record.at("inputs"), "inputs: the model needs " + in_quotes(name) + ", " +
                                               quantity.meaning + " [" + quantity.unit + "]");
    }
    use.inputs.push_back(source);
  }
}

void add_figure(Outcomes& outcomes, ModelUse& use, const std::string& output,
                ModelUse::Output goes) {
  goes.figure = static_cast<Id>(outcomes.figures.size());
  outcomes.figures.push_back(
      {static_cast<Id>(outcomes.evaluations.size()), output, goes.characteristic, goes.number});
  use.outputs.push_back(goes);
}

/// Adds one place where the number `given` of the model goes.
void read_output(Builder& builder, const Record& record, const Value& value,
                 const std::string& name, std::uint32_t given, const Measure& measure,
                 ModelUse& use, UseDraft& draft) {
  const std::string subject = "outputs." + name;
  const std::optional<ReducedOutput> output = read_reduced_output(record, value, subject, measure);
  if (!output) return;
  const Reduction reduction = output->reduction;
  if (use.items > 1 && reduction == Reduction::kOne && value.is_text()) {
    record.error_at(value.at, subject + ": expected min(" + value.text +
                                  ") or the like: there are " + std::to_string(use.items) +
                                  " items, and one number is kept");
    return;
  }
  const bool counts = reduction == Reduction::kBelow || reduction == Reduction::kAbove;
  const Measure kept = counts ? Measure{{}, "1"} : measure;
  const Id c = find_output(builder, record, output->target, subject, &kept, use, draft);
  if (c == kNone) return;
  add_figure(builder.plant.outcomes, use,
             output->word.empty() ? name : output->word + "(" + name + ")",
             {given, c, 0, kNone, reduction, output->limit});
}

void read_outputs(Builder& builder, const Record& record, const ModelInfo& info, ModelUse& use,
                  UseDraft& draft) {
  check_names(record, "outputs", info.give, info.n_give);
  for (std::uint32_t i = 0; i < info.n_give; ++i) {
    const std::string name = plain_name(info.give[i]);
    const Value* const value = named(record, "outputs", name);
    if (value == nullptr) continue;
    const Measure measure = measure_of(info.give[i]);
    if (value->kind != Value::Kind::kArray) {
      read_output(builder, record, *value, name, i, measure, use, draft);
      continue;
    }
    for (const Value& each : value->items) {
      read_output(builder, record, each, name, i, measure, use, draft);
    }
  }
}

void read_duration(Builder& builder, const Record& record, const ModelInfo& info, ModelUse& use,
                   UseDraft& draft) {
  if (!record.has("duration")) {
    if (record.has("at_least")) record.fault("at_least", "it belongs to duration only");
    return;
  }
  draft.at_least = record.duration("at_least");
  const std::string wanted = record.text("duration");
  std::vector<std::string> times;
  for (std::uint32_t i = 0; i < info.n_give; ++i) {
    if (std::string(info.give[i].unit) != "s") continue;
    times.push_back(plain_name(info.give[i]));
    if (times.back() != wanted) continue;
    draft.duration = add_hidden_characteristic(builder, "duration", use.per_piece, 1);
    use.outputs.push_back({i, draft.duration, 0, kNone, Reduction::kSum, 0});
    return;
  }
  record.fault("duration", times.empty() ? "the model gives no time, received " + in_quotes(wanted)
                                         : "expected an output that is a time, received " +
                                               in_quotes(wanted) + did_you_mean(wanted, times));
}

void build_physics(Builder& builder) {
  for (const Record& record : builder.document.children("physics")) {
    ModelUse use;
    UseDraft draft;
    use.name = record.text("name");
    use.per_piece = record.word("each") != 1U;
    use.items = static_cast<std::uint32_t>(record.integer("items"));
    const std::string model = record.text("model");
    const ModelInfo* const info = find_model(model);
    if (info == nullptr) {
      record.fault("model", "unknown process model " + in_quotes(model) +
                                did_you_mean(model, registry_names()));
    } else {
      use.model = use_physics(builder.plant, info);
      read_inputs(builder, record, *info, use, draft);
      read_outputs(builder, record, *info, use, draft);
      read_duration(builder, record, *info, use, draft);
    }
    std::vector<ModelUse>& all = builder.plant.outcomes.evaluations;
    builder.model_uses.add(record, "name", use.name, static_cast<Id>(all.size()));
    builder.use_drafts.push_back(std::move(draft));
    all.push_back(std::move(use));
  }
}

}  // namespace

void build_model_uses(Builder& builder) { build_physics(builder); }

}  // namespace twinline

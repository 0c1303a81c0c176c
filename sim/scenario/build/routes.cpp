#include "twinline/core/error.h"
#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// Times of the chambers that a step names, as the cluster tool needs them.
std::vector<SimTime> read_chambers(const Record& record, const StationDraft& draft) {
  std::vector<SimTime> times;
  for (const Value& text : record.texts("chambers")) {
    const Parsed<SimTime> time = parse_duration(text.text, text.unit);
    if (!time.value || *time.value < SimTime()) {
      record.error_at(text.at,
                      "chambers: " + (time.value ? "expected durations >= 0" : time.problem) +
                          ", received " + in_quotes(text.text));
      return {};
    }
    times.push_back(*time.value);
  }
  if (times.empty() || times.size() > draft.n_chambers) {
    record.fault("chambers", "expected 1 to " + std::to_string(draft.n_chambers) +
                                 " times, received " + std::to_string(times.size()));
    return {};
  }
  if (draft.cluster->parallel && times.size() == 1) {
    times.resize(draft.n_chambers, times.front());
  }
  return times;
}

void build_cluster_work(Builder& builder, const Record& record, const StationDraft& draft,
                        Step& step) {
  for (const char* key : {"process", "per", "interval", "interval_per"}) {
    if (record.has(key)) {
      record.fault(key, "at a cluster tool the times follow from chambers");
    }
  }
  if (!record.has("chambers")) {
    record.error_at(record.at(), "missing key \"chambers\": the station is a cluster tool");
    return;
  }
  ClusterRecipe recipe = *draft.cluster;
  recipe.chambers = read_chambers(record, draft);
  if (recipe.chambers.empty()) {
    return;
  }
  try {
    const ClusterTiming timing = cluster_timing(recipe);
    step.process = builder.distributions.add_constant(timing.first_piece.seconds());
    step.per = ProcessPer::kPiece;
    step.interval = timing.period;
    step.interval_per_piece = true;
  } catch (const ArgumentError& error) {
    record.fault("chambers", error.what());
  }
}

void build_plain_work(const Record& record, Step& step) {
  if (record.has("chambers")) {
    record.fault("chambers", "the station is no cluster tool");
  }
  if (!record.has("process")) {
    record.error_at(record.at(), "missing key \"process\"");
  }
  step.process = record.distribution("process");
  step.per = static_cast<ProcessPer>(record.word("per").value_or(0));
  step.interval = record.duration("interval");
  step.interval_per_piece = record.word("interval_per") == 1U;
}

void build_quality(const Record& record, Step& step) {
  step.sampling = record.number("sampling");
  step.rework_probability = record.number("rework_probability");
  step.rework_per_piece = record.word("rework_per") == 1U;
  step.rework_limit = static_cast<std::uint32_t>(record.integer("rework_limit"));
  step.scrap_probability = record.number("scrap_probability");
  step.scrap_per_piece = record.word("scrap_per") == 1U;
}

void build_step(Builder& builder, const Record& record, Id route) {
  Plant& plant = builder.plant;
  Step step;
  step.route = route;
  const std::string name = record.text("step");
  builder.route_steps[route].add(record, "step", name, static_cast<Id>(plant.steps.size()));
  step.station = builder.stations.resolve(record, "station");
  step.resource = builder.resources.resolve(record, "resource");
  step.takes = builder.resources.resolve(record, "takes");
  step.returns = builder.resources.resolve(record, "returns");
  step.load = record.distribution("load");
  step.unload = record.distribution("unload");
  if (step.station != kNone) {
    const StationDraft& draft = builder.station_drafts[step.station];
    step.load = record.has("load") ? step.load : draft.load;
    step.unload = record.has("unload") ? step.unload : draft.unload;
    if (builder.plant.stations[step.station].belt != kNone) {
      build_belt_work(builder, record, step);
    } else if (draft.cluster) {
      build_cluster_work(builder, record, draft, step);
    } else {
      build_plain_work(record, step);
    }
  }
  build_quality(record, step);
  plant.steps.push_back(step);
  plant.step_names.push_back(name);
  builder.step_drafts.push_back({record});
}

void build_routes(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Record& record : builder.document.children("route")) {
    const auto id = static_cast<Id>(plant.routes.size());
    Route route;
    route.name = record.text("name");
    route.first_step = static_cast<Id>(plant.steps.size());
    builder.routes.add(record, "name", route.name, id);
    builder.route_steps.emplace_back("step");
    for (const Record& step : record.children("steps")) {
      build_step(builder, step, id);
    }
    route.n_steps = static_cast<std::uint32_t>(plant.steps.size()) - route.first_step;
    const Value* steps = record.raw("steps");
    if (steps != nullptr && steps->kind == Value::Kind::kArray && steps->items.empty()) {
      record.fault("steps", "expected at least one step");
    }
    plant.routes.push_back(std::move(route));
  }
}

}  // namespace

void build_parts_and_routes(Builder& builder) {
  build_routes(builder);
  for (const Record& record : builder.document.children("part")) {
    Part part;
    part.name = record.text("name");
    part.route = builder.routes.resolve(record, "route");
    part.pieces = static_cast<std::uint32_t>(record.integer("size"));
    part.weight = record.number("weight");
    part.max_per_batch = static_cast<std::uint32_t>(record.integer("max_per_batch"));
    builder.parts.add(record, "name", part.name, static_cast<Id>(builder.plant.parts.size()));
    builder.plant.parts.push_back(std::move(part));
  }
}

}  // namespace twinline

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

void build_output(Builder& builder) {
  const std::optional<Record> output = builder.document.child("output");
  if (!output) {
    return;
  }
  OutputSettings& settings = builder.plant.output;
  settings.jobs = output->flag("jobs");
  settings.wip_interval = output->duration("wip_every");
  settings.events = output->flag("events");
  settings.events_hdf5 = output->word("events_format").value_or(0) == 1;
  if (output->has("events_columns")) settings.event_columns = output->words("events_columns");
  settings.events_from = output->duration("events_from");
  if (output->has("events_to")) {
    settings.events_to = output->duration("events_to");
    if (settings.events_to < settings.events_from) {
      output->error("events_to", "expected a time not before events_from");
    }
  }
}

/// The chosen entities as a mask; empty where the key is absent.
std::vector<bool> chosen(const Record& record, std::string_view key, const Names& names,
                         std::size_t n) {
  const std::vector<Value> texts = record.texts(key);
  std::vector<bool> mask(texts.empty() ? 0 : n);
  for (const Value& text : texts) {
    const Id id = names.resolve(record, text.text, text.at);
    if (id != kNone) mask[id] = true;
  }
  return mask;
}

}  // namespace

void build_event_objects(Builder& builder) {
  const std::optional<Record> output = builder.document.child("output");
  if (!output) return;
  Plant& plant = builder.plant;
  plant.output.event_stations =
      chosen(*output, "events_stations", builder.stations, plant.stations.size());
  plant.output.event_parts = chosen(*output, "events_parts", builder.parts, plant.parts.size());
}

void build_settings(Builder& builder, const std::string& folder_name) {
  build_output(builder);
  const std::optional<Record> scenario = builder.document.child("scenario");
  if (!scenario) {
    return;
  }
  RunSettings& run = builder.plant.run;
  const std::string name = scenario->text("name");
  run.name = name.empty() ? folder_name : name;
  run.description = scenario->text("description");
  run.duration = scenario->duration("duration");
  run.warm_up = scenario->duration("warm_up");
  run.replications = static_cast<std::uint32_t>(scenario->integer("replications"));
  run.seed = static_cast<std::uint64_t>(scenario->integer("seed"));
  run.confidence = scenario->number("confidence");
}

}  // namespace twinline

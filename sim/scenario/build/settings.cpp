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
  settings.events_from = output->duration("events_from");
  if (output->has("events_to")) {
    settings.events_to = output->duration("events_to");
    if (settings.events_to < settings.events_from) {
      output->error("events_to", "expected a time not before events_from");
    }
  }
}

}  // namespace

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

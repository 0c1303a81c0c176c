#include <algorithm>
#include <vector>

#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

/// The step of the same route that a key names; kNone where it is absent or unknown.
Id other_step(const Builder& builder, Id step, std::string_view key) {
  return builder.route_steps[builder.plant.steps[step].route].resolve(
      builder.step_drafts[step].record, key);
}

void build_rework(Builder& builder, Id id) {
  Step& step = builder.plant.steps[id];
  const Record& record = builder.step_drafts[id].record;
  step.rework_to = other_step(builder, id, "rework_to");
  if (step.rework_to != kNone && step.rework_to > id) {
    record.error("rework_to", "expected this step or an earlier one");
  }
  const bool probable = step.rework_probability > 0;
  if (probable && !record.has("rework_to")) {
    record.fault("rework_probability", "rework needs rework_to, the step to go back to");
  } else if (!probable && record.has("rework_to")) {
    record.fault("rework_to", "rework needs rework_probability > 0");
  }
  // A step that only some jobs come to is the way of those that are sent back: it may be certain.
  if (step.rework_probability >= 1 && step.rework_limit == 0 && step.sampling >= 1) {
    record.fault("rework_probability", "certain rework without rework_limit never ends");
  }
}

void build_window(Builder& builder, Id id) {
  Plant& plant = builder.plant;
  const Record& record = builder.step_drafts[id].record;
  if (!record.has("window_to")) {
    for (const char* key : {"window", "window_action", "window_rework_to", "window_gate"}) {
      if (record.has(key)) {
        record.fault(key, "a window needs window_to, the step that closes it");
      }
    }
    return;
  }
  QueueWindow window;
  window.opens = id;
  window.closes = other_step(builder, id, "window_to");
  if (window.closes == kNone) {
    return;
  }
  if (window.closes <= id) {
    record.error("window_to", "expected a later step");
    return;
  }
  if (!record.has("window")) {
    record.error_at(record.at("window_to"), "missing key \"window\", the time limit");
  }
  window.limit = record.duration("window");
  window.action = static_cast<WindowAction>(record.word("window_action").value_or(0));
  window.gate = static_cast<std::uint32_t>(record.integer("window_gate"));
  window.rework_to = other_step(builder, id, "window_rework_to");
  const bool reworks = window.action == WindowAction::kRework;
  if (reworks != record.has("window_rework_to")) {
    record.fault(reworks ? "window_action" : "window_rework_to",
                 reworks ? "the action rework needs window_rework_to"
                         : "it belongs to the action rework only");
  } else if (window.rework_to != kNone && window.rework_to > id) {
    record.error("window_rework_to", "expected this step or an earlier one");
  }
  Step& closing = plant.steps[window.closes];
  if (closing.window_closed != kNone) {
    record.error("window_to", "step \"" +
                                  plant.step_names[plant.windows[closing.window_closed].opens] +
                                  "\" has a window to it already");
    return;
  }
  closing.window_closed = static_cast<Id>(plant.windows.size());
  plant.steps[id].window_opened = closing.window_closed;
  plant.windows.push_back(window);
}

/// Deadline slots by interval colouring: a window takes the first slot whose window has closed when
/// it opens. Windows lie in the order of their opening steps, route by route.
void assign_window_slots(Plant& plant) {
  std::vector<Id> closes_at;  // by slot: the step that frees it
  Id route = kNone;
  for (QueueWindow& window : plant.windows) {
    const Step& opening = plant.steps[window.opens];
    if (opening.route != route) {
      route = opening.route;
      closes_at.clear();
    }
    const auto free = std::find_if(closes_at.begin(), closes_at.end(),
                                   [&](Id closes) { return closes <= window.opens; });
    window.slot = static_cast<std::uint32_t>(free - closes_at.begin());
    if (free == closes_at.end()) {
      closes_at.push_back(window.closes);
    } else {
      *free = window.closes;
    }
    plant.n_window_slots =
        std::max(plant.n_window_slots, static_cast<std::uint32_t>(closes_at.size()));
  }
}

/// The earlier step at the same station that a key names; kNone where there is none.
Id earlier_step_here(const Builder& builder, Id id, const char* key) {
  const Record& record = builder.step_drafts[id].record;
  const Id other = other_step(builder, id, key);
  if (other == kNone) {
    return kNone;
  }
  if (other >= id) {
    record.error(key, "expected an earlier step");
    return kNone;
  }
  const Plant& plant = builder.plant;
  const Id station = plant.steps[id].station;
  if (station != kNone && plant.steps[other].station != kNone &&
      plant.steps[other].station != station) {
    record.error(key,
                 "expected a step at the same station, \"" + plant.stations[station].name + "\"");
    return kNone;
  }
  return other;
}

/// The job's slot in which a step's machine is remembered.
Id slot_of(Plant& plant, Id step, std::uint32_t& n_slots) {
  Id& slot = plant.steps[step].save_machine;
  if (slot == kNone) {
    slot = n_slots++;
  }
  return slot;
}

void build_dedications(Builder& builder) {
  Plant& plant = builder.plant;
  for (const Route& route : plant.routes) {
    std::uint32_t n_slots = 0;
    for (Id id = route.first_step; id < route.first_step + route.n_steps; ++id) {
      const Id same = earlier_step_here(builder, id, "same_machine_as");
      const Id other = earlier_step_here(builder, id, "other_machine_than");
      Step& step = plant.steps[id];
      if (same != kNone) {
        step.same_machine = slot_of(plant, same, n_slots);
        // A step that follows names this one or the one before it: it is the same machine.
        step.save_machine = step.same_machine;
      }
      if (other != kNone) {
        step.other_machine = slot_of(plant, other, n_slots);
        if (step.station != kNone && plant.stations[step.station].n_machines == 1) {
          builder.step_drafts[id].record.fault("other_machine_than",
                                               "the station has one machine only");
        }
      }
      if (same != kNone && step.same_machine == step.other_machine) {
        builder.step_drafts[id].record.fault("other_machine_than",
                                             "same_machine_as asks for the same machine");
      }
    }
    plant.n_machine_slots = std::max(plant.n_machine_slots, n_slots);
  }
}

}  // namespace

void build_flow(Builder& builder) {
  for (Id id = 0; id < builder.plant.steps.size(); ++id) {
    build_rework(builder, id);
    build_window(builder, id);
  }
  assign_window_slots(builder.plant);
  build_dedications(builder);
}

}  // namespace twinline

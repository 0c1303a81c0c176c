#include <limits>

#include "twinline/scenario/build/inspected_steps.h"
#include "twinline/scenario/build/model_inputs.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// The step that "rework STEP" or "visit STEP" names, in the route of the gate's step.
Id read_target(const Builder& builder, const Record& record, const char* key, Id step) {
  const std::string text = record.text(key);
  const std::string name = text.substr(text.find(' ') + 1);
  const Id route = builder.plant.steps[step].route;
  const Names& steps = builder.route_steps[route];
  if (steps.find(name) == kNone && steps_after(builder, record).size() > 1) {
    record.error_at(record.at(key), "route " + in_quotes(builder.plant.routes[route].name) +
                                        " has a step " + in_quotes(record.text("after")) +
                                        " and none " + in_quotes(name) +
                                        "; say with `route` whose step is meant");
    return kNone;
  }
  return steps.resolve(record, name, record.at(key));
}

/// The characteristic that marks jobs which do the step in any case.
void demand_step(Builder& builder, const Record& record, const char* key, Id gate_step, Id id) {
  Step& step = builder.plant.steps[id];
  if (id <= gate_step) {
    record.error(key, "expected a step behind that of `after`");
  } else if (step.sampling >= 1) {
    record.error(key, "expected a step with `sampling`: every job does this one");
  } else if (step.demanded == kNone) {
    step.demanded = add_hidden_characteristic(builder, "demanded", false, 1);
  }
}

/// "pass", "scrap", "hold", "rework STEP" or "visit STEP".
Gate::Side read_side(Builder& builder, const Record& record, const char* key, Id step) {
  Gate::Side side;
  const std::string text = record.text(key);
  if (!record.has(key) || text == "pass") return side;
  if (text == "scrap" || text == "hold") {
    side.action = text == "scrap" ? GateAction::kScrap : GateAction::kHold;
    return side;
  }
  if (text.rfind("rework ", 0) == 0) {
    side.action = GateAction::kRework;
    side.to = read_target(builder, record, key, step);
    if (side.to != kNone && side.to > step) {
      record.error(key, "expected the step of `after` or an earlier one");
    }
    return side;
  }
  if (text.rfind("visit ", 0) == 0) {
    side.action = GateAction::kVisit;
    side.to = read_target(builder, record, key, step);
    if (side.to != kNone) demand_step(builder, record, key, step, side.to);
    return side;
  }
  record.error(key, "expected pass, scrap, hold, rework STEP or visit STEP");
  return side;
}

bool holds(const Gate& gate) {
  const auto side_holds = [&gate](const Gate::Side& side) {
    return side.action == GateAction::kHold ||
           (side.action == GateAction::kRework && gate.rework_limit > 0 &&
            gate.beyond == GateAction::kHold);
  };
  return side_holds(gate.below) || side_holds(gate.above);
}

/// The step whose machine the gate's result is laid to.
void find_machine(Builder& builder, const Record& record, Gate& gate) {
  gate.machine_step = gate.step;
  if (!record.has("machine_of")) return;
  Plant& plant = builder.plant;
  const Id step = builder.route_steps[plant.steps[gate.step].route].resolve(record, "machine_of");
  if (step == kNone || step == gate.step) return;
  if (step > gate.step) {
    record.error("machine_of", "expected an earlier step");
    return;
  }
  gate.machine_step = step;
  Id& slot = plant.steps[step].save_machine;
  if (slot == kNone) slot = plant.n_machine_slots++;
  gate.machine_slot = slot;
}

void read_limits(const Builder& builder, const Record& record, Gate& gate) {
  const Measure& measure = builder.characteristic_measures[gate.characteristic];
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  gate.low = record.quantity("low", measure.dimension()).value_or(-kNoLimit);
  gate.high = record.quantity("high", measure.dimension()).value_or(kNoLimit);
  if (!record.has("low") && !record.has("high")) {
    record.error_at(record.at(), "expected low, high or both");
  } else if (gate.low > gate.high) {
    record.error("high", "expected at least low");
  }
  for (const auto& [limit, side] : {std::pair("low", "below"), std::pair("high", "above")}) {
    if (record.has(side) && !record.has(limit)) {
      record.fault(side, "it needs the limit " + std::string(limit));
    }
  }
}

Gate read_gate(Builder& builder, const Record& record, Id step) {
  Gate gate;
  gate.name = record.text("name");
  gate.step = step;
  gate.characteristic = characteristic_of(builder, record, "check");
  gate.per_piece = record.word("each") != 1U;
  gate.below = read_side(builder, record, "below", step);
  gate.above = read_side(builder, record, "above", step);
  gate.rework_limit = static_cast<std::uint32_t>(record.integer("limit"));
  constexpr GateAction kBeyond[] = {GateAction::kPass, GateAction::kScrap, GateAction::kHold};
  gate.beyond = kBeyond[record.word("beyond").value_or(1)];
  gate.hold = record.distribution("hold");
  if (holds(gate) != record.has("hold")) {
    record.fault(record.has("hold") ? "hold" : "after",
                 record.has("hold") ? "nothing is held here" : "missing key \"hold\", how long");
  }
  if (gate.characteristic != kNone) read_limits(builder, record, gate);
  find_machine(builder, record, gate);
  return gate;
}

}  // namespace

void build_gates(Builder& builder) {
  Plant& plant = builder.plant;
  Names names("gate");
  for (const Record& record : builder.document.children("gate")) {
    const std::vector<Id> steps = steps_after(builder, record);
    names.add(record, "name", record.text("name"), 0);
    for (const Id step : steps) {
      Gate gate = read_gate(builder, record, step);
      if (steps.size() > 1) {
        gate.name += " (" + plant.routes[plant.steps[step].route].name + ")";
      }
      gate.seen = add_hidden_characteristic(builder, "seen", true, 1);
      gate.first_figure = plant.outcomes.n_gate_figures;
      const Id station = plant.steps[gate.machine_step].station;
      if (station != kNone) plant.outcomes.n_gate_figures += plant.stations[station].n_machines;
      inspection_of(plant, step).gates.push_back(static_cast<Id>(plant.outcomes.gates.size()));
      plant.outcomes.gates.push_back(std::move(gate));
    }
  }
}

}  // namespace twinline

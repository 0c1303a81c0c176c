#pragma once

#include <string>
#include <vector>

#include "support/plant_builder.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/state_energy.h"
#include "twinline/plant/context.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/initial_state.h"
#include "twinline/plant/outcome/submit.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

inline InputSource number(double value) { return {SourceKind::kConstant, kNone, 0, value}; }
inline InputSource of_characteristic(Id characteristic, std::uint32_t number = 0) {
  return {SourceKind::kCharacteristic, characteristic, number, 0};
}
inline InputSource of_capture(std::uint32_t capture) {
  return {SourceKind::kCaptured, kNone, capture, 0};
}
inline InputSource draw_of(Id distribution) { return {SourceKind::kDraw, distribution, 0, 0}; }

/// A plant with characteristics, models, gauges, gates and so on put together by hand.
class OutcomePlant : public PlantBuilder {
 public:
  explicit OutcomePlant(std::uint32_t max_pieces) {
    plant.outcomes.max_pieces = max_pieces;
    characteristic("piece");
  }
  Outcomes& outcomes() { return plant.outcomes; }

  Id characteristic(const std::string& name, bool per_piece = true, Id initial = kNone,
                    std::uint32_t size = 1) {
    Outcomes& all = plant.outcomes;
    all.characteristics.push_back({name, "1", 1, 0, per_piece, size, initial, all.row});
    all.row += size * (per_piece ? all.max_pieces : 1);
    return static_cast<Id>(all.characteristics.size() - 1);
  }
  Id of_job(const std::string& name, std::uint32_t size = 1) {
    return characteristic(name, false, kNone, size);
  }

  Id condition(double initial = 0, std::uint32_t size = 1) {
    Outcomes& all = plant.outcomes;
    all.conditions.push_back({"condition", size, seconds(initial), all.condition_row});
    all.condition_row += size;
    return static_cast<Id>(all.conditions.size() - 1);
  }
  /// Growths of one station must follow each other.
  void grows(Id station, Id condition, GrowthBy by, Id amount) {
    if (at(station).n_growths++ == 0) {
      at(station).first_growth = static_cast<Id>(plant.outcomes.growths.size());
    }
    plant.outcomes.growths.push_back({condition, by, amount});
  }

  /// Writes a + b into a characteristic: the energy of a second at 1 W each.
  Id sum(const InputSource& a, const InputSource& b, Id into) {
    constexpr std::size_t kTimes = 6;  // of state_energy, followed by as many powers
    ModelUse use;
    use.name = "sum";
    use.model = 0;
    use.per_piece = plant.outcomes.characteristics[into].per_piece;
    if (plant.models.empty()) {
      static constexpr ModelInfo kModel = describe_model<StateEnergy>();
      plant.models.emplace_back();
      plant.models[0].name = kModel.name;
      plant.models[0].physics = &kModel;
    }
    use.inputs.assign(2 * kTimes, number(0));
    use.inputs[0] = a;
    use.inputs[1] = b;
    use.inputs[kTimes] = use.inputs[kTimes + 1] = number(1);
    use.outputs = {{0, into, 0, kNone}};
    plant.outcomes.evaluations.push_back(use);
    return static_cast<Id>(plant.outcomes.evaluations.size() - 1);
  }
  Id copy(const InputSource& from, Id into) { return sum(from, number(0), into); }

  /// @param captures of each evaluation
  Id recipe(const std::vector<Id>& evaluations, const std::vector<Capture>& captures = {}) {
    Recipe recipe;
    recipe.evaluations = evaluations;
    for (const Id evaluation : evaluations) {
      plant.outcomes.evaluations[evaluation].captures = captures;
      recipe.first_capture.push_back(recipe.n_captures);
      recipe.n_captures += static_cast<std::uint32_t>(captures.size());
    }
    plant.outcomes.recipes.push_back(recipe);
    return static_cast<Id>(plant.outcomes.recipes.size() - 1);
  }
  /// Records what an evaluation gives when the recipe's task ends.
  Id figure(Id recipe, Id evaluation) {
    Outcomes& all = plant.outcomes;
    const Id characteristic = all.evaluations[evaluation].outputs[0].characteristic;
    all.figures.push_back({evaluation, "sum", characteristic, 0});
    const Id id = static_cast<Id>(all.figures.size() - 1);
    all.recipes[recipe].figures.push_back(id);
    return id;
  }

  /// What follows the end of a step of the plant.
  Inspection& inspection(Id step) {
    Id& id = plant.steps[step].inspection;
    if (id == kNone) {
      id = static_cast<Id>(plant.outcomes.inspections.size());
      plant.outcomes.inspections.emplace_back();
    }
    return plant.outcomes.inspections[id];
  }
  Gauge& gauge(Id step, Id measures, Id into) {
    inspection(step).gauges.push_back(static_cast<Id>(plant.outcomes.gauges.size()));
    Gauge gauge;
    gauge.measures = measures;
    gauge.into = into;
    plant.outcomes.gauges.push_back(gauge);
    return plant.outcomes.gauges.back();
  }
  /// Lets everything pass until its sides are set; laid to the machines of its own step.
  Gate& gate(Id step, Id characteristic_id, double low, double high) {
    inspection(step).gates.push_back(static_cast<Id>(plant.outcomes.gates.size()));
    Gate gate;
    gate.step = step;
    gate.characteristic = characteristic_id;
    gate.low = low;
    gate.high = high;
    gate.seen = characteristic("seen");
    gate.first_figure = plant.outcomes.n_gate_figures;
    plant.outcomes.n_gate_figures += at(plant.steps[step].station).n_machines;
    plant.outcomes.gates.push_back(gate);
    return plant.outcomes.gates.back();
  }
  /// Fed back at the end of `step`; machines and parts must be complete.
  Control& control(Id step, Id from, double target) {
    inspection(step).controls.push_back(static_cast<Id>(plant.outcomes.controls.size()));
    Control control;
    control.from = from;
    control.target = target;
    control.low = -1e9;
    control.high = 1e9;
    control.used = of_job("used", 2);
    control.first_state = plant.outcomes.n_control_states;
    plant.outcomes.n_control_states +=
        static_cast<std::uint32_t>(plant.machines.size() * plant.parts.size());
    plant.outcomes.controls.push_back(control);
    return plant.outcomes.controls.back();
  }
};

/// A plant at time 0 with jobs in no queue, for handlers called one by one.
class OutcomeBench {
 public:
  /// @p plant must outlive the object.
  explicit OutcomeBench(const Plant& plant)
      : plant_(plant), state(initial_state(plant, 1, 0)), context{plant_, state, nullptr} {}
  OutcomeBench(const OutcomeBench&) = delete;
  OutcomeBench& operator=(const OutcomeBench&) = delete;

  /// A job of the first release at the first step of its part.
  Id job(Id part, std::uint32_t pieces) {
    const Id id = new_job(context);
    Job& job = state.jobs[id];
    const Route& route = plant_.routes[plant_.parts[part].route];
    job.step = route.first_step;
    job.route_end = route.first_step + route.n_steps;
    job.release = 0;
    job.serial = n_jobs_++;
    job.visit = 1;
    job.part = part;
    job.pieces = pieces;
    job.pieces_in = pieces;
    begin_characteristics(context, id);
    return id;
  }
  void put(Id job, Id characteristic, const std::vector<double>& values, std::uint32_t k = 0) {
    std::copy(values.begin(), values.end(), numbers_of(context, job, characteristic, k));
  }
  std::vector<double> get(Id job, Id characteristic, std::uint32_t k = 0) {
    const double* const from = numbers_of(context, job, characteristic, k);
    const bool per_piece = plant_.outcomes.characteristics[characteristic].per_piece;
    return {from, from + (per_piece ? state.jobs[job].pieces : 1)};
  }

 private:
  const Plant& plant_;
  std::uint32_t n_jobs_ = 0;

 public:
  PlantState state;
  Context context;
};

/// The first `n` numbers of a characteristic of a job of a run, also of one that has left last.
inline std::vector<double> numbers_after(const Plant& plant, const PlantState& state, Id job,
                                         Id characteristic, std::uint32_t n) {
  const double* const from = numbers_of(plant, state, job, characteristic);
  return {from, from + n};
}

}  // namespace twinline

#include "twinline/plant/inspection/control.h"

#include "twinline/plant/outcome/values.h"

namespace twinline {

namespace {

ControlState& state_of(Context& context, const Control& control, Id machine, Id part) {
  const std::size_t n_parts = control.per_part ? context.plant.parts.size() : 1;
  const std::size_t m = control.per_machine ? machine : 0;
  const std::size_t p = control.per_part ? part : 0;
  return context.state.controls[control.first_state + m * n_parts + p];
}

double asked_setting(Context& context, const Control& control, Id machine, Id job) {
  const ControlState& state = state_of(context, control, machine, context.state.jobs[job].part);
  const double wanted = (control.target - state.intercept - state.trend) / control.slope;
  return std::clamp(wanted, control.low, control.high);
}

}  // namespace

double use_setting(Context& context, Id id, Id machine, Id job) {
  const Control& control = context.plant.outcomes.controls[id];
  const double setting = asked_setting(context, control, machine, job);
  *numbers_of(context, job, control.used, 0) = setting;
  *numbers_of(context, job, control.used, 1) = machine + 1.0;
  return setting;
}

double given_setting(Context& context, Id id, Id machine, Id job) {
  const Control& control = context.plant.outcomes.controls[id];
  const bool has_one = *numbers_of(context, job, control.used, 1) != 0;
  return has_one ? *numbers_of(context, job, control.used, 0)
                 : asked_setting(context, control, machine, job);
}

void feed_back(Context& context, Id id, Id job, double value, double gain) {
  const Control& control = context.plant.outcomes.controls[id];
  const double machine = *numbers_of(context, job, control.used, 1);
  if (machine == 0) return;
  ControlState& state =
      state_of(context, control, static_cast<Id>(machine) - 1, context.state.jobs[job].part);
  const double seen = value - control.slope * *numbers_of(context, job, control.used, 0);
  const double before = state.intercept;
  state.intercept += gain * (seen - before);
  if (control.kind == ControlKind::kDoubleEwma) {
    state.trend += control.trend_gain * (seen - before - state.trend);
  }
}

void begin_controls(const Plant& plant, PlantState& state) {
  state.controls.resize(plant.outcomes.n_control_states);
  for (const Control& control : plant.outcomes.controls) {
    const std::size_t n = (control.per_machine ? plant.machines.size() : 1) *
                          (control.per_part ? plant.parts.size() : 1);
    std::fill_n(state.controls.begin() + control.first_state, n,
                ControlState{control.target - control.slope * control.start, 0});
  }
}

}  // namespace twinline

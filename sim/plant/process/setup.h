#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// The machine must change over before this step. Steps that need no state leave it as it is.
inline bool needs_setup(const Machine& machine, const Step& step) {
  return step.setup != kNone && step.setup != machine.setup;
}

/// Distribution of the setup time: the step's own, else the table's; kNone = no time.
inline Id setup_distribution(const Plant& plant, const Machine& machine, const Step& step) {
  return step.setup_time != kNone ? step.setup_time
                                  : plant.setups.lookup(machine.setup, step.setup);
}

/// Expected setup time of the step on the machine, in seconds; `with_step_times`: count the step's
/// own time, not only the table.
inline double expected_setup_s(const Plant& plant, const Machine& machine, const Step& step,
                               bool with_step_times) {
  if (!needs_setup(machine, step)) return 0;
  const Id distribution = with_step_times ? setup_distribution(plant, machine, step)
                                          : plant.setups.lookup(machine.setup, step.setup);
  return distribution == kNone ? 0 : plant.distributions[distribution].mean;
}

/// The machine must still run jobs of its present state before it may change.
inline bool in_minimum_run(const Plant& plant, const Machine& machine) {
  return machine.setup != kNone && machine.run < plant.setups.min_run[machine.setup];
}

}  // namespace twinline

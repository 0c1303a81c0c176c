#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Distribution of the time in which the machine changes over for the step to the state `to`: the
/// step's own, else the table's; kNone = no time.
inline Id setup_distribution(const Plant& plant, const Machine& machine, const Step& step, Id to) {
  return step.setup_time != kNone ? step.setup_time : plant.setups.lookup(machine.setup, to);
}

/// Expected setup time of a step that needs the state `to` on the machine, in seconds;
/// `with_step_times`: count the step's own time, not only the table.
inline double expected_setup_s(const Plant& plant, const Machine& machine, const Step& step, Id to,
                               bool with_step_times) {
  if (to == kNone || to == machine.setup) return 0;
  const Id distribution = with_step_times ? setup_distribution(plant, machine, step, to)
                                          : plant.setups.lookup(machine.setup, to);
  return distribution == kNone ? 0 : plant.distributions[distribution].mean;
}

/// The machine must still run jobs of its present state before it may change.
inline bool in_minimum_run(const Plant& plant, const Machine& machine) {
  return machine.setup != kNone && machine.run < plant.setups.min_run[machine.setup];
}

/// Changes the machine over where a step needs another state than it has: the time that takes,
/// drawn for the job and counted.
SimTime change_over(Context& context, Id machine, const Step& step, Id job);

}  // namespace twinline

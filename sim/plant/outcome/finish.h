#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Where outcomes set the process time of some jobs of a task: plans its earliest end, for which
/// jobs without count as drawn.
void plan_duration(const Context& context, Task& task, SimTime& process);

/// The task's outcomes are known: sets its process time.
void take_duration(Context& context, Task& task);

/// A task of `n_jobs` linked jobs has ended: records its outcomes, writes them into the conditions
/// of the machine, lets these grow, and marks the maintenance that they make due.
void finish_outcomes(Context& context, const Task& task);

}  // namespace twinline

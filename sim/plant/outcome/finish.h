#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// The task's outcomes are known: sets its process time.
void take_duration(Context& context, Task& task);

/// A task of `n_jobs` linked jobs has ended: records its outcomes, writes them into the conditions
/// of the machine, lets these grow, and marks the maintenance that they make due.
void finish_outcomes(Context& context, const Task& task);

}  // namespace twinline

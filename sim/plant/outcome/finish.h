#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// What is known of the process time of a task before its outcomes are.
struct KnownDuration {
  Id drawn_job = kNone;  ///< the first job whose time no outcome sets; kNone = outcomes set all
  SimTime least;         ///< of the others
};

/// Finds what is known, and whether the task awaits its duration.
KnownDuration plan_duration(const Context& context, Task& task);

/// The task's outcomes are known: sets its process time.
void take_duration(Context& context, Task& task);

/// A task of `n_jobs` linked jobs has ended: records its outcomes, writes them into the conditions
/// of the machine, lets these grow, and marks the down times that they make due.
void finish_outcomes(Context& context, const Task& task);

}  // namespace twinline

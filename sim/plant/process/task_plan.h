#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// A time on a machine of that speed.
SimTime scaled(SimTime time, double speed);

/// Moves the begin of processing and all that follows it.
void begin_process_at(Task& task, SimTime progress);

/// Inside a cascading machine the lot before sets the pace: processing waits for its interval.
SimTime process_begin(const Context& context, const Task& task, Id before);

/// Draws the durations of all phases of a task that begins with this step of its first job.
void plan_phases(Context& context, Task& task, const Step& step, const Job& job);

/// Process time of a job at the plain station of its step, on a machine of speed 1. Drawn when the
/// job joins the queue: logarithms and the like at the start would hold up the search of the end's
/// place in the calendar.
SimTime plain_process_time(const Context& context, const Job& job);

/// Draws the random number of the job's next process while this one begins, for the same reason.
void draw_ahead(const Context& context, Job& job);

}  // namespace twinline

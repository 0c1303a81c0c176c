#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Starts the jobs linked by Job::next as one task on an available machine: setup if needed, load,
/// process, unload.
void start_task(Context& context, Id machine, Id first_job, std::uint32_t n_jobs);

/// start_task() for one job at a plain station.  @param process plain_process_time() of it.
void start_plain_task(Context& context, Id machine, Id job, SimTime process);

/// Books what the begin of work on a machine means: counts, windows, places, requests for outcomes.
void begin_work(Context& context, const Task& task);
/// Books what its end means for the machine.
void end_work(Context& context, const Task& task);
/// The jobs linked by Job::next have been worked on and go on their way, if there is room for them.
void pass_on(Context& context, Id machine, Id first_job);

/// Stops the work on a machine (failure, end of shift). `lose_progress`: loading and processing
/// begin again when it goes on.
void pause_tasks(Context& context, Id machine, bool lose_progress);
/// Goes on with it.
void resume_tasks(Context& context, Id machine);

/// The task's person leaves it; it waits for another one.
void suspend_task(Context& context, Id task);

/// Goes on with a task that waited for an operator and has got one from the pool.
void operator_granted(Context& context, Id task, Id pool);

/// EventKind::kSegmentEnd.
void handle_segment_end(Context& context, Id task, std::uint32_t epoch);
/// EventKind::kEntryOpen: the machine can take the next task while this one is still inside.
void handle_entry_open(Context& context, Id task, std::uint32_t epoch);

}  // namespace twinline

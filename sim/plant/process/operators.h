#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Makes sure that the task has the operator its next phase needs, gives back the one it no longer
/// needs, and sets Task::segment_end to where that changes. False: it waits in the pool's line.
bool take_operator(Context& context, const Station& station, Id task);

/// Asks for an operator to repair or maintain. False: the down waits in the pool's line.
bool take_operator_for_down(Context& context, Id pool, Id down);

/// Gives one operator back; the next in line gets it (priority, then first come first served).
void release_operator(Context& context, Id pool);

/// The pool's shift begins or ends. Who is at work finishes the phase.
void set_present(Context& context, Id pool, std::uint32_t present);

void take_resource(Context& context, Task& task, Id resource);
void release_resource(Context& context, Id resource);

/// A job takes the carrier that its step asks for, unless it has it.
[[gnu::noinline]] void take_carrier(Context& context, Id job);
/// It gives the carrier back if it has it.
[[gnu::noinline]] void return_carrier(Context& context, Id job, Id carrier);
/// It gives the carrier that it has back, which takes its way back.
[[gnu::noinline]] void give_carrier_back(Context& context, Id job);

}  // namespace twinline

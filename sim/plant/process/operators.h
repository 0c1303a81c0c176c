#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Makes sure that the task has the operator its next phase needs, gives back the one it no longer
/// needs, and sets Task::segment_end to where that changes. False: it waits for people.
bool take_operator(Context& context, const Station& station, Id task);

/// Asks for the operator whom the repair or maintenance needs, if any. False: the down waits.
bool take_operator_for_down(Context& context, const Station& station, Phase phase, Id down);

/// Gives one operator back, who turns to the next of all who wait for something that he can do
/// (priority, then first come first served). He is where the machine is.
void release_operator(Context& context, Id pool, Id machine);

/// EventKind::kOperatorArrives. Where nobody waits for him any more, he is free there.
void handle_operator_arrives(Context& context, Id walk);

/// So many of the pool are there from now on. Who is at work finishes the phase.
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

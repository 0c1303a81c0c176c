#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// People of the pool come or go as its shift and its breaks say. Pools whose shift changes at once
/// come the least skilled first; those whose breaks do, in the order of their events.
void come_or_go(Context& context, Id pool);

/// Schedules the first change of every pool that has breaks.
void start_breaks(Context& context);

/// EventKind::kBreakChange. Work whose people go waits for others, or lets them finish the phase.
void handle_break_change(Context& context, Id pool);

}  // namespace twinline

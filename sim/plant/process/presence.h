#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// People of the pool come or go as its shift and its breaks say. Where several pools change at
/// once, the least skilled come first.
void come_or_go(Context& context, Id pool);

/// Schedules the first change of every pool that has breaks.
void start_breaks(Context& context);

/// EventKind::kBreakChange. Work whose people go waits for others, or lets them finish the phase.
void handle_break_change(Context& context, Id pool);

}  // namespace twinline

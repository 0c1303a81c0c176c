#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Schedules the first failure and maintenance of every machine.
void start_downtimes(Context& context);

/// Decides anew what a machine does after any change: begin what is due (failures before
/// maintenance; maintenance and finish-first failures only when empty), stand still off shift, go
/// on with paused work, take new work or not.
void settle(Context& context, Id machine);

/// EventKind::kDownDue and kDownEnd.
void handle_down_due(Context& context, Id down, std::uint32_t epoch);
void handle_down_end(Context& context, Id down);

/// The failed or due machine has the operator it needs: the repair or maintenance begins.
void begin_work_on_down(Context& context, Id down);

/// Clocks of the failures by busy time run while tasks are inside and not interrupted.
void start_busy_clocks(Context& context, Id machine);
void stop_busy_clocks(Context& context, Id machine);

/// Pieces that left the machine count towards failures and maintenance by pieces.
void count_pieces(Context& context, Id machine, std::uint32_t pieces);

}  // namespace twinline

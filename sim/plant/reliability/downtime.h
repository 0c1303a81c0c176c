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
void run_busy_clocks(Context& context, Id machine);
void halt_busy_clocks(Context& context, Id machine);
inline void start_busy_clocks(Context& context, Id machine) {
  const Id station = context.state.machines[machine].station;
  if (context.state.stations[station].has_busy_failures) run_busy_clocks(context, machine);
}
inline void stop_busy_clocks(Context& context, Id machine) {
  const Id station = context.state.machines[machine].station;
  if (context.state.stations[station].has_busy_failures) halt_busy_clocks(context, machine);
}

/// Failures and maintenance whose condition is met now are due.
void strike_by_condition(Context& context, Id machine);

/// Pieces that left the machine count towards failures and maintenance by pieces.
void strike_by_pieces(Context& context, Id machine);
inline void count_pieces(Context& context, Id machine_id, std::uint32_t pieces) {
  Machine& machine = context.state.machines[machine_id];
  if (!context.state.stations[machine.station].has_piece_downs) return;
  machine.pieces_to_go -= pieces;
  if (machine.pieces_to_go <= 0) strike_by_pieces(context, machine_id);
}

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Books the time since the last booking to what the machine was doing. While tasks are inside, the
/// newest one tells: its setup counts as setup even if others are being processed (SEMI E10 books
/// the state that keeps work out); alone, its phases are booked as they went.
void book_elapsed(Context& context, Id machine);
inline void book(Context& context, Id machine) {
  if (context.state.machines[machine].since != context.now()) book_elapsed(context, machine);
}

/// Books, then enters a state.
inline void set_state(Context& context, Id id, MachineState state) {
  Machine& machine = context.state.machines[id];
  if (machine.state == state) return;
  book(context, id);
  machine.state = state;
}

/// Time in each sub-state since the warm-up, the open interval included.
std::array<SimTime, kMachineStates> booked_times(const PlantState& state, Id machine);

/// Active periods since the warm-up, the one that goes on included: stretches of time, whatever the
/// state, in which the machine is_active(). A state of no time does not end one.
std::uint64_t booked_active_periods(const PlantState& state, Id machine);

/// How long the jobs in the station's queue have waited so far, in all [ns].
Int128 time_waited(const PlantState& state, Id station);

/// Jobs waiting since the warm-up: the area under their number is the time that they have spent.
QueueFigures queue_figures(const PlantState& state, Id station);

/// Failures and maintenance since the warm-up, the open interval included.
std::vector<DownStats> booked_downs(const PlantState& state);

}  // namespace twinline

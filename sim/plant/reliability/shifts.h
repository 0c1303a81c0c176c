#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// True where the shift works at `time` (of the run): an exception's word, else the week's.
bool working_at(const Shift& shift, SimTime time);
/// The next instant after `time` at which it begins or ends; SimTime::max() where there is none.
SimTime next_change(const Shift& shift, SimTime time);

/// Sets every shift to its state at time 0 and schedules its first change.
void start_shifts(Context& context);

/// EventKind::kShiftChange.
void handle_shift_change(Context& context, Id shift);

}  // namespace twinline

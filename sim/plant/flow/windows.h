#pragma once

#include "twinline/plant/context.h"

namespace twinline {

// A window's slot of a job holds: SimTime::max() = not open; kWindowCommitted = the opening step
// has begun; else the time at which the opening step ended. The gate counts all but the first.
constexpr SimTime kWindowCommitted = SimTime::from_ns(SimTime::max().ns() - 1);

/// The gate before the window lets no further job begin the opening step.
inline bool gate_closed(const Context& context, Id window) {
  const std::uint32_t gate = context.plant.windows[window].gate;
  return gate != 0 && context.state.gate_count[window] >= gate;
}

/// The opening step begins: the job is counted by the gate.
void commit_window(Context& context, Id job, Id window);
/// The opening step has ended.
void open_window(Context& context, Id job, Id window);
/// True where the job begins the closing step too late.
bool window_violated(Context& context, Id job, Id window);
/// The closing step begins, or the job is taken off it: books the time spent in the window.
void close_window(Context& context, Id job, Id window);
/// The step that the job skips closes its window without a figure.
void skip_window(Context& context, Id job);
/// Forgets the windows that were opened at or after `step` (rework); all with step = 0.
void cancel_windows(Context& context, Id job, Id step);

}  // namespace twinline

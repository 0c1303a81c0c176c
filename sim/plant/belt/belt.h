#pragma once

#include "twinline/plant/context.h"

namespace twinline {

// Out of line: in a plant without belts the handlers of a move stay short.

/// A job goes from the queue onto the belt, whose entry is open.
[[gnu::noinline]] void enter_belt(Context& context, Id machine, Id job);

/// Books what a belt does, starts or stops it, and opens or closes its entry, as the state of its
/// machine asks. The machine is not in repair or maintenance.
[[gnu::noinline]] void settle_belt(Context& context, Id machine);

/// The machine of the belt goes down.
[[gnu::noinline]] void stop_belt(Context& context, Id machine);

/// EventKind::kBeltExit: the first job has come to the exit.
[[gnu::noinline]] void handle_belt_exit(Context& context, Id belt, std::uint32_t epoch);
/// EventKind::kBeltStop: the line stops for work that is not done, or goes on.
[[gnu::noinline]] void handle_belt_stop(Context& context, Id belt, std::uint32_t epoch);
/// EventKind::kBeltEntry: the next job may enter.
[[gnu::noinline]] void handle_belt_entry(Context& context, Id belt, std::uint32_t epoch);

}  // namespace twinline

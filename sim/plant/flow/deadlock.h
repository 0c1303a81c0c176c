#pragma once

#include <string>

#include "twinline/plant/context.h"

namespace twinline {

/// Three decimals, for messages.
std::string hours_text(SimTime time);

/// Do jobs block each other in a circle, or fill a buffer whose machines may start none of them, so
/// that none of them ever moves again?
/// @throws RunError that says who waits for whom.
[[gnu::noinline]] void check_for_deadlock(Context& context);

}  // namespace twinline

#pragma once

#include <atomic>

namespace twinline {

/// From now on Ctrl-C and SIGTERM set the flag instead of ending the program; another one, two
/// seconds later or more, ends it at once.
const std::atomic<bool>& catch_interrupts();

}  // namespace twinline

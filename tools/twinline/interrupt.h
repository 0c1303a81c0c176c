#pragma once

#include <atomic>

namespace twinline {

/// From now on Ctrl-C and SIGTERM set the flag instead of ending the program; another one, two
/// seconds later or more, ends it at once.
const std::atomic<bool>& catch_interrupts();

/// What a program ended by the signal that was caught returns: 128 + its number. Where another
/// process was told to end and this one by it, that of SIGTERM, as job launchers send it.
int interrupt_exit_code();

}  // namespace twinline

#pragma once

#include <atomic>
#include <cstdint>

#include "twinline/core/error.h"

namespace twinline {

/// From now on Ctrl-C and SIGTERM set the flag instead of ending the program; another one, two
/// seconds later or more, ends it at once.
const std::atomic<bool>& catch_interrupts();

/// A command that was interrupted and has said all that there is to say: exit code 130.
class Interrupted : public Error {
 public:
  using Error::Error;
};
/// Counts SIGUSR1, which job launchers send ahead of time: each asks for a checkpoint.
const std::atomic<std::uint32_t>& count_checkpoint_requests();

/// What a program ended by the signal that was caught returns: 128 + its number. Where another
/// process was told to end and this one by it, that of SIGTERM, as job launchers send it.
int interrupt_exit_code();

}  // namespace twinline

#pragma once

#include <atomic>

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

}  // namespace twinline

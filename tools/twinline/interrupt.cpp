#include "interrupt.h"

#include <csignal>
#include <ctime>

namespace twinline {

namespace {

/// A second signal within this time is taken for an echo of the first: timeout(1) and job launchers
/// send theirs both to the process and to its group.
constexpr std::time_t kEchoS = 2;

std::atomic<bool> interrupted{false};
std::atomic<std::time_t> first_at{0};
std::atomic<std::uint32_t> checkpoint_requests{0};
std::atomic<int> first_signal{SIGTERM};
static_assert(std::atomic<bool>::is_always_lock_free &&
                  std::atomic<std::time_t>::is_always_lock_free,
              "a signal handler sets them");

void handle(int signal) {
  const std::time_t now = std::time(nullptr);
  if (!interrupted) {
    first_at = now;
    first_signal = signal;
    interrupted = true;
  } else if (now - first_at >= kEchoS) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

void handle_checkpoint(int) { ++checkpoint_requests; }

}  // namespace

const std::atomic<std::uint32_t>& count_checkpoint_requests() {
  struct sigaction action {};
  action.sa_handler = handle_checkpoint;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGUSR1, &action, nullptr);
  return checkpoint_requests;
}

const std::atomic<bool>& catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = handle;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

int interrupt_exit_code() { return 128 + first_signal; }

}  // namespace twinline

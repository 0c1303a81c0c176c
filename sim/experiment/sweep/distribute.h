#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "twinline/experiment/sweep/communicator.h"
#include "twinline/experiment/sweep/task_threads.h"

namespace twinline {

/// How tasks that were handed out ended. Whole only on rank 0.
struct HandoutResult {
  std::uint64_t complete = 0;
  std::uint64_t failed = 0;
  bool interrupted = false;
  std::string error;           ///< what a rank could not go on with; "" = nothing
  double manager_cpu_s = 0;    ///< of rank 0's main thread, while it handed out
  std::uint64_t messages = 0;  ///< that it received
};

/// Does all tasks on the threads of all ranks; called by the main thread of each rank. Rank 0 hands
/// out, and its own threads work like the others.
/// @param tasks what is to be done; that of rank 0 counts
/// @param progress called on rank 0, about ten times a second, with complete + failed; may be empty
/// @param cancel any rank's: all stop soon
HandoutResult distribute(Communicator& job, std::vector<std::uint64_t> tasks,
                         std::uint32_t n_threads, TaskRunner& runner,
                         const std::function<void(std::uint64_t)>& progress,
                         const std::atomic<bool>& cancel);

}  // namespace twinline

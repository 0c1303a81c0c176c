#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

#include "twinline/experiment/sweep/distribute.h"
#include "twinline/experiment/sweep/sweep.h"
#include "twinline/experiment/sweep/task_folder.h"

namespace twinline {

/// How the tasks of a sweep are run.
struct SweepRun {
  TaskRange tasks;            ///< those outside it are left alone
  std::uint32_t threads = 1;  ///< of this rank
  /// Wall time between two checkpoints of a task; 0 = none are made.
  std::chrono::milliseconds checkpoint_every{0};
  const std::atomic<std::uint32_t>* checkpoint_requests = nullptr;
  OffloadPlan offload{};          ///< tasks are handed out one at a time: the cohort is not used
  std::uint64_t done_before = 0;  ///< filled in on rank 0: tasks of the range that had their file
};

/// Runs all tasks of the range that have no file yet, on all ranks. The folder must have begun.
/// Tasks that failed in an earlier start are run again.
/// @param progress on rank 0: tasks ended of the range, those of earlier starts included
HandoutResult run_sweep(const Sweep& sweep, const TaskFolder& folder, Communicator& job,
                        SweepRun& run, const std::function<void(std::uint64_t)>& progress,
                        const std::atomic<bool>& cancel);

}  // namespace twinline

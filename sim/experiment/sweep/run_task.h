#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/experiment/run_to_horizon.h"
#include "twinline/experiment/sweep/task.h"
#include "twinline/experiment/sweep/task_folder.h"
#include "twinline/plant/model/plant.h"

namespace twinline {

enum class TaskEnd : std::uint8_t { kComplete, kFailed, kStopped };

/// One task and where its file goes.
struct TaskOrder {
  SweepTask task;
  std::uint64_t seed = 0;
  const std::vector<std::string>& tables;  ///< the tables that are kept
  const TaskFolder& folder;
  CheckpointPlan checkpoints{};  ///< no folder: none are made
  OffloadPlan offload{};         ///< a task has no cohort
};

/// Runs a task from time 0 to the plant's horizon and leaves its file; what is in it but the wall
/// time depends on (plant, seed, replication, point) alone. A run that fails leaves a file that
/// says why. Stops without a file soon after `cancel` becomes true; with checkpoints, it goes on
/// from there the next time.
/// @throws FileError where a file cannot be written, as on a full disk; DeviceError where batches
///   can be evaluated nowhere
TaskEnd run_task(const Plant& plant, const TaskOrder& order, const std::atomic<bool>& cancel);

/// Leaves the file of a task that cannot be run, with the reason.
void write_failure(const TaskOrder& order, double time_h, const std::string& reason);

/// Names of the sections of a failed task's file.
constexpr const char* kFailedAtSection = "failed_at_h";
constexpr const char* kReasonSection = "reason";

}  // namespace twinline

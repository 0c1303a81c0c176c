#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

#include "twinline/experiment/checkpoint.h"
#include "twinline/plant/simulation.h"

namespace twinline {

/// When the state of every replication is saved, beyond its end and the run's interruption.
struct CheckpointPlan {
  const CheckpointFolder* folder = nullptr;
  std::chrono::milliseconds every{0};                    ///< wall time between two of a replication
  const std::atomic<std::uint32_t>* requests = nullptr;  ///< one more: save now
};

/// A run counts its progress in this many slices of simulated time.
constexpr std::int64_t kRunSlices = 1000;

/// Runs a replication from where it stands to the plant's horizon. A few times a second it asks
/// whether it is to stop and whether a checkpoint is due; one is made at the end too.
/// @param trace where its trace goes; nullptr = nowhere
/// @param slice_done called after every slice but the last
/// @return false where it stopped before the horizon, after a checkpoint
bool run_to_horizon(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
                    const CheckpointPlan& checkpoints, const std::function<bool()>& stopped,
                    const std::function<void()>& slice_done);

}  // namespace twinline

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "twinline/experiment/checkpoint.h"
#include "twinline/offload/engine.h"
#include "twinline/plant/simulation.h"

namespace twinline {

/// When the state of every replication is saved, beyond its end and the run's interruption.
struct CheckpointPlan {
  const CheckpointFolder* folder = nullptr;
  std::chrono::milliseconds every{0};                    ///< wall time between two of a replication
  const std::atomic<std::uint32_t>* requests = nullptr;  ///< one more: save now
};

/// How the requests of a run for outcomes are evaluated; changes speed only.
struct OffloadPlan {
  std::uint32_t cohort = 1;  ///< replications that a thread advances together, to share launches
  OffloadSettings settings{};
  std::shared_ptr<OffloadBackend> backend = std::make_shared<OffloadBackend>();
};

/// A run counts its progress in this many slices of simulated time.
constexpr std::int64_t kRunSlices = 1000;

/// How HorizonRun::go_on came back.
enum class Leg : std::uint8_t { kAtHorizon, kBlocked, kPending, kStopped };

/// A replication on its way from where it stands to the plant's horizon.
class HorizonRun {
 public:
  /// All must outlive the object. @param trace where its trace goes; nullptr = nowhere
  HorizonRun(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
             const CheckpointPlan& checkpoints);

  /// Goes on until an outcome is needed (Simulation::resolve comes next), until some may be
  /// launched (Simulation::launch_when_due), or to the end. A few times a second it asks whether it
  /// is to stop and whether a checkpoint is due; one is made at the end too, and where it stops.
  /// @param slice_done called after every slice but the last
  Leg go_on(const std::function<bool()>& stopped, const std::function<void()>& slice_done);

 private:
  using Clock = std::chrono::steady_clock;

  void save_if_due();
  void save();

  Simulation& simulation_;
  std::uint32_t replication_;
  TraceSink* trace_;
  const CheckpointPlan& plan_;
  std::int64_t slice_ = 1;
  std::uint32_t seen_requests_ = 0;
  Clock::time_point last_save_ = Clock::now();
};

/// Runs one replication alone to the horizon.
/// @return false where it stopped before, after a checkpoint
/// @throws RunError where an outcome cannot be evaluated; DeviceError where none can
bool run_to_horizon(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
                    const CheckpointPlan& checkpoints, OffloadEngine& engine,
                    const std::function<bool()>& stopped);

}  // namespace twinline

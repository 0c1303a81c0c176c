#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "twinline/experiment/run_to_horizon.h"
#include "twinline/plant/simulation.h"
#include "twinline/results/manifest.h"
#include "twinline/results/replication_data.h"
#include "twinline/results/results_writer.h"

namespace twinline {

/// Takes what replications produce. Called from the worker threads, for several replications at
/// once; a slot is the position in RunPlan::replications.
class ReplicationSink {
 public:
  virtual ~ReplicationSink() = default;
  /// @param kept records of the trace that an earlier part of the replication has left
  /// @return where the replication's trace goes; nullptr = nowhere. It must stay until the
  ///         replication is complete or failed.
  virtual TraceSink* begin(std::uint32_t slot, std::uint32_t replication, std::uint64_t kept) = 0;
  virtual void complete(std::uint32_t slot, const ReplicationData& data) = 0;
  virtual void failed(std::uint32_t slot) = 0;
};

/// Sends replications to the tables of a run.
class WriterSink : public ReplicationSink {
 public:
  /// @p checkpoints where they are made: traces are kept beside them.
  explicit WriterSink(ResultsWriter& writer, const CheckpointFolder* checkpoints = nullptr)
      : writer_(writer), checkpoints_(checkpoints) {}
  TraceSink* begin(std::uint32_t slot, std::uint32_t replication, std::uint64_t kept) override {
    if (checkpoints_ == nullptr) return writer_.trace(slot);
    return writer_.trace(slot, checkpoints_->trace_file(replication), kept);
  }
  void complete(std::uint32_t slot, const ReplicationData& data) override {
    writer_.add(slot, data);
  }
  void failed(std::uint32_t slot) override { writer_.drop(slot); }

 private:
  ResultsWriter& writer_;
  const CheckpointFolder* checkpoints_;
};

struct RunPlan {
  std::uint64_t seed = 1;
  std::vector<std::uint32_t> replications;  ///< their numbers, in the order of the tables
  std::uint32_t threads = 1;                ///< at least 1; no more are started than there is work
  CheckpointPlan checkpoints{};             ///< no folder: none are made
  OffloadPlan offload{};
};

struct RunProgress {
  double fraction = 0;  ///< of the simulated time of all replications
  std::uint32_t complete = 0;
  std::uint32_t replications = 0;
};

struct RunReport {
  std::vector<ReplicationFailure> failures;  ///< in the order of the plan
  bool interrupted = false;                  ///< cancelled before all were done
  std::uint64_t events = 0;                  ///< of the complete replications
  std::vector<OffloadFigures> offload;       ///< by model, of all replications
  std::string device_failure;                ///< why batches could be evaluated no more; "" else
};

/// Numbers 0 .. n - 1.
std::vector<std::uint32_t> first_replications(std::uint32_t n);

/// Runs replications from time 0 to the plant's horizon on worker threads, each replication on one.
/// What a replication gives depends on (plant, seed, its number) alone. A thread has as many at
/// work as the cohort says, but no more than its share of them, and one where nothing is evaluated.
///
/// A replication that fails is reported and the others go on; a FileError, however, ends the run
/// and is thrown again here. When `cancel` becomes true, every worker stops at its next slice of
/// simulated time and what is complete stays complete.
///
/// Where a batch can be evaluated nowhere, the run ends as if cancelled and says why in
/// `device_failure`; the replications that waited for the batch make no checkpoint.
///
/// With checkpoints, a replication goes on from its own where there is one, and ends with the bytes
/// of one that was never interrupted.
/// @param progress called in the calling thread, about ten times a second and at the end; may be
///        empty
RunReport run_replications(const Plant& plant, const RunPlan& plan, ReplicationSink& sink,
                           const std::function<void(const RunProgress&)>& progress,
                           const std::atomic<bool>& cancel);

/// The figures of a simulation that has reached its end.
ReplicationData replication_data(const Simulation& simulation, std::uint32_t replication,
                                 std::uint64_t seed);

}  // namespace twinline

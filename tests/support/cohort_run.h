#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "support/temporary_folder.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/plant/state/state_archive.h"

namespace twinline {

inline constexpr std::uint64_t kSeed = 11;
inline constexpr std::uint32_t kReplications = 8;

/// Only checkpoints look at what comes out.
class NoSink : public ReplicationSink {
 public:
  TraceSink* begin(std::uint32_t, std::uint32_t, std::uint64_t) override { return nullptr; }
  void complete(std::uint32_t, const ReplicationData&) override { ++n_complete; }
  void failed(std::uint32_t) override {}
  std::atomic<std::uint32_t> n_complete{0};
};

struct Outcome {
  RunReport report;
  std::uint32_t n_complete = 0;
  std::vector<std::string> ends;  ///< bytes of the end states; "" of a replication without one
};

inline Outcome run(const Plant& plant, std::uint32_t threads, const OffloadPlan& offload) {
  const test::TemporaryFolder folder;
  CheckpointFolder kept(folder.path() / "kept", "line", kSeed, "0");
  kept.prepare();
  RunPlan plan;
  plan.seed = kSeed;
  plan.replications = first_replications(kReplications);
  plan.threads = threads;
  plan.checkpoints.folder = &kept;
  plan.checkpoints.every = std::chrono::hours(1);
  plan.offload = offload;
  NoSink sink;
  const std::atomic<bool> never{false};
  Outcome outcome;
  outcome.report = run_replications(plant, plan, sink, {}, never);
  outcome.n_complete = sink.n_complete;
  for (std::uint32_t r = 0; r < kReplications; ++r) {
    const auto saved = kept.load(r);
    outcome.ends.push_back(saved ? state_bytes(saved->state) : "");
  }
  return outcome;
}

inline OffloadPlan offload_of(std::uint32_t cohort, std::size_t batch_items) {
  OffloadPlan plan;
  plan.cohort = cohort;
  plan.settings.batch_items = batch_items;
  return plan;
}

inline std::string end_alone(const Plant& plant, std::uint32_t replication) {
  Simulation simulation(plant, kSeed, replication);
  simulation.advance(plant.horizon());
  return state_bytes(simulation.state());
}

inline std::vector<std::string> ends_alone(const Plant& plant) {
  std::vector<std::string> ends;
  for (std::uint32_t r = 0; r < kReplications; ++r) ends.push_back(end_alone(plant, r));
  return ends;
}

inline std::uint64_t items(const Outcome& outcome) {
  std::uint64_t sum = 0;
  for (const OffloadFigures& model : outcome.report.offload) sum += model.sizes.n_items();
  return sum;
}
inline std::uint64_t batches(const Outcome& outcome) {
  std::uint64_t sum = 0;
  for (const OffloadFigures& model : outcome.report.offload) sum += model.sizes.n_batches();
  return sum;
}

}  // namespace twinline

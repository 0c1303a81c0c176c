#include "twinline/experiment/run_to_horizon.h"

#include "twinline/core/error.h"
#include "twinline/core/int128.h"
#include "twinline/plant/outcome/launches.h"

namespace twinline {

namespace {

/// So many events take a fraction of a second.
constexpr std::uint64_t kEventsBetweenLooks = 1'000'000;

}  // namespace

HorizonRun::HorizonRun(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
                       const CheckpointPlan& checkpoints)
    : simulation_(simulation), replication_(replication), trace_(trace), plan_(checkpoints) {
  if (plan_.requests != nullptr) seen_requests_ = *plan_.requests;
}

Leg HorizonRun::go_on(const std::function<bool()>& stopped,
                      const std::function<void()>& slice_done) {
  const auto horizon = static_cast<Int128>(simulation_.plant().horizon().ns());
  for (; slice_ <= kRunSlices; ++slice_) {
    const auto end = SimTime::from_ns(static_cast<std::int64_t>(horizon * slice_ / kRunSlices));
    // At the horizon itself there may be events left: it stopped or was blocked among them.
    bool at_end = end <= simulation_.now() && slice_ < kRunSlices;
    while (!at_end && !stopped()) {
      const Progress progress = simulation_.advance(end, kEventsBetweenLooks);
      at_end = progress == Progress::kReached;
      save_if_due();
      if (progress == Progress::kBlocked) return Leg::kBlocked;
      if (progress == Progress::kPending) return Leg::kPending;
    }
    if (!at_end) {
      save();
      return Leg::kStopped;
    }
    if (slice_ < kRunSlices) slice_done();
  }
  save();
  return Leg::kAtHorizon;
}

void HorizonRun::save_if_due() {
  if (plan_.folder == nullptr) return;
  const bool asked = plan_.requests != nullptr && *plan_.requests != seen_requests_;
  if (asked || Clock::now() - last_save_ >= plan_.every) save();
}

void HorizonRun::save() {
  if (plan_.folder == nullptr) return;
  if (plan_.requests != nullptr) seen_requests_ = *plan_.requests;
  plan_.folder->save(replication_, simulation_.state(), trace_ == nullptr ? 0 : trace_->keep());
  last_save_ = Clock::now();
}

bool run_to_horizon(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
                    const CheckpointPlan& checkpoints, OffloadEngine& engine,
                    const std::function<bool()>& stopped) {
  HorizonRun run(simulation, replication, trace, checkpoints);
  OutcomeLaunches launches(simulation.plant(), engine);
  simulation.join(launches);
  for (;;) {
    simulation.launch_when_due(launches);
    const Leg leg = run.go_on(stopped, [] {});
    if (leg == Leg::kPending) {
      launches.begin();
      continue;
    }
    if (leg != Leg::kBlocked) return leg == Leg::kAtHorizon;
    const std::vector<std::string> faults = Simulation::resolve({&simulation}, launches);
    if (!faults.front().empty()) throw RunError(faults.front());
  }
}

}  // namespace twinline

#include "twinline/experiment/run_to_horizon.h"

#include "twinline/core/error.h"
#include "twinline/core/int128.h"
#include "twinline/offload/engine.h"

namespace twinline {

namespace {

/// So many events take a fraction of a second.
constexpr std::uint64_t kEventsBetweenLooks = 1'000'000;

/// Saves one replication when it is time to.
class Saver {
 public:
  Saver(const CheckpointPlan& plan, const Simulation& simulation, std::uint32_t number,
        TraceSink* trace)
      : plan_(plan), simulation_(simulation), number_(number), trace_(trace) {
    if (plan_.requests != nullptr) seen_ = *plan_.requests;
  }

  void save_if_due() {
    if (plan_.folder == nullptr) return;
    const bool asked = plan_.requests != nullptr && *plan_.requests != seen_;
    if (asked || Clock::now() - last_ >= plan_.every) save();
  }

  void save() {
    if (plan_.folder == nullptr) return;
    if (plan_.requests != nullptr) seen_ = *plan_.requests;
    plan_.folder->save(number_, simulation_.state(), trace_ == nullptr ? 0 : trace_->keep());
    last_ = Clock::now();
  }

 private:
  using Clock = std::chrono::steady_clock;

  const CheckpointPlan& plan_;
  const Simulation& simulation_;
  std::uint32_t number_;
  TraceSink* trace_;
  std::uint32_t seen_ = 0;
  Clock::time_point last_ = Clock::now();
};

void resolve(Simulation& simulation, OffloadEngine& engine) {
  const std::vector<std::string> faults = Simulation::resolve({&simulation}, engine);
  if (!faults.front().empty()) throw RunError(faults.front());
}

}  // namespace

bool run_to_horizon(Simulation& simulation, std::uint32_t replication, TraceSink* trace,
                    const CheckpointPlan& checkpoints, const std::function<bool()>& stopped,
                    const std::function<void()>& slice_done) {
  const auto horizon = static_cast<Int128>(simulation.plant().horizon().ns());
  OffloadEngine engine(simulation.plant().models);
  Saver saver(checkpoints, simulation, replication, trace);
  for (std::int64_t slice = 1; slice <= kRunSlices; ++slice) {
    const auto end = SimTime::from_ns(static_cast<std::int64_t>(horizon * slice / kRunSlices));
    bool at_end = end <= simulation.now();
    while (!at_end && !stopped()) {
      const Progress progress = simulation.advance(end, kEventsBetweenLooks);
      at_end = progress == Progress::kReached;
      if (progress == Progress::kBlocked) resolve(simulation, engine);
      saver.save_if_due();
    }
    if (!at_end) {
      saver.save();
      return false;
    }
    if (slice < kRunSlices) slice_done();
  }
  saver.save();
  return true;
}

}  // namespace twinline

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/cohort_run.h"
#include "support/outcome_plant.h"
#include "twinline/batch/device_error.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/plant/outcome/launches.h"
#include "twinline/plant/state/state_archive.h"

namespace {

using namespace twinline;

void resolve(Simulation& simulation, OutcomeLaunches& launches) {
  REQUIRE(Simulation::resolve({&simulation}, launches).front().empty());
}

bool has_pending(const PlantState& state) {
  for (const PendingOutcomes& pending : state.pending) {
    if (!pending.requests.empty()) return true;
  }
  return false;
}

/// A device of which nothing is known before finish(): batches are evaluated then, from copies, and
/// until then what they give is rubbish. From the n-th finish on it fails.
class LateDevice {
 public:
  explicit LateDevice(int n_good) : cpu_(built_evaluators().cpu), n_good_(n_good) {}

  std::optional<ItemFault> begin(const OffloadModel& model, const SoaBatch& taken,
                                 SoaBatch& given) {
    SoaBatch scratch(given.n_fields(), given.n_items());
    if (auto fault = cpu_(model, taken, scratch)) return fault;
    for (std::size_t f = 0; f < given.n_fields(); ++f) {
      std::fill_n(given.field(f), given.n_items(), 1e300);
    }
    under_way_.push_back({&model, taken, &given});
    most_ = std::max(most_, under_way_.size());
    return std::nullopt;
  }
  void finish() {
    const auto batches = std::exchange(under_way_, {});
    if (n_good_-- == 0) throw DeviceError("the device is gone");
    for (const Batch& batch : batches) cpu_(*batch.model, batch.taken, *batch.given);
  }
  /// Every third time it is asked it has none.
  bool has_room() { return ++n_asked_ % 3 != 0; }
  std::size_t most() const { return most_; }

 private:
  struct Batch {
    const OffloadModel* model;
    SoaBatch taken;
    SoaBatch* given;
  };
  BatchEvaluator cpu_;
  int n_good_;
  std::vector<Batch> under_way_;
  std::size_t most_ = 0;
  std::size_t n_asked_ = 0;
};

OffloadPlan late_plan(std::uint32_t cohort, std::size_t early_items, int n_good,
                      std::vector<std::shared_ptr<LateDevice>>& devices) {
  OffloadPlan plan = offload_of(cohort, 64);
  plan.settings.early_items = early_items;
  BatchEvaluators evaluators = built_evaluators();
  evaluators.make_device = [&devices, n_good] {
    devices.push_back(std::make_shared<LateDevice>(n_good));
    return BatchDevice(
        [d = devices.back()](const OffloadModel& model, const SoaBatch& taken, SoaBatch& given) {
          return d->begin(model, taken, given);
        },
        [d = devices.back()] { d->finish(); }, [d = devices.back()] { return d->has_room(); });
  };
  plan.backend = std::make_shared<OffloadBackend>(nullptr, evaluators);
  return plan;
}

/// Evaluators that fail from the n-th batch on.
BatchEvaluators failing_from(std::uint32_t n, bool cpu_fails) {
  BatchEvaluators built = built_evaluators();
  const auto count = std::make_shared<std::atomic<std::uint32_t>>(0);
  const auto make = built.make_device;
  built.make_device = [make, count, n]() -> BatchDevice {
    return BatchEvaluator([device = make(), count, n](const OffloadModel& model,
                                                      const SoaBatch& taken, SoaBatch& given) {
      if (++*count >= n) throw DeviceError("the device is gone");
      const auto fault = device.begin(model, taken, given);
      device.finish();
      return fault;
    });
  };
  if (cpu_fails) {
    built.cpu = [](const OffloadModel&, const SoaBatch&, SoaBatch&) -> std::optional<ItemFault> {
      throw DeviceError("no memory");
    };
  }
  return built;
}

}  // namespace

TEST_SUITE("experiment.cohorts") {
  TEST_CASE("cohort: the plant reworks and scraps and goes to its horizon") {
    const OutcomeLine line;
    Simulation simulation(line.plant, kSeed, 0);
    simulation.advance(line.plant.horizon());
    const Statistics& stats = simulation.statistics();
    CHECK(stats.releases[0].finished > 100);
    CHECK(stats.releases[0].reworks > 10);
    CHECK(stats.releases[0].pieces_scrapped > 5);
    CHECK(stats.outcomes[0].count() > 500);
    // The chambers are machines 2 to 4, for two parts each.
    CHECK(simulation.state().controls[4].intercept != simulation.state().controls[6].intercept);
  }

  TEST_CASE("cohort: end states do not depend on cohort and batch and threads") {
    const OutcomeLine line;
    const std::vector<std::string> alone = ends_alone(line.plant);
    const Outcome one = run(line.plant, 1, offload_of(1, 4096));
    CHECK((one.ends == alone));
    for (std::uint32_t cohort = 1; cohort <= kReplications; ++cohort) {
      for (const std::size_t batch_items : {1U, 7U, 4096U}) {
        for (const std::uint32_t threads : {1U, 3U}) {
          CAPTURE(cohort);
          CAPTURE(batch_items);
          CAPTURE(threads);
          const Outcome outcome = run(line.plant, threads, offload_of(cohort, batch_items));
          REQUIRE(outcome.n_complete == kReplications);
          REQUIRE((outcome.ends == alone));
          REQUIRE(items(outcome) == items(one));
        }
      }
    }
    const Outcome eight = run(line.plant, 1, offload_of(8, 4096));
    CHECK(3 * batches(eight) < batches(one));
    CHECK(eight.report.events == one.report.events);
  }

  TEST_CASE("cohort: end states do not depend on what is launched early") {
    const OutcomeLine line;
    const std::vector<std::string> alone = ends_alone(line.plant);
    const Outcome one = run(line.plant, 1, offload_of(1, 64));
    std::size_t most = 0;
    for (const std::size_t early_items : {1U, 10U, 64U, 1000U}) {
      for (const std::uint32_t cohort : {1U, 5U}) {
        for (const int n_good : {1'000'000, 7, 0}) {
          CAPTURE(early_items);
          CAPTURE(cohort);
          CAPTURE(n_good);
          std::vector<std::shared_ptr<LateDevice>> devices;
          const OffloadPlan plan = late_plan(cohort, early_items, n_good, devices);
          const Outcome outcome = run(line.plant, 1, plan);
          REQUIRE(outcome.n_complete == kReplications);
          REQUIRE((outcome.ends == alone));
          REQUIRE(outcome.report.events == one.report.events);
          REQUIRE((plan.backend->warning().empty() == (n_good == 1'000'000)));
          for (const auto& device : devices) most = std::max(most, device->most());
        }
      }
    }
    CHECK(most > 3);  // several batches were under way while the event loop went on
  }

  TEST_CASE("cohort: what its runs ask for together is launched early") {
    const OutcomeLine line;
    // More than a run alone ever has pending.
    constexpr std::size_t kEarlyItems = 20;
    for (const std::uint32_t cohort : {1U, 8U}) {
      std::vector<std::shared_ptr<LateDevice>> devices;
      const OffloadPlan plan = late_plan(cohort, kEarlyItems, 1'000'000, devices);
      const Outcome outcome = run(line.plant, 1, plan);
      CHECK(outcome.n_complete == kReplications);
      REQUIRE(devices.size() == 1);
      CHECK((devices[0]->most() > 1) == (cohort == 8));
    }
  }

  TEST_CASE("cohort: copies and archives of runs with launches under way end alike") {
    const OutcomeLine line;
    for (const std::size_t early_items : {1U, 12U}) {
      CAPTURE(early_items);
      std::vector<std::shared_ptr<LateDevice>> devices;
      const OffloadPlan plan = late_plan(2, early_items, 1'000'000, devices);
      OffloadEngine engine(line.plant.models, plan.settings, plan.backend);
      OutcomeLaunches launches(line.plant, engine);
      std::array<Simulation, 2> runs{Simulation(line.plant, kSeed, 4),
                                     Simulation(line.plant, kSeed, 5)};
      const std::array<std::string, 2> whole{end_alone(line.plant, 4), end_alone(line.plant, 5)};
      for (Simulation& run : runs) run.join(launches);
      int n_launched = 0;
      for (std::array<bool, 2> at_end{}; !at_end[0] || !at_end[1];) {
        std::vector<Simulation*> blocked;
        for (std::size_t i = 0; i < runs.size(); ++i) {
          for (Progress progress = Progress::kPaused; progress != Progress::kBlocked;) {
            runs[i].launch_when_due(launches);
            progress = runs[i].advance(line.plant.horizon(), 50);
            at_end[i] = progress == Progress::kReached;
            if (at_end[i]) break;
            if (progress != Progress::kPending) continue;
            launches.begin();
            if (n_launched++ % 11 != 0) continue;
            for (std::size_t k = 0; k < runs.size(); ++k) {
              Simulation fork(line.plant, runs[k].state());
              fork.advance(line.plant.horizon());
              REQUIRE((state_bytes(fork.state()) == whole[k]));
              Simulation restored(line.plant, state_from_bytes(state_bytes(runs[k].state())));
              restored.advance(line.plant.horizon());
              REQUIRE((state_bytes(restored.state()) == whole[k]));
            }
          }
          if (!at_end[i]) blocked.push_back(&runs[i]);
        }
        for (const std::string& fault : Simulation::resolve(blocked, launches)) {
          REQUIRE(fault.empty());
        }
      }
      CHECK(n_launched > 20);
      CHECK((state_bytes(runs[0].state()) == whole[0]));
      CHECK((state_bytes(runs[1].state()) == whole[1]));
    }
  }

  TEST_CASE("cohort: slices and stops leave no trace") {
    const OutcomeLine line;
    OffloadEngine engine(line.plant.models);
    OutcomeLaunches launches(line.plant, engine);
    for (const std::uint64_t max_events : {1U, 3U, 1000U}) {
      Simulation simulation(line.plant, kSeed, 2);
      simulation.join(launches);
      for (SimTime end; end <= line.plant.horizon(); end += SimTime::from_ns(2'500'000'000)) {
        Progress progress = Progress::kPaused;
        while (progress != Progress::kReached) {
          progress = simulation.advance(end, max_events);
          if (progress == Progress::kBlocked) resolve(simulation, launches);
        }
      }
      CHECK((state_bytes(simulation.state()) == end_alone(line.plant, 2)));
    }
  }

  TEST_CASE("cohort: requests that wait are archived and forked with the state") {
    const OutcomeLine line(600);
    OffloadEngine engine(line.plant.models);
    OutcomeLaunches launches(line.plant, engine);
    const std::string whole = end_alone(line.plant, 4);
    Simulation simulation(line.plant, kSeed, 4);
    simulation.join(launches);
    int n_pending = 0;
    int n_blocked = 0;
    for (Progress progress = Progress::kPaused; progress != Progress::kReached;) {
      progress = simulation.advance(line.plant.horizon(), 5);
      if (has_pending(simulation.state()) && n_pending++ % 7 == 0) {
        Simulation restored(line.plant, state_from_bytes(state_bytes(simulation.state())));
        restored.advance(line.plant.horizon());
        REQUIRE((state_bytes(restored.state()) == whole));
      }
      if (progress != Progress::kBlocked) continue;
      if (n_blocked++ % 16 == 0) {
        Simulation fork(line.plant, simulation.state());
        fork.join(launches);
        REQUIRE(Simulation::resolve({&fork, &simulation}, launches)[1].empty());
        fork.leave(launches);
        fork.advance(line.plant.horizon());
        REQUIRE((state_bytes(fork.state()) == whole));
      } else {
        resolve(simulation, launches);
      }
    }
    CHECK(n_pending > 20);
    CHECK(n_blocked > 20);
    CHECK((state_bytes(simulation.state()) == whole));
  }

  TEST_CASE("cohort: a model's fault ends its replication and no other") {
    const OutcomeLine line;
    // Few of the many drawn temperatures are that high, so some replications have none.
    BatchEvaluators evaluators = built_evaluators();
    const auto make = evaluators.make_device;
    evaluators.make_device = [make]() -> BatchDevice {
      return BatchEvaluator(
          [device = make()](const OffloadModel& model, const SoaBatch& taken, SoaBatch& given) {
            const auto fault = device.begin(model, taken, given);
            device.finish();
            for (std::size_t i = 0; i < taken.n_items() && model.name == "cvd_deposition"; ++i) {
              if (taken.field(0)[i] > 899.98) given.field(1)[i] = NAN;
            }
            return fault;
          });
    };
    std::vector<Outcome> outcomes;
    for (const std::size_t early_items : {0U, 16U}) {
      for (const std::uint32_t cohort : {1U, 8U}) {
        OffloadPlan plan = offload_of(cohort, 64);
        plan.settings.early_items = early_items;
        plan.backend = std::make_shared<OffloadBackend>(nullptr, evaluators);
        outcomes.push_back(run(line.plant, 1, plan));
      }
    }
    const std::vector<ReplicationFailure>& failures = outcomes[0].report.failures;
    REQUIRE(!failures.empty());
    REQUIRE(failures.size() < kReplications);
    CHECK(!outcomes[0].report.interrupted);
    for (std::size_t k = 1; k < outcomes.size(); ++k) {
      CHECK((outcomes[0].ends == outcomes[k].ends));
      REQUIRE(outcomes[k].report.failures.size() == failures.size());
      for (std::size_t i = 0; i < failures.size(); ++i) {
        const ReplicationFailure& other = outcomes[k].report.failures[i];
        CHECK(failures[i].replication == other.replication);
        CHECK(failures[i].time == other.time);
        CHECK(failures[i].reason == other.reason);
      }
    }
    for (std::size_t i = 0; i < failures.size(); ++i) {
      CHECK(failures[i].reason.find("model \"cvd_deposition\": rate: expected a finite "
                                    "number, the model gave nan") != std::string::npos);
    }
  }

  TEST_CASE("cohort: a device that fails is warned of once and the bytes are the same") {
    const OutcomeLine line;
    const std::vector<std::string> alone = ends_alone(line.plant);
    for (const std::uint32_t threads : {1U, 4U}) {
      std::vector<std::string> warnings;
      OffloadPlan plan = offload_of(2, 4096);
      plan.backend = std::make_shared<OffloadBackend>(
          [&](const std::string& text) { warnings.push_back(text); }, failing_from(100, false));
      const Outcome outcome = run(line.plant, threads, plan);
      CHECK((outcome.ends == alone));
      CHECK(outcome.report.device_failure.empty());
      REQUIRE(warnings.size() == 1);
      CHECK(warnings[0] ==
            "the device is gone; this batch and all further ones are evaluated on the CPU");
      CHECK(plan.backend->warning() == warnings[0]);
    }
  }

  TEST_CASE("cohort: with nowhere left to evaluate the run ends and keeps what is complete") {
    const OutcomeLine line;
    const std::vector<std::string> alone = ends_alone(line.plant);
    const Outcome whole = run(line.plant, 1, offload_of(1, 4096));
    OffloadPlan plan = offload_of(1, 4096);
    const auto n = static_cast<std::uint32_t>(batches(whole) / 2);
    plan.backend = std::make_shared<OffloadBackend>(nullptr, failing_from(n, true));
    const Outcome outcome = run(line.plant, 1, plan);
    CHECK(outcome.report.interrupted);
    CHECK(outcome.report.failures.empty());
    CHECK(outcome.report.device_failure ==
          "a batch could be evaluated neither on the device nor on the CPU: no memory");
    CHECK(plan.backend->failed());
    REQUIRE(outcome.n_complete > 1);
    REQUIRE(outcome.n_complete < kReplications);
    for (std::uint32_t r = 0; r < kReplications; ++r) {
      CHECK((outcome.ends[r] == (r < outcome.n_complete ? alone[r] : "")));
    }
  }
}

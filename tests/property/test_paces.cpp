#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "support/cohort_run.h"
#include "support/paced_belt.h"

namespace {

using namespace twinline;

constexpr std::int64_t kHorizonS = 20'000;

/// A paced belt with random arrivals, failures and values that are fed back: the pace changes at
/// nearly every entry. No model is slower than the belt; 0 s of work follow it.
struct RandomBelt : PacedBelt {
  RandomBelt(BeltKind kind, bool asks_models) : PacedBelt(kind, 90, 10, 9, 0) {
    plant.run.name = "paced_belt";
    plant.run.duration = sec(kHorizonS);
    Control& c = plant.outcomes.controls[0];
    c.low = 0.37;
    c.high = 2.9;
    plant.outcomes.characteristics[seen].initial = keep(uniform(-0.3, 0.3));
    Release& release = plant.releases[list()];
    release.kind = ReleaseKind::kInterval;
    release.part = 0;
    release.every = keep(exponential(9.5));
    failure(belt, FailureClock::kBusy, 333, 17).time_to_failure = keep(uniform(50, 600));
    if (asks_models) {
      const Id passage = of_job("passage");
      first_step().recipe =
          recipe({copy(of_capture(0), passage)}, {{CaptureKind::kProcessTime, kNone, 0}});
      figure(first_step().recipe, 0);
    }
    finished();
  }
};

/// When the belt's pace changed, or it stopped and went on: its speed from then on.
struct Speed {
  double at_s;
  double pace;
};

/// What a run did, from its trace and nothing of the belt but its pace at each entry.
struct BeltLog : TraceSink {
  const Simulation* simulation = nullptr;
  std::vector<double> entered_s;
  std::vector<double> left_s;
  std::vector<Speed> speeds;
  double pace = 1;

  void record(const TraceRecord& r) override {
    const double now_s = r.time.seconds();
    if (r.what == TraceWord::kStart && r.step == 0) {
      entered_s.push_back(now_s);
      pace = simulation->state().belts[0].pace;
      speeds.push_back({now_s, pace});
    } else if (r.what == TraceWord::kEnd && r.step == 0) {
      left_s.push_back(now_s);
    } else if (r.what == TraceWord::kRepair) {
      speeds.push_back({now_s, 0});
    } else if (r.what == TraceWord::kUp) {
      speeds.push_back({now_s, pace});
    }
  }

  /// The belt's clock at each of the times, which grow.
  std::vector<double> clocks(const std::vector<double>& times_s) const {
    std::vector<double> clocks;
    double clock = 0;
    double since = 0;
    double speed = 1;
    std::size_t next = 0;
    for (const double time : times_s) {
      for (; next < speeds.size() && speeds[next].at_s <= time; ++next) {
        clock += (speeds[next].at_s - since) * speed;
        since = speeds[next].at_s;
        speed = speeds[next].pace;
      }
      clocks.push_back(clock + (time - since) * speed);
    }
    return clocks;
  }
};

BeltLog log_of(const Plant& plant, std::uint32_t replication) {
  BeltLog log;
  Simulation simulation(plant, kSeed, replication);
  log.simulation = &simulation;
  simulation.set_trace(&log);
  simulation.advance(plant.horizon());
  return log;
}

}  // namespace

TEST_SUITE("plant.paces") {
  TEST_CASE("pace: every job leaves a belt when its clock has run the passage") {
    for (const BeltKind kind : {BeltKind::kRigid, BeltKind::kAccumulating, BeltKind::kIndexing}) {
      const RandomBelt belt(kind, false);
      for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
        CAPTURE(static_cast<int>(kind));
        CAPTURE(replication);
        const BeltLog seen = log_of(belt.plant, replication);
        const std::vector<double> entered = seen.clocks(seen.entered_s);
        const std::vector<double> left = seen.clocks(seen.left_s);
        REQUIRE(left.size() > 1000);
        REQUIRE(entered.size() <= left.size() + 9);
        std::size_t n_changes = 0;
        // An event comes in the first nanosecond in which the clock is there, and nothing is lost.
        constexpr double kTolerance = 2e-8;
        for (std::size_t k = 0; k < left.size(); ++k) {
          double begin = entered[k];
          if (kind == BeltKind::kIndexing) begin = 10 * std::ceil((begin - kTolerance) / 10);
          CAPTURE(k);
          REQUIRE(std::fabs(left[k] - begin - 90) < kTolerance);
          if (k > 0)
            REQUIRE(entered[k] - entered[k - 1] >
                    (kind == BeltKind::kIndexing ? 0 : 10 - kTolerance));
          n_changes += k > 0 && seen.speeds[k].pace != seen.speeds[k - 1].pace ? 1U : 0U;
        }
        CHECK(n_changes > 900);
      }
    }
  }

  TEST_CASE("pace: end states do not depend on cohort and batch and threads") {
    for (const BeltKind kind : {BeltKind::kRigid, BeltKind::kIndexing}) {
      const RandomBelt belt(kind, true);
      const std::vector<std::string> alone = ends_alone(belt.plant);
      for (const std::uint32_t cohort : {1U, 3U, 8U}) {
        for (const std::size_t batch_items : {1U, 4096U}) {
          CAPTURE(cohort);
          CAPTURE(batch_items);
          const Outcome outcome = run(belt.plant, 2, offload_of(cohort, batch_items));
          REQUIRE(outcome.n_complete == kReplications);
          REQUIRE((outcome.ends == alone));
        }
      }
    }
  }

  TEST_CASE("pace: an archived run goes on to the same end") {
    const RandomBelt belt(BeltKind::kRigid, true);
    const std::string whole = end_alone(belt.plant, 2);
    Simulation simulation(belt.plant, kSeed, 2);
    for (std::int64_t at_s = 777; at_s < kHorizonS; at_s += 3333) {
      simulation.advance(sec(at_s));
      Simulation restored(belt.plant, state_from_bytes(state_bytes(simulation.state())));
      restored.advance(belt.plant.horizon());
      REQUIRE((state_bytes(restored.state()) == whole));
    }
  }

  TEST_CASE("pace: every job's outcome is known when it leaves") {
    // Of a job whose outcome came too late, 0 would have been recorded.
    const RandomBelt belt(BeltKind::kRigid, true);
    for (std::uint32_t replication = 0; replication < kReplications; ++replication) {
      Simulation simulation(belt.plant, kSeed, replication);
      simulation.advance(belt.plant.horizon());
      CHECK(simulation.statistics().outcomes[0].min() > 90 / 2.9 - 1e-6);
      CHECK(simulation.statistics().outcomes[0].max() < 90 / 0.37 + 1e-6);
    }
  }
}

#include <atomic>

#include <doctest/doctest.h>

#include "small_queue.h"
#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/results/compute_kpis.h"

TEST_SUITE_BEGIN("experiment.run_replications");

using namespace twinline;
using test::small_queue;

namespace {

/// Fails at the first thing that happens after a while.
class FailingTrace : public TraceSink {
 public:
  void record(const TraceRecord& record) override {
    if (record.time > SimTime::from_seconds(1000)) throw InvariantError("internal error: made up");
  }
};

/// Keeps the mean cycle time by slot, and can fail or cancel.
class Sink : public ReplicationSink {
 public:
  explicit Sink(std::size_t n) : cycle_time_s(n, -1), dropped(n, 0) {}

  TraceSink* begin(std::uint32_t, std::uint32_t replication, std::uint64_t) override {
    return replication == failing ? &trace_ : nullptr;
  }
  void complete(std::uint32_t slot, const ReplicationData& data) override {
    if (data.replication == unwritable) throw FileError("disk full");
    cycle_time_s[slot] = data.stats.releases[0].cycle_time.mean_seconds();
    std::int64_t sum = 0;
    for (const SimTime time : data.machine_times[0]) sum += time.ns();
    if (sum != data.measured().ns()) states_sum_to_horizon = false;
    if (slot == cancel_after) cancel = true;
  }
  void failed(std::uint32_t slot) override { dropped[slot] = 1; }

  std::uint32_t failing = kNone;
  std::uint32_t unwritable = kNone;
  std::uint32_t cancel_after = kNone;
  std::atomic<bool> cancel{false};
  std::vector<double> cycle_time_s;
  std::vector<char> dropped;  // not of bool: its elements share bytes
  std::atomic<bool> states_sum_to_horizon{true};

 private:
  FailingTrace trace_;
};

RunPlan plan_of(std::uint32_t n, std::uint32_t threads) {
  return {7, first_replications(n), threads};
}

}  // namespace

TEST_CASE("run: the results do not depend on the number of threads") {
  const Plant plant = small_queue();
  Sink one(6);
  Sink four(6);
  const RunReport report = run_replications(plant, plan_of(6, 1), one, {}, one.cancel);
  run_replications(plant, plan_of(6, 4), four, {}, four.cancel);
  CHECK(report.failures.empty());
  CHECK(!report.interrupted);
  CHECK(report.events > 6000);
  CHECK(one.cycle_time_s == four.cycle_time_s);
  CHECK(one.cycle_time_s[0] != one.cycle_time_s[1]);
  CHECK(one.states_sum_to_horizon);
}

TEST_CASE("run: a replication alone is the same as among others") {
  const Plant plant = small_queue();
  Sink all(4);
  Sink alone(1);
  run_replications(plant, plan_of(4, 2), all, {}, all.cancel);
  run_replications(plant, {7, {3}, 1}, alone, {}, alone.cancel);
  CHECK(alone.cycle_time_s[0] == all.cycle_time_s[3]);
}

TEST_CASE("run: one that fails is reported and the others go on") {
  const Plant plant = small_queue();
  Sink sink(4);
  sink.failing = 2;
  const RunReport report = run_replications(plant, plan_of(4, 2), sink, {}, sink.cancel);
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].replication == 2);
  CHECK(report.failures[0].seed == 7);
  CHECK(report.failures[0].time > SimTime::from_seconds(1000));
  CHECK(report.failures[0].time < SimTime::from_seconds(1100));
  CHECK(report.failures[0].reason == "internal error: made up");
  CHECK(!report.interrupted);
  CHECK(sink.dropped == std::vector<char>{0, 0, 1, 0});
  CHECK(sink.cycle_time_s[3] > 0);
  CHECK(sink.cycle_time_s[2] == -1);
}

TEST_CASE("run: a file that cannot be written ends the run") {
  const Plant plant = small_queue();
  Sink sink(4);
  sink.unwritable = 1;
  CHECK_THROWS_AS(run_replications(plant, plan_of(4, 2), sink, {}, sink.cancel), FileError);
}

TEST_CASE("run: cancelled it keeps what is complete") {
  const Plant plant = small_queue();
  Sink sink(5);
  sink.cancel_after = 1;
  const RunReport report = run_replications(plant, plan_of(5, 1), sink, {}, sink.cancel);
  CHECK(report.interrupted);
  CHECK(report.failures.empty());
  CHECK(sink.cycle_time_s[1] > 0);
  CHECK(sink.cycle_time_s[2] == -1);
}

TEST_CASE("run: progress ends at the whole") {
  const Plant plant = small_queue();
  Sink sink(3);
  RunProgress last;
  double before = 0;
  bool rising = true;
  run_replications(
      plant, plan_of(3, 2), sink,
      [&](const RunProgress& progress) {
        rising = rising && progress.fraction >= before;
        before = progress.fraction;
        last = progress;
      },
      sink.cancel);
  CHECK(rising);
  CHECK(last.fraction == 1);
  CHECK(last.complete == 3);
  CHECK(last.replications == 3);
}

TEST_CASE("run: tables are the same bytes for one thread and for three") {
  Plant plant = small_queue();
  plant.output.events = true;
  const auto tables = [&](std::uint32_t threads) {
    const test::TemporaryFolder folder;
    ResultsWriter writer(folder.path(), plant);
    WriterSink sink(writer);
    const std::atomic<bool> cancel{false};
    run_replications(plant, plan_of(5, threads), sink, {}, cancel);
    writer.finish({});
    std::string all;
    for (const std::string& file : existing_results(folder.path())) {
      if (file != "manifest.json") all += test::read_text(folder.path() / file);
    }
    return all;
  };
  const std::string one = tables(1);
  CHECK(one.size() > 100000);
  CHECK(one == tables(3));
}

TEST_SUITE_END();

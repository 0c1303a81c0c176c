// A thousand experiments with the simulator itself: how often its intervals cover.
#include <atomic>
#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/experiment/statistics/batch_means.h"
#include "twinline/experiment/statistics/intervals.h"
#include "twinline/scenario/load.h"

TEST_SUITE_BEGIN("analytic.coverage");

using namespace twinline;

namespace {

constexpr std::uint32_t kExperiments = 1000;
constexpr std::uint32_t kReplications = 10;

Plant mm1(const char* every, const char* duration) {
  LoadOptions options;
  options.set = {std::string("releases.jobs.every=exponential(") + every + ")",
                 std::string("scenario.duration=") + duration, "scenario.warm_up=100 h"};
  return load_scenario(std::string(TWINLINE_SCENARIO_DIR) + "/verification/mm1", options).plant;
}

/// Mean cycle times, in hours, of replications first .. first + n - 1.
std::vector<double> cycle_times(const Plant& plant, std::uint32_t first, std::uint32_t n) {
  RunPlan plan;
  plan.seed = 2024;
  plan.threads = 2;
  for (std::uint32_t i = 0; i < n; ++i) plan.replications.push_back(first + i);
  KpiSink sink(n);
  const std::atomic<bool> cancel{false};
  run_replications(plant, plan, sink, nullptr, cancel);
  const KpiChoice choice = parse_kpi("cycle_time_h", plant);
  std::vector<double> values;
  for (const auto& kpis : sink.kpis()) values.push_back(value_of(choice, kpis).value());
  return values;
}

}  // namespace

TEST_CASE("M/M/1 simulated: t and paired intervals cover (n = 1000 and alpha = 0.001)") {
  // W = 1 / (1 - rho): 2 h at a load of 0.5, 2.5 h at 0.6.
  const Plant a = mm1("2 h", "4000 h");
  const Plant b = mm1("100 min", "4000 h");
  const std::vector<double> of_a = cycle_times(a, 0, kExperiments * kReplications);
  const std::vector<double> of_b = cycle_times(b, 0, kExperiments * kReplications);
  std::size_t covered = 0;
  std::size_t covered_pair = 0;
  std::size_t covered_wrong = 0;
  double saved = 0;
  for (std::uint32_t run = 0; run < kExperiments; ++run) {
    const auto part = [&](const std::vector<double>& all) {
      const auto begin = all.begin() + run * kReplications;
      return std::vector<double>(begin, begin + kReplications);
    };
    const Interval t = student_interval(part(of_a), 0.9);
    if (std::fabs(t.mean - 2) <= t.half_width) ++covered;
    const PairedDifference pair = paired_difference(part(of_a), part(of_b), 0.9);
    if (std::fabs(pair.difference - 0.5) <= pair.half_width) ++covered_pair;
    if (std::fabs(pair.difference - 0.6) <= pair.half_width) ++covered_wrong;
    saved += pair.variance_reduction / kExperiments;
  }
  MESSAGE("t ", covered, ", paired ", covered_pair, ", variance saved ", saved);
  CHECK(test::share_agrees(covered, kExperiments, 0.9));
  CHECK(test::share_agrees(covered_pair, kExperiments, 0.9));
  CHECK_FALSE(test::share_agrees(covered_wrong, kExperiments, 0.9));
  CHECK(saved > 0.5);
}

TEST_CASE("M/M/1 simulated: batch means of one long run cover (n = 1000 and alpha = 0.001)") {
  Plant plant = mm1("2 h", "25600 h");
  plant.output.jobs = true;
  /// The interval of each replication alone.
  class BatchSink : public ReplicationSink {
   public:
    explicit BatchSink(std::size_t n) : covers(n, 0) {}
    TraceSink* begin(std::uint32_t, std::uint32_t, std::uint64_t) override { return nullptr; }
    void complete(std::uint32_t slot, const ReplicationData& data) override {
      std::vector<double> series;
      for (const FinishedJob& job : data.stats.finished) {
        series.push_back(hours_of(job.finished - job.released));
      }
      const BatchMeans means = batch_means(series, 0.9);
      covers[slot] = std::fabs(means.mean - 2) <= means.half_width ? 1 : 0;
    }
    void failed(std::uint32_t) override {}
    std::vector<char> covers;
  };
  BatchSink sink(kExperiments);
  RunPlan plan;
  plan.threads = 2;
  plan.replications = first_replications(kExperiments);
  const std::atomic<bool> cancel{false};
  run_replications(plant, plan, sink, nullptr, cancel);
  std::size_t covered = 0;
  for (const char one : sink.covers) covered += static_cast<std::size_t>(one);
  MESSAGE("batch means ", covered);
  CHECK(test::share_agrees(covered, kExperiments, 0.9));
}

TEST_SUITE_END();

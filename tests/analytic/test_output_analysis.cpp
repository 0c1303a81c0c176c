// Intervals, warm-up and optimum of queues with known answers.
#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/experiment/kpi_values.h"
#include "twinline/experiment/optimize/optimize.h"
#include "twinline/experiment/statistics/batch_means.h"
#include "twinline/experiment/statistics/intervals.h"
#include "twinline/experiment/statistics/mser.h"
#include "twinline/scenario/load.h"

TEST_SUITE_BEGIN("analytic.output_analysis");

using namespace twinline;

namespace {

constexpr double kArrivals = 0.5;  // services 1: stationary sojourns are exponential with mean 2

/// Mean queue of M/M/c (Erlang C), offered load a, a < c.
double erlang_queue(double a, int c) {
  double inverse_b = 1;  // of Erlang's loss formula, by its recursion
  for (int i = 1; i <= c; ++i) inverse_b = 1 + inverse_b * i / a;
  const double b = 1 / inverse_b;
  const double waits = b / (1 - a / c * (1 - b));
  return waits * a / (c - a);
}

}  // namespace

TEST_CASE("M/M/1: t and quantile and batch means intervals cover (n = 1000 and alpha = 0.001)") {
  std::size_t by_t = 0;
  std::size_t by_quantile = 0;
  std::size_t by_batches = 0;
  std::size_t wrong_mean = 0;
  double quantile_coverage = 0;
  for (std::uint32_t run = 0; run < 1000; ++run) {
    // Twenty replications of 300 jobs, of which the last 200 count.
    std::vector<double> means;
    std::vector<double> last;
    for (std::uint32_t r = 0; r < 20; ++r) {
      const auto sojourns = test::mm1_sojourns(61, run * 20 + r, kArrivals, 1, 300);
      double sum = 0;
      for (std::size_t i = 100; i < 300; ++i) sum += sojourns[i];
      means.push_back(sum / 200);
      last.push_back(sojourns.back());
    }
    const Interval t = student_interval(means, 0.9);
    if (std::fabs(t.mean - 2) <= t.half_width) ++by_t;
    if (std::fabs(t.mean - 2.2) <= t.half_width) ++wrong_mean;
    const QuantileInterval q = quantile_interval(last, 0.7, 0.9);
    if (q.low <= -2 * std::log(0.3) && -2 * std::log(0.3) <= q.high) ++by_quantile;
    quantile_coverage = q.coverage;
    std::vector<double> one_long = test::mm1_sojourns(67, run, kArrivals, 1, 12900);
    one_long.erase(one_long.begin(), one_long.begin() + 100);
    const BatchMeans batches = batch_means(one_long, 0.9);
    if (std::fabs(batches.mean - 2) <= batches.half_width) ++by_batches;
  }
  MESSAGE("t ", by_t, ", quantile ", by_quantile, " (", quantile_coverage, "), batches ",
          by_batches);
  CHECK(test::share_agrees(by_t, 1000, 0.9));
  CHECK(test::share_agrees(by_quantile, 1000, quantile_coverage));
  CHECK(test::share_agrees(by_batches, 1000, 0.9));
  CHECK_FALSE(test::share_agrees(wrong_mean, 1000, 0.9));
}

TEST_CASE("MSER-5: cuts a known transient where it ends") {
  // 300 observations around 5 + 20 exp(-t / 40), which at 200 is 0.13: a third of the noise.
  std::size_t truncated = 0;
  for (std::uint32_t run = 0; run < 200; ++run) {
    std::vector<double> series;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      series.push_back(5 + 20 * std::exp(-static_cast<double>(i) / 40) + test::normal(71, run, i));
    }
    const WarmUp warm_up = mser5(series);
    CHECK(warm_up.settled);
    CHECK(warm_up.truncation >= 80);
    CHECK(warm_up.truncation <= 600);
    CHECK(std::fabs(warm_up.mean - 5) < 0.15);
    truncated += warm_up.truncation;
  }
  // Where the squared bias that is left equals the variance of a batch of five, on average.
  CHECK(static_cast<double>(truncated) / 200 > 120);
  CHECK(static_cast<double>(truncated) / 200 < 250);
}

TEST_CASE("optimize: the number of servers of M/M/c that costs least") {
  // Eight jobs an hour of one hour each; a server costs 1 and a waiting job 1.5.
  const auto cost = [](int c) { return c + 1.5 * erlang_queue(8, c); };
  int exact = 9;
  for (int c = 9; c <= 16; ++c) {
    if (cost(c) < cost(exact)) exact = c;
  }
  REQUIRE(exact == 11);
  CHECK(erlang_queue(1.8, 2) == doctest::Approx(1.8 * 4.2631579).epsilon(1e-7));

  OptimizePlan plan;
  plan.replications = 4;
  plan.runs = 32;
  plan.confirm = 20;
  SearchFactor machines;
  machines.name = "machines";
  machines.key.path = "stations.server.machines";
  machines.range = {9, 16, true};
  plan.factors = {machines};
  plan.kpis = {"queue_length"};
  plan.objective = {{0, ObjectiveTerm::kNotOne, 1.5}, {ObjectiveTerm::kNotOne, 0, 1}};
  const Sampler sample = [&](const std::vector<double>& x, std::uint32_t first, std::uint32_t n) {
    LoadOptions options;
    options.set = {plan.factors[0].setting(x[0]), "releases.jobs.every=exponential(7.5 min)",
                   "scenario.duration=2000 h", "scenario.warm_up=100 h"};
    const Plant plant =
        load_scenario(std::string(TWINLINE_SCENARIO_DIR) + "/verification/mm1", options).plant;
    RunPlan runs;
    for (std::uint32_t i = 0; i < n; ++i) runs.replications.push_back(first + i);
    KpiSink sink(n);
    const std::atomic<bool> cancel{false};
    run_replications(plant, runs, sink, nullptr, cancel);
    std::vector<double> values;
    for (const auto& kpis : sink.kpis()) {
      values.push_back(value_of(parse_kpi("queue_length", plant), kpis).value());
    }
    return std::vector<std::vector<double>>{values};
  };
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, sample, [] {}, 0.999);
  REQUIRE(result.best);
  const Evaluation& best = log[*result.best];
  CHECK(best.x[0] == exact);
  CHECK(std::fabs(best.objective.mean - cost(exact)) <= best.objective.half_width);
  CHECK(best.objective.half_width < 0.2);
}

TEST_SUITE_END();

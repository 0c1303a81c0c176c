#include <cmath>
#include <stdexcept>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/optimize/evaluation_log.h"
#include "twinline/experiment/optimize/optimize.h"

TEST_SUITE_BEGIN("experiment.optimize");

using namespace twinline;

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

SearchFactor factor(const std::string& name, double low, double high, bool integer) {
  SearchFactor factor;
  factor.name = name;
  factor.key.column = name;
  factor.range = {low, high, integer};
  return factor;
}

/// Two whole numbers in 1 .. 60 and a real one in 0 .. 10, objective KPI 0, limit on KPI 1.
OptimizePlan plan_of(std::uint64_t designs) {
  OptimizePlan plan;
  plan.replications = 5;
  plan.runs = 5 * designs;
  plan.confirm = 20;
  plan.factors = {factor("a", 1, 60, true), factor("b", 1, 60, true), factor("c", 0, 10, false)};
  plan.kpis = {"cost", "delay"};
  plan.objective = {{0, ObjectiveTerm::kNotOne, 1}};
  plan.limits = {{1, true, 40}};
  return plan;
}

/// cost = 100 + (a - 17)^2 + (b - 40)^2 + 4 (c - 3)^2 + noise, delay = 60 - b: with the limit of 40
/// on the delay, b must be 20 or more, which its optimum of 40 is.
std::vector<std::vector<double>> bowl(const std::vector<double>& x, std::uint32_t first,
                                      std::uint32_t n) {
  std::vector<std::vector<double>> values(2);
  for (std::uint32_t r = first; r < first + n; ++r) {
    // Common random numbers: the noise is that of the replication, with a slope in a.
    const double noise = 3 * test::normal(51, 0, r) + 0.02 * x[0] * test::normal(51, 1, r);
    values[0].push_back(100 + std::pow(x[0] - 17, 2) + std::pow(x[1] - 40, 2) +
                        4 * std::pow(x[2] - 3, 2) + noise);
    values[1].push_back(60 - x[1]);
  }
  return values;
}

}  // namespace

TEST_CASE("optimize: a noisy bowl's optimum is found in a fraction of its designs") {
  if (!has_search_library()) return;
  const OptimizePlan plan = plan_of(120);
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, bowl, [] {}, 0.95);
  REQUIRE(result.best);
  const Evaluation& best = log[*result.best];
  CHECK(best.confirmation);
  CHECK(best.first == 5);
  CHECK(best.n == 20);
  CHECK(std::fabs(best.x[0] - 17) <= 1);
  CHECK(std::fabs(best.x[1] - 40) <= 1);
  CHECK(std::fabs(best.x[2] - 3) <= 0.5);
  CHECK(best.x[0] == std::floor(best.x[0]));
  CHECK(std::fabs(best.objective.mean - 100) < best.objective.half_width + 3);
  CHECK(result.designs <= 120);
}

TEST_CASE("optimize: a limit moves the optimum to its edge") {
  if (!has_search_library()) return;
  OptimizePlan plan = plan_of(150);
  plan.limits[0].limit = 15;  // 60 - b <= 15: b >= 45
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, bowl, [] {}, 0.95);
  REQUIRE(result.best);
  CHECK(log[*result.best].x[1] >= 45);
  CHECK(log[*result.best].x[1] <= 46);
  CHECK(std::fabs(log[*result.best].x[0] - 17) <= 2);
}

TEST_CASE("optimize: all designs are tried where the budget allows it") {
  OptimizePlan plan = plan_of(12);
  plan.factors = {factor("a", 15, 18, true), factor("b", 39, 41, true)};
  const Sampler sample = [](const std::vector<double>& x, std::uint32_t first, std::uint32_t n) {
    return bowl({x[0], x[1], 3}, first, n);
  };
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, sample, [] {}, 0.95);
  CHECK(result.designs == 12);
  REQUIRE(result.best);
  CHECK(log[*result.best].x == std::vector<double>{17, 40});
  // The same with the sign turned.
  plan.maximize = true;
  plan.objective = {{0, ObjectiveTerm::kNotOne, -1}, {ObjectiveTerm::kNotOne, 0, 0}};
  std::vector<Evaluation> turned;
  const OptimizeResult maximum = optimize(
      plan, turned, sample, [] {}, 0.95);
  CHECK(turned[*maximum.best].x == std::vector<double>{17, 40});
}

TEST_CASE(
    "optimize: no feasible design is said and a finalist that breaks a limit is passed over") {
  OptimizePlan plan = plan_of(3);
  plan.factors = {factor("a", 1, 3, true)};
  plan.limits = {{1, true, 10}};
  // The cheapest design keeps the limit in the search's replications and not in fresh ones.
  const Sampler sample = [](const std::vector<double>& x, std::uint32_t first, std::uint32_t n) {
    return std::vector<std::vector<double>>{
        std::vector<double>(n, x[0]), std::vector<double>(n, x[0] == 1 && first > 0 ? 11 : 9)};
  };
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, sample, [] {}, 0.95);
  REQUIRE(result.best);
  CHECK(log[*result.best].x == std::vector<double>{2});
  plan.limits[0].limit = 5;
  std::vector<Evaluation> none;
  CHECK_FALSE(optimize(
                  plan, none, sample, [] {}, 0.95)
                  .best);
}

TEST_CASE("optimize: designs without a value are infeasible") {
  OptimizePlan plan = plan_of(3);
  plan.factors = {factor("a", 1, 3, true)};
  const Sampler sample = [](const std::vector<double>& x, std::uint32_t, std::uint32_t n) {
    return std::vector<std::vector<double>>{std::vector<double>(x[0] == 1 ? n - 1 : n, x[0]),
                                            std::vector<double>(n, 1)};
  };
  std::vector<Evaluation> log;
  const OptimizeResult result = optimize(
      plan, log, sample, [] {}, 0.95);
  CHECK_FALSE(log[0].feasible);
  CHECK(std::isnan(log[0].objective.mean));
  CHECK(log[*result.best].x == std::vector<double>{2});
}

TEST_CASE("optimize: a search that was stopped anywhere goes on to the same end") {
  const OptimizePlan plan = plan_of(has_search_library() ? 40 : 0);
  if (!has_search_library()) return;
  std::vector<Evaluation> whole;
  optimize(
      plan, whole, bowl, [] {}, 0.95);
  const std::string expected = evaluations_csv(plan, "fab", whole);
  const test::TemporaryFolder folder;
  for (const std::size_t stop : {std::size_t{0}, std::size_t{7}, std::size_t{39}}) {
    std::vector<Evaluation> log;
    std::size_t made = 0;
    const Sampler fails = [&](const std::vector<double>& x, std::uint32_t first, std::uint32_t n) {
      if (made++ == stop) throw std::runtime_error("stopped");
      return bowl(x, first, n);
    };
    CHECK_THROWS(optimize(
        plan, log, fails, [] {}, 0.95));
    CHECK(log.size() == stop);
    folder.write("evaluations.csv", evaluations_csv(plan, "fab", log));
    log = read_evaluations(plan, folder.path() / "evaluations.csv");
    std::size_t again = 0;
    optimize(
        plan, log, bowl, [&] { ++again; }, 0.95);
    CHECK(again == whole.size() - stop);
    CHECK(evaluations_csv(plan, "fab", log) == expected);
  }
}

TEST_CASE("evaluation log: empty cells and the numbers' last bits come back") {
  const OptimizePlan plan = plan_of(10);
  Evaluation evaluation;
  evaluation.x = {3, 4, 0.1 + 0.2};
  evaluation.n = 5;
  evaluation.objective = {kNoValue, kNoValue, 5};
  evaluation.kpis = {{kNoValue, kNoValue, 0}, {1.0 / 3, 1e-300, 5}};
  const test::TemporaryFolder folder;
  folder.write("e.csv", evaluations_csv(plan, "fab", {evaluation}));
  const std::vector<Evaluation> log = read_evaluations(plan, folder.path() / "e.csv");
  REQUIRE(log.size() == 1);
  CHECK(log[0].x == evaluation.x);
  CHECK(std::isnan(log[0].objective.mean));
  CHECK(std::isnan(log[0].kpis[0].mean));
  CHECK(log[0].kpis[1].mean == 1.0 / 3);
  CHECK(log[0].kpis[1].half_width == 1e-300);
  folder.write("e.csv", "scenario,evaluation\nfab,0\n");
  CHECK_THROWS_AS(read_evaluations(plan, folder.path() / "e.csv"), ScenarioError);
}

TEST_SUITE_END();

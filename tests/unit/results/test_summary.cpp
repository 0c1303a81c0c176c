#include <cmath>

#include <doctest/doctest.h>

#include "small_plant.h"
#include "twinline/results/summary.h"

TEST_SUITE_BEGIN("results.summary");

using namespace twinline;

TEST_CASE("interval: the t interval of a hand calculation") {
  // Mean 5, s = sqrt(10), t(4, 0.975) = 2.7764451 (tables), half = t s / sqrt(5).
  const Interval interval = student_interval({1, 3, 5, 7, 9}, 0.95);
  CHECK(interval.mean == 5);
  CHECK(interval.n == 5);
  CHECK(interval.half_width == doctest::Approx(2.7764451051977987 * std::sqrt(2.0)).epsilon(1e-9));
  // t(1, 0.995) = 63.656741
  CHECK(student_interval({0, 2}, 0.99).half_width == doctest::Approx(63.65674116).epsilon(1e-8));
}

TEST_CASE("interval: one value has none and equal values have one of width 0") {
  CHECK(std::isnan(student_interval({4}, 0.95).half_width));
  CHECK(student_interval({4, 4, 4}, 0.95).half_width == 0);
}

TEST_CASE("summary: a KPI counts the replications that have a value") {
  const std::vector<std::vector<KpiValue>> replications = {
      {{Scope::kPlant, 0, Kpi::kWip, 1}, {Scope::kStation, 1, Kpi::kMtbf, 7}},
      {{Scope::kPlant, 0, Kpi::kWip, 3}}};
  const std::vector<SummaryRow> rows = summarize(replications, 0.95);
  REQUIRE(rows.size() == 2);
  const SummaryRow* wip = find_row(rows, Scope::kPlant, 0, Kpi::kWip);
  REQUIRE(wip != nullptr);
  CHECK(wip->interval.mean == 2);
  CHECK(wip->interval.n == 2);
  CHECK(find_row(rows, Scope::kStation, 1, Kpi::kMtbf)->interval.n == 1);
  CHECK(find_row(rows, Scope::kStation, 0, Kpi::kMtbf) == nullptr);
}

TEST_CASE("summary: csv has empty interval cells for one replication") {
  const test::SmallPlant small;
  std::vector<SummaryRow> rows = summarize({{{Scope::kPlant, 0, Kpi::kWip, 2.5}}}, 0.95);
  CHECK(summary_csv(small.plant, rows) ==
        "scenario,point,scope,name,kpi,unit,mean,ci_low,ci_high,half_width,n,confidence\n"
        "small,0,plant,small,wip,jobs,2.5,,,,1,0.95\n");
  rows =
      summarize({{{Scope::kStation, 1, Kpi::kWip, 2}}, {{Scope::kStation, 1, Kpi::kWip, 2}}}, 0.9);
  CHECK(summary_csv(small.plant, rows) ==
        "scenario,point,scope,name,kpi,unit,mean,ci_low,ci_high,half_width,n,confidence\n"
        "small,0,station,etch,wip,jobs,2,2,2,0,2,0.95\n");
}

TEST_SUITE_END();

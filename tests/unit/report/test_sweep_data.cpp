#include <doctest/doctest.h>

#include "support/report_folders.h"
#include "twinline/core/error.h"
#include "twinline/report/data/sweep_data.h"
#include "twinline/report/figures/sweep_chapters.h"

TEST_SUITE_BEGIN("report.sweep_data");

using namespace twinline;
using twinline::test::TemporaryFolder;

namespace {

SweepData small_sweep() {
  const TemporaryFolder folder;
  test::write_sweep(folder);
  return read_sweep(folder.path());
}

const SweepFactor& factor(const SweepData& sweep, const std::string& name) {
  for (const SweepFactor& factor : sweep.factors) {
    if (factor.name == name) return factor;
  }
  FAIL("no factor " << name);
  return sweep.factors.front();
}

}  // namespace

TEST_CASE("sweep: factors are numbers and quantities and words") {
  const SweepData sweep = small_sweep();
  CHECK(sweep.scenario == "small");
  CHECK(sweep.points.size() == 12);
  REQUIRE(sweep.factors.size() == 3);
  CHECK(factor(sweep, "load").distinct() == std::vector<double>{1, 2, 3});
  CHECK(factor(sweep, "stations.cut.setup").unit == "min");
  CHECK(factor(sweep, "stations.cut.setup").level_text(30) == "30 min");
  CHECK_FALSE(factor(sweep, "rule").is_number());
  CHECK(factor(sweep, "rule").level_text(1) == "spt");
  CHECK(factor(sweep, "load").level_text(8.651960429084834) == "8.652");
}

TEST_CASE("sweep: a factor of one value is a constant and mixed units are words") {
  const TemporaryFolder folder;
  test::write_sweep(folder);
  std::string points = "point,load,stations.cut.setup,rule\n";
  for (int i = 0; i < 12; ++i) {
    points += std::to_string(i) + (i % 2 == 0 ? ",1,30 min,fifo\n" : ",1,1 h,fifo\n");
  }
  folder.write("points.csv", points);
  const SweepData sweep = read_sweep(folder.path());
  REQUIRE(sweep.factors.size() == 1);
  CHECK(sweep.factors[0].levels == std::vector<std::string>{"30 min", "1 h"});
  CHECK(sweep.constants.size() == 2);
}

TEST_CASE("sweep: effects of a known additive response are exact") {
  const SweepData sweep = small_sweep();
  const std::vector<Response> responses = responses_of(sweep, 4);
  REQUIRE(responses.size() == 2);
  const Response& cycle = responses[0];
  REQUIRE(cycle.kpi == "cycle_time_h");
  CHECK(main_effect(sweep, factor(sweep, "load"), cycle) == doctest::Approx(4));
  CHECK(main_effect(sweep, factor(sweep, "stations.cut.setup"), cycle) == doctest::Approx(5));
  CHECK(main_effect(sweep, factor(sweep, "rule"), cycle) == doctest::Approx(1));
  const Response& rate = responses[1];
  CHECK(main_effect(sweep, factor(sweep, "load"), rate) == doctest::Approx(0.2));
  CHECK(main_effect(sweep, factor(sweep, "stations.cut.setup"), rate) ==
        doctest::Approx(0).epsilon(1e-9));
}

TEST_CASE("sweep: of many values the lower and the upper third are compared") {
  SweepData sweep;
  SweepFactor many{"x", {}, {}, {}, ""};
  for (int i = 0; i < 9; ++i) {
    many.values.push_back(i);
    many.texts.push_back(std::to_string(i));
    sweep.points.push_back(static_cast<std::uint64_t>(i));
    sweep.kpis.emplace_back();
    sweep.kpis.back().add("plant", "p", "wip", {10.0 * i, 10.0 * i, 10.0 * i, 5, 0.95});
  }
  // (60 + 70 + 80) / 3 - (0 + 10 + 20) / 3
  CHECK(main_effect(sweep, many, {"WIP", "wip", "jobs", 1}) == doctest::Approx(60));
}

TEST_CASE("sweep: tables that do not belong together are refused") {
  const TemporaryFolder folder;
  test::write_sweep(folder);
  folder.write("points.csv", "point,load,stations.cut.setup,rule\n0,1,10 min,fifo\n");
  CHECK_THROWS_WITH_AS(read_sweep(folder.path()),
                       doctest::Contains("points.csv:1:1: error: expected a row for point 1"),
                       ScenarioError);
  folder.write("points.csv", "point,load\n0,1\n");
  CHECK_THROWS_WITH_AS(read_sweep(folder.path()),
                       doctest::Contains("points.csv:1:1: error: expected a column"),
                       ScenarioError);
  folder.write("points.csv", "point,load,stations.cut.setup,rule\n0,1,1,a\n0,1,1,a\n");
  CHECK_THROWS_WITH_AS(read_sweep(folder.path()),
                       doctest::Contains("points.csv:3:1: error: point: this point stands here"),
                       ScenarioError);
  folder.write("summary.csv", "scenario,point,scope,name,kpi,mean,ci_low,ci_high,n,confidence\n");
  CHECK_THROWS_WITH_AS(read_sweep(folder.path()), doctest::Contains("no task of the sweep is done"),
                       ScenarioError);
}

TEST_SUITE_END();

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/statistics/result_series.h"
#include "twinline/experiment/statistics/sweep_table.h"

TEST_SUITE_BEGIN("experiment.sweep_table");

using namespace twinline;

namespace {

constexpr const char* kHeader =
    "scenario,point,replication,seed,machines,every,dispatch,scope,name,kpi,unit,value\n";

std::string table(const std::string& rows) { return kHeader + rows; }

std::string error_of(const std::string& text) {
  const test::TemporaryFolder folder;
  folder.write("sweep.csv", text);
  try {
    read_sweep_table(folder.path() / "sweep.csv");
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("sweep table: rows become points and replications and factors") {
  const test::TemporaryFolder folder;
  folder.write("sweep.csv", table("fab,0,0,1,2,20 min,fifo,plant,fab,wip,jobs,5\n"
                                  "fab,0,1,1,2,20 min,fifo,plant,fab,wip,jobs,6\n"
                                  "fab,1,0,1,4,1 h,fifo,plant,fab,wip,jobs,7\n"
                                  "fab,1,1,1,4,1 h,fifo,plant,fab,wip,jobs,8\n"
                                  "fab,1,2,1,4,1 h,fifo,plant,fab,wip,jobs,9\n"
                                  "fab,2,0,1,4,20 min,spt,plant,fab,wip,jobs,\n"
                                  "fab,1,0,1,4,1 h,fifo,station,litho,wip,jobs,1\n"));
  const SweepTable sweep = read_sweep_table(folder.path() / "sweep.csv");
  CHECK(sweep.factors == std::vector<std::string>{"machines", "every", "dispatch"});
  CHECK(sweep.points.size() == 3);
  REQUIRE(sweep.values.size() == 2);
  CHECK(sweep.values.rbegin()->first.text() == "station.litho.wip");
  const SweepResponses data = responses_of(sweep, sweep.values.begin()->first);
  CHECK(data.responses == std::vector<std::vector<double>>{{5, 6}, {7, 8}});
  CHECK(data.points_left_out == 1);
  CHECK(data.replications_left_out == 1);
  REQUIRE(data.factors.size() == 2);  // dispatch does not vary among the points with a value
  CHECK(data.factors[0].values == std::vector<double>{2, 4});
  CHECK(data.factors[1].numeric);
  CHECK(data.factors[1].values[0] == doctest::Approx(1.0 / 3));
  CHECK(data.factors[1].levels == std::vector<std::string>{"20 min", "1 h"});
}

TEST_CASE("sweep table: what is wrong is shown where it is") {
  CHECK(
      contains(error_of("scenario,point,replication,a,value\n"), ":1:28: error: expected the col"));
  CHECK(contains(error_of(table("")), "expected rows"));
  CHECK(contains(error_of(table("fab,x,0,1,2,20 min,fifo,plant,fab,wip,jobs,5\n")),
                 ":2:5: error: expected the number of a point, received \"x\""));
  CHECK(contains(error_of(table("fab,0,0,1,2,20 min,fifo,plant,fab,wip,jobs,much\n")),
                 "expected a number, received \"much\""));
  CHECK(contains(error_of(table("fab,0,0,1,2,20 min,fifo,plant,fab,wip,jobs,5\n"
                                "fab,0,1,1,3,20 min,fifo,plant,fab,wip,jobs,5\n")),
                 ":3:5: error: point 0 has other factor values"));
  CHECK(contains(error_of(table("fab,0,0,1,2,20 min,fifo,plant,fab,wip,jobs,5\n"
                                "fab,0,0,1,2,20 min,fifo,plant,fab,wip,jobs,5\n")),
                 "stands in an earlier row already"));
  CHECK_THROWS_AS(read_sweep_table("no/such/sweep.csv"), ScenarioError);
}

TEST_CASE("sweep table: points without a common replication are refused") {
  const test::TemporaryFolder folder;
  folder.write("sweep.csv", table("fab,0,0,1,2,1 h,fifo,plant,fab,wip,jobs,5\n"
                                  "fab,1,1,1,4,1 h,fifo,plant,fab,wip,jobs,7\n"));
  const SweepTable sweep = read_sweep_table(folder.path() / "sweep.csv");
  CHECK_THROWS_AS(responses_of(sweep, sweep.values.begin()->first), ArgumentError);
}

TEST_CASE("result series: a column by replication through a filter") {
  const test::TemporaryFolder folder;
  folder.write("kpis.csv",
               "scenario,point,replication,seed,scope,name,kpi,unit,value\n"
               "fab,0,0,1,plant,fab,wip,jobs,5\nfab,0,0,1,part,a,wip,jobs,4\n"
               "fab,0,1,1,plant,fab,wip,jobs,7\nfab,0,1,1,plant,fab,wip,jobs,\n"
               "fab,0,1,1,plant,fab,wip,jobs,9\n");
  const auto series =
      read_series(folder.path() / "kpis.csv", "value", {{"scope", "plant"}, {"kpi", "wip"}});
  CHECK(series.at(0) == std::vector<double>{5});
  CHECK(series.at(1) == std::vector<double>{7, 9});
  CHECK(mean_series(series) == std::vector<double>{6});
  CHECK(mean_series({}).empty());
  CHECK_THROWS_AS(read_series(folder.path() / "kpis.csv", "values"), ScenarioError);
  CHECK_THROWS_AS(read_series(folder.path() / "kpis.csv", "unit"), ScenarioError);
  CHECK_THROWS_AS(read_series(folder.path() / "none.csv", "value"), ScenarioError);
}

TEST_SUITE_END();

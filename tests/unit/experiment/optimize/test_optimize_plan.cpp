#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/optimize/optimize_plan.h"
#include "twinline/experiment/optimize/optimize_schema.h"

TEST_SUITE_BEGIN("experiment.optimize_plan");

using namespace twinline;

namespace {

constexpr const char* kPlan = R"toml([optimize]
goal = "minimize"
runs = 200
replications = 10

[[factor]]
path = "stations.server.machines"
name = "machines"
low = 1
high = 9
type = "integer"

[[factor]]
path = "releases.starts.every"
low = "20 min"
high = "60 min"
type = "real"
form = "exponential({})"

[[objective]]
kpi = "wip"
weight = 2.5

[[objective]]
factor = "machines"

[[constraint]]
kpi = "station.server.queue_time_h"
at_most = 1
)toml";

OptimizePlan read(const std::string& text) {
  Plant plant;
  plant.run.name = "fab";
  plant.stations.resize(1);
  plant.stations[0].name = "server";
  const test::TemporaryFolder folder;
  folder.write("plan.toml", text);
  return read_optimize_plan(folder.path() / "plan.toml", plant);
}

/// The error of the plan with one text replaced by another.
std::string error_with(const std::string& from, const std::string& to) {
  std::string text = kPlan;
  text.replace(text.find(from), from.size(), to);
  try {
    read(text);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

}  // namespace

TEST_CASE("optimize plan: all that it says is read") {
  const OptimizePlan plan = read(kPlan);
  CHECK_FALSE(plan.maximize);
  CHECK(plan.n_designs() == 20);
  CHECK(plan.confirm == 30);
  REQUIRE(plan.factors.size() == 2);
  CHECK(plan.factors[0].range.integer);
  CHECK(plan.factors[0].setting(4) == "stations.server.machines=4");
  CHECK(plan.factors[1].name == "releases.starts.every");
  CHECK(plan.factors[1].key.unit == "min");
  CHECK(plan.factors[1].setting(22.5) == "releases.starts.every=exponential(22.5 min)");
  CHECK(plan.kpis == std::vector<std::string>{"wip", "station.server.queue_time_h"});
  REQUIRE(plan.objective.size() == 2);
  CHECK(plan.objective[0].weight == 2.5);
  CHECK(plan.objective[1].factor == 0);
  REQUIRE(plan.limits.size() == 1);
  CHECK(plan.limits[0].kpi == 1);
  CHECK(plan.limits[0].at_most);
  CHECK(plan.limits[0].limit == 1);
}

TEST_CASE("optimize plan: what is wrong is shown where it is") {
  contains(error_with("goal = \"minimize\"", "gaol = \"minimize\""),
           "plan.toml:2:1: error: optimize: unknown key \"gaol\"; did you mean \"goal\"?");
  contains(error_with("runs = 200", "runs = 9"), ":3:8: error: optimize: runs: expected at least");
  contains(error_with("high = 9", "high = 1"), "high: expected more than low, received 1");
  contains(error_with("high = 9", "high = 8.5"), "expected whole numbers for an integer range");
  contains(error_with("low = 1\n", ""), "missing key \"low\"");
  contains(error_with("\"60 min\"", "\"1 h\""), "high: expected a duration in min, as low is");
  contains(error_with("\"60 min\"", "\"60 mn\""), "high: expected a number, or a duration");
  contains(error_with("exponential({})", "exponential(5 min)"), "form: expected {} once");
  contains(error_with("stations.server.machines", "scenario.seed"),
           "a factor cannot be scenario.seed");
  contains(error_with("kpi = \"wip\"", "kpi = \"wpi\""), "did you mean \"wip\"?");
  contains(error_with("factor = \"machines\"", "factor = \"machine\""),
           "did you mean \"machines\"?");
  contains(error_with("factor = \"machines\"", "weight = 1"), "expected either kpi or factor");
  contains(error_with("at_most = 1", "at_most = 1\nat_least = 0"), "either at_most or at_least");
  contains(error_with("path = \"releases", "name = \"machines\"\npath = \"releases"),
           "another factor is called \"machines\"");
  CHECK_THROWS_AS(read_optimize_plan("no/such/plan.toml", Plant()), ScenarioError);
}

TEST_CASE("optimize plan: docs/optimize_reference.md is what the program prints") {
  CHECK_MESSAGE(test::read_text(TWINLINE_TEST_DIR "/../docs/optimize_reference.md") ==
                    optimize_reference_markdown(),
                "update it with: twinline schema optimize > docs/optimize_reference.md");
}

TEST_SUITE_END();

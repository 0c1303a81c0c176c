#include <doctest/doctest.h>

#include "sweep/plan_text.h"
#include "twinline/experiment/sweep/design.h"
#include "twinline/experiment/sweep/plan_schema.h"

TEST_SUITE_BEGIN("experiment.plan");

using namespace twinline;
using twinline::test::plan_of;

TEST_CASE("plan: a grid of numbers and durations and words") {
  const SweepPlan plan = plan_of(R"toml(
[plan]
design       = "grid"
replications = 3
seed         = 7
[[factor]]
path   = "stations.litho.machines"
values = [1, 2]
[[factor]]
name   = "every"
path   = "releases.1.every"
values = ["90 min", "2 h"]
form   = "exponential({})"
[[factor]]
name   = "rule"
path   = "stations.litho.dispatch"
values = ["fifo", "random"]
[results]
scopes = ["station", "plant"]
kpis   = ["wip", "cycle_time_h"]
tables = ["kpis.csv"]
)toml");
  CHECK(plan.design == DesignKind::kGrid);
  CHECK(plan.replications.value() == 3);
  CHECK(plan.seed.value() == 7);
  REQUIRE(plan.factors.size() == 3);
  CHECK(plan.factors[0].column == "stations.litho.machines");
  CHECK(plan.factors[1].column == "every_min");
  CHECK(plan.factors[1].levels[1].text == "2 h");
  CHECK(plan.factors[1].levels[1].cell == "120");
  CHECK(plan.factors[2].column == "rule");
  // rows come in the order of kpis.csv, whatever the plan's
  CHECK(plan.scopes == std::vector<Scope>{Scope::kPlant, Scope::kStation});
  CHECK(plan.kpis == std::vector<Kpi>{Kpi::kCycleTime, Kpi::kWip});
  CHECK(plan.tables == std::vector<std::string>{"kpis.csv"});
  const Design design(plan);
  REQUIRE(design.n_points() == 8);
  CHECK(design.overrides(2) == std::vector<std::string>{"stations.litho.machines=1",
                                                        "releases.1.every=exponential(2 h)",
                                                        "stations.litho.dispatch=fifo"});
}

TEST_CASE("plan: a list may stand in a table with units in its heading") {
  const test::TemporaryFolder folder;
  folder.write("points.csv", "load [min],machines\n5,1\n7.5,3\n");
  folder.write("plan.toml", R"toml(
[plan]
design = "list"
table  = "points.csv"
[[factor]]
name = "machines"
path = "stations.litho.machines"
[[factor]]
name = "load"
path = "stations.litho.load"
)toml");
  const SweepPlan plan = read_plan(folder.path() / "plan.toml");
  CHECK(plan.factors[1].column == "load_min");
  const Design design(plan);
  REQUIRE(design.n_points() == 2);
  CHECK(design.overrides(1) ==
        std::vector<std::string>{"stations.litho.machines=3", "stations.litho.load=7.5 min"});
  CHECK(design.levels(1)[1].cell == "7.5");
}

TEST_CASE("plan: docs/plan_reference.md is what the program prints") {
  CHECK_MESSAGE(
      test::read_text(TWINLINE_TEST_DIR "/../docs/plan_reference.md") == plan_reference_markdown(),
      "update it with: twinline schema plan > docs/plan_reference.md");
}

TEST_SUITE_END();

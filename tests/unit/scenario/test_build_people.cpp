#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "small_scenario.h"

using namespace twinline;
using test::SmallScenario;

TEST_SUITE("scenario.build_people") {
  TEST_CASE("people: skills come behind the pools and name who can the least skilled first") {
    SmallScenario scenario;
    scenario.station =
        "[[station]]\nname = \"litho\"\noperator = [ { skill = \"mend\", during = \"repair\", "
        "priority = 3 }, { pool = \"all\", during = \"load\" } ]\n\n[[station]]\nname = \"etch\"\n"
        "operator = { skill = \"run\", during = \"process\" }\n";
    scenario.more =
        "[[operator]]\nname = \"all\"\ncount = 1\nskills = [\"run\", \"mend\"]\n\n"
        "[[operator]]\nname = \"fixers\"\ncount = 2\nskills = [\"mend\"]\n\n"
        "[[operator]]\nname = \"runners\"\ncount = 3\nskills = \"run\"\n";
    const Plant plant = scenario.plant();
    const Station& litho = plant.stations[0];
    CHECK(litho.skill[static_cast<std::size_t>(Phase::kRepair)] == 4);
    CHECK(litho.operator_priority[static_cast<std::size_t>(Phase::kRepair)] == 3);
    CHECK(litho.skill[static_cast<std::size_t>(Phase::kLoad)] == 0);
    CHECK(plant.stations[1].skill[static_cast<std::size_t>(Phase::kProcess)] == 3);
    CHECK(plant.operator_pools[0].skills == std::vector<Id>{3, 4});
    CHECK(plant.operator_pools[1].skills == std::vector<Id>{4});
    REQUIRE(plant.n_skills() == 5);
    CHECK(plant.skills[0].name == "run");
    CHECK(plant.skills[0].pools == std::vector<Id>{2, 0});
    CHECK(plant.skills[1].pools == std::vector<Id>{1, 0});
  }

  TEST_CASE("people: ways by pair where a star means any other place") {
    SmallScenario scenario;
    scenario.station =
        "[[station]]\nname = \"litho\"\nlocation = \"a\"\n\n[[station]]\nname = \"etch\"\n"
        "location = \"b\"\noperator = { pool = \"crew\", during = \"process\" }\n";
    scenario.more =
        "[[operator]]\nname = \"crew\"\ncount = 1\nlocation = \"b\"\n\n"
        "[[operator]]\nname = \"others\"\ncount = 1\n\n"
        "[[walk]]\nfrom = \"*\"\nto = \"*\"\ntime = \"1 min\"\n\n"
        "[[walk]]\nfrom = \"b\"\nto = \"a\"\ntime = \"30 s\"\n\n"
        "[[walk]]\nfrom = \"b\"\nto = \"b\"\ntime = \"5 s\"\n";
    const Plant plant = scenario.plant();
    REQUIRE(plant.walks.size() == 4);
    CHECK(plant.walk(0, 0) == SimTime());
    CHECK(plant.walk(0, 1) == SimTime::from_seconds(60));
    CHECK(plant.walk(1, 0) == SimTime::from_seconds(30));
    CHECK(plant.walk(1, 1) == SimTime::from_seconds(5));
    CHECK(plant.walk(kNone, 1) == SimTime());
    CHECK(plant.operator_pools[0].location == 1);
    CHECK(plant.operator_pools[1].location == kNone);
  }

  TEST_CASE("people: breaks in turns are levels over the week") {
    SmallScenario scenario;
    scenario.scenario = "[scenario]\nduration = \"10 d\"\nstart = 2026-01-06T00:00:00\n";
    scenario.more =
        "[[operator]]\nname = \"crew\"\ncount = 5\nbreaks = [\"Mon 09:00-09:15\", \"Sun "
        "23:50-00:05\"]\nturns = 2\nrelief = 2\nat_break = \"finish\"\n";
    const Plant plant = scenario.plant();
    const OperatorPool& crew = plant.operator_pools[0];
    CHECK(crew.relief == 2);
    CHECK(crew.at_break == AtBreak::kFinish);
    CHECK(crew.break_period.hours() == 168);
    CHECK(crew.break_offset.hours() == 24);  // Tuesday
    // Two people go first and then three.
    const std::vector<std::pair<double, std::uint32_t>> expected{
        {5, 3}, {20, 0}, {540, 2}, {555, 3}, {570, 0}, {7 * 1440 - 10, 2}};
    REQUIRE(crew.breaks.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CAPTURE(i);
      CHECK(crew.breaks[i].from == SimTime::from_seconds(60 * expected[i].first));
      CHECK(crew.breaks[i].n == expected[i].second);
    }
  }
}

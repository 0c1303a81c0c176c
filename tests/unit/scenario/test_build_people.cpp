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
}

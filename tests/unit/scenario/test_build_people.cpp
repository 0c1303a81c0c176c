#include <string>
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

  TEST_CASE("people: exceptions of a shift are joined and planned stops come first") {
    SmallScenario scenario;
    scenario.scenario = "[scenario]\nduration = \"10 d\"\nstart = 2026-01-07T06:00:00\n";
    const auto exceptions = [&](const std::string& keys) {
      scenario.more = "[[shift]]\nname = \"day\"\nworking = [\"Mon-Fri 06:00-14:00\"]\n" + keys;
      std::string text;
      const Plant plant = scenario.plant();
      for (const Shift::Exception& exception : plant.shifts[0].exceptions) {
        const auto hour = [](SimTime time) {
          return time == SimTime::max() ? "never" : std::to_string(time.ns() / 3600000000000);
        };
        text += (exception.working ? "work " : "stop ") + hour(exception.from) + " " +
                hour(exception.to) + "; ";
      }
      return text;
    };
    CHECK(exceptions("") == "");
    CHECK(exceptions("overtime = \"2026-01-10 06:00 .. 2026-01-10 14:00\"\n") == "work 72 80; ");
    // They overlap, touch, are before time 0, over it and later than any run.
    CHECK(exceptions("planned_stops = [\"2026-01-08 10:00 .. 2026-01-08 12:00\", "
                     "\"2026-01-08 06:00 .. 2026-01-08 11:00\", "
                     "\"2026-01-08 12:00 .. 2026-01-08 13:00\", "
                     "\"2025-12-24 00:00 .. 2026-01-07 06:00\", "
                     "\"2026-01-01 00:00 .. 2026-01-07 08:00\", "
                     "\"2400-01-01 00:00 .. 2401-01-01 00:00\", "
                     "\"2027-01-07 06:00 .. 9999-01-01 00:00\"]\n") ==
          "stop 0 2; stop 24 31; stop 8760 never; ");
    CHECK(exceptions("overtime = [\"2026-01-10 06:00 .. 2026-01-11 06:00\", "
                     "\"2026-01-12 06:00 .. 2026-01-12 08:00\"]\n"
                     "planned_stops = [\"2026-01-10 08:00 .. 2026-01-10 10:00\", "
                     "\"2026-01-11 05:00 .. 2026-01-12 08:00\", "
                     "\"2026-01-10 05:00 .. 2026-01-10 07:00\"]\n") ==
          "stop 71 73; work 73 74; stop 74 76; work 76 95; stop 95 122; ");
  }
}

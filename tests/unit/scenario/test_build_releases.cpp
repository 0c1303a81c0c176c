#include <doctest/doctest.h>

#include "small_scenario.h"

TEST_SUITE_BEGIN("scenario.build");

using namespace twinline;
using test::SmallScenario;

TEST_CASE("release: intervals with and without a start") {
  SmallScenario scenario;
  scenario.release =
      "[[release]]\npart = \"pa\"\nevery = \"exponential(3 h)\"\ndue = \"4.5 d\"\n\n"
      "[[release]]\nname = \"second\"\npart = \"pa\"\nevery = \"3 h\"\nstart = \"1 h\"\ncount = "
      "10\njobs = 2\npriority = 5\nhot = true\npieces = 12\n";
  const Plant plant = scenario.plant();
  CHECK(plant.releases[0].name == "pa");
  CHECK(plant.releases[0].draw_first);
  CHECK(plant.releases[0].pieces == 25);
  CHECK(plant.releases[0].due.hours() == doctest::Approx(108));
  const Release& second = plant.releases[1];
  CHECK_FALSE(second.draw_first);
  CHECK(second.start.hours() == doctest::Approx(1));
  CHECK(second.limit == 10);
  CHECK(second.jobs_at_once == 2);
  CHECK(second.priority == 5);
  CHECK(second.hot);
  CHECK(second.pieces == 12);
  CHECK(second.due == SimTime::max());
}

TEST_CASE("release: given times from a list and from a table") {
  SmallScenario scenario;
  scenario.release =
      "[[release]]\npart = \"pa\"\ntimes = [\"3 h\", \"1 h\"]\njobs = 2\ndue = \"1 d\"\n\n"
      "[[release]]\nname = \"file\"\npart = \"pa\"\ntimes = \"times.csv\"\n";
  scenario.files["times.csv"] = "time [h]\n5\n4\n";
  const Plant plant = scenario.plant();
  const auto& list = plant.releases[0].list;
  REQUIRE(list.size() == 4);
  CHECK(list[0].time.hours() == doctest::Approx(1));
  CHECK(list[3].time.hours() == doctest::Approx(3));
  CHECK(list[0].due.hours() == doctest::Approx(25));
  REQUIRE(plant.releases[1].list.size() == 2);
  CHECK(plant.releases[1].list[0].time.hours() == doctest::Approx(4));
}

TEST_CASE("release: orders leave to the release what they do not say") {
  SmallScenario scenario;
  scenario.part += "\n[[part]]\nname = \"pb\"\nroute = \"main\"\nsize = 7\n";
  scenario.release =
      "[[release]]\nname = \"orders\"\npart = \"pa\"\nfile = \"orders.csv\"\npriority = 3\ndue = "
      "\"2 "
      "d\"\n";
  scenario.files["orders.csv"] =
      "time,part,priority,hot,due,pieces\n2 d,pb,,,,\n1 d,,9,true,5 d,4\n";
  const Plant plant = scenario.plant();
  const auto& list = plant.releases[0].list;
  REQUIRE(list.size() == 2);
  CHECK(list[0].part == 0);
  CHECK(list[0].priority == 9);
  CHECK(list[0].hot);
  CHECK(list[0].pieces == 4);
  CHECK(list[0].due.hours() == doctest::Approx(120));
  CHECK(list[1].part == 1);
  CHECK(list[1].priority == 3);
  CHECK(list[1].pieces == 7);
  CHECK(list[1].due.hours() == doctest::Approx(96));
}

TEST_CASE("initial jobs: steps by name and by number") {
  SmallScenario scenario;
  scenario.more = "[[initial]]\nfile = \"wip.csv\"\n";
  scenario.files["wip.csv"] =
      "job,part,step,pieces,priority,hot,due,released,release\nj1,pa,s2,,,,,,\n"
      "j2,pa,3,20,7,true,-1 d,-5 d,pa\n,pa,1,,,,,,\n";
  const Plant plant = scenario.plant();
  REQUIRE(plant.initial_jobs.size() == 3);
  CHECK(plant.initial_jobs[0].step == 1);
  CHECK(plant.initial_jobs[0].pieces == 25);
  CHECK(plant.initial_jobs[0].release == kNone);
  CHECK(plant.initial_jobs[0].due == SimTime::max());
  const InitialJob& second = plant.initial_jobs[1];
  CHECK(second.step == 2);
  CHECK(second.pieces == 20);
  CHECK(second.priority == 7);
  CHECK(second.hot);
  CHECK(second.due.hours() == doctest::Approx(-24));
  CHECK(second.released.hours() == doctest::Approx(-120));
  CHECK(second.release == 0);
  CHECK(plant.initial_jobs[2].name == "3");
}

TEST_CASE("empirical: a table is read once and shared") {
  SmallScenario scenario;
  scenario.files["times.csv"] = "value [min],weight\n10,1\n20,3\n";
  scenario.files["route.csv"] =
      "step,station,process\ns1,litho,empirical(times.csv)\ns2,etch,empirical(times.csv)\n";
  const LoadedScenario loaded = scenario.load();
  const Plant& plant = loaded.plant;
  CHECK(plant.steps[0].process == plant.steps[1].process);
  CHECK(plant.distributions[plant.steps[0].process].mean == doctest::Approx(17.5 * 60));
  REQUIRE(loaded.files.size() == 3);
  CHECK(loaded.files[2].find("times.csv") != std::string::npos);
}

TEST_SUITE_END();

#include <doctest/doctest.h>

#include "small_scenario.h"

TEST_SUITE_BEGIN("scenario.build");

using namespace twinline;
using test::SmallScenario;

namespace {

double mean(const Plant& plant, Id distribution) { return plant.distributions[distribution].mean; }

}  // namespace

TEST_CASE("route: a table and inline steps make the same plant") {
  SmallScenario table;
  SmallScenario inline_steps;
  inline_steps.route =
      "[[route]]\nname = \"main\"\nsteps = [ { step = \"s1\", station = \"litho\", process = \"55 "
      "min\" },\n{ step = \"s2\", station = \"etch\", process = \"30 min\" }, { step = \"s3\", "
      "station = \"litho\", process = \"10 min\" } ]\n";
  const Plant a = table.plant();
  const Plant b = inline_steps.plant();
  REQUIRE(a.steps.size() == 3);
  REQUIRE(b.steps.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(a.step_names[i] == b.step_names[i]);
    CHECK(a.steps[i].station == b.steps[i].station);
    CHECK(mean(a, a.steps[i].process) == mean(b, b.steps[i].process));
  }
  CHECK(a.routes[0].n_steps == 3);
  CHECK(a.parts[0].route == 0);
  CHECK(a.parts[0].pieces == 25);
}

TEST_CASE("distributions: equal ones share an index") {
  SmallScenario scenario;
  scenario.files["route.csv"] = "step,station,process [min]\ns1,litho,60\ns2,etch,1 h\n";
  const Plant plant = scenario.plant();
  CHECK(plant.steps[0].process == plant.steps[1].process);
}

TEST_CASE("loading: the step's before the station's before the default") {
  SmallScenario scenario;
  scenario.more = "[defaults]\nload = \"1 min\"\nunload = \"2 min\"\n";
  scenario.station =
      "[[station]]\nname = \"litho\"\nload = \"3 min\"\n\n[[station]]\nname = \"etch\"\n";
  scenario.files["route.csv"] =
      "step,station,process,load\ns1,litho,5 min,\ns2,litho,5 min,4 min\ns3,etch,5 min,\n";
  const Plant plant = scenario.plant();
  CHECK(mean(plant, plant.steps[0].load) == 180);
  CHECK(mean(plant, plant.steps[1].load) == 240);
  CHECK(mean(plant, plant.steps[2].load) == 60);
  CHECK(mean(plant, plant.steps[0].unload) == 120);
}

TEST_CASE("expected times: per job and piece and batch and cascade") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\ncapacity = 2\nload = \"1 min\"\n\n"
      "[[station]]\nname = \"etch\"\nbatch = { max = 2 }\n";
  scenario.files["route.csv"] =
      "step,station,process,per,interval,interval_per,sampling\n"
      "s1,litho,10 min,job,,,1\n"
      "s2,litho,2 min,piece,,,0.5\n"
      "s3,litho,5 min,piece,1 min,piece,1\n"
      "s4,etch,30 min,batch,,,1\n";
  const Plant plant = scenario.plant();
  CHECK(plant.steps[0].mean_work_s == doctest::Approx(11 * 60));
  CHECK(plant.steps[1].mean_work_s == doctest::Approx(51 * 60));
  CHECK(plant.steps[2].mean_work_s == doctest::Approx((1 + 5 + 24) * 60));
  CHECK(plant.steps[3].mean_work_s == doctest::Approx(30 * 60));
  CHECK(plant.steps[3].remaining_work_s == doctest::Approx(30 * 60));
  CHECK(plant.steps[0].remaining_work_s == doctest::Approx((11 + 25.5 + 30 + 30) * 60));
  CHECK(plant.parts[0].raw_process_time_s == doctest::Approx((11 + 25.5 + 30 + 30) * 60));
}

TEST_CASE("expected times: transport between the steps that are done") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\nlocation = \"a\"\n\n[[station]]\nname = "
      "\"etch\"\nlocation = \"b\"\n";
  scenario.files["route.csv"] =
      "step,station,process,sampling\ns1,litho,1 min,0.5\ns2,etch,1 min,1\ns3,litho,1 min,0.25\n";
  scenario.more =
      "[[transport]]\nfrom = \"a\"\nto = \"*\"\ntime = \"10 min\"\n\n"
      "[[transport]]\nfrom = \"*\"\nto = \"*\"\ntime = \"99 min\"\n\n"
      "[[transport]]\nfrom = \"b\"\nto = \"a\"\ntime = \"uniform(2 min, 6 min)\"\n";
  const Plant plant = scenario.plant();
  REQUIRE(plant.locations.size() == 2);
  CHECK(mean(plant, plant.transport[0 * 2 + 1]) == 600);  // a to b: named begin
  CHECK(mean(plant, plant.transport[1 * 2 + 0]) == 240);  // b to a: both named
  CHECK(mean(plant, plant.transport[1 * 2 + 1]) == 99 * 60);
  // Half of the jobs come from s1 to s2; a quarter goes on from s2 to s3.
  const double expected = (0.5 * 1 + 1 + 0.25 * 1 + 0.5 * 10 + 0.25 * 4) * 60;
  CHECK(plant.parts[0].raw_process_time_s == doctest::Approx(expected));
  // At s2 the job has arrived: only the way to s3 is left.
  CHECK(plant.steps[1].remaining_work_s == doctest::Approx((1 + 0.25 * 1 + 0.25 * 4) * 60));
}

TEST_CASE("windows: chains share a slot and overlaps do not") {
  SmallScenario scenario;
  scenario.files["route.csv"] =
      "step,station,process,window_to,window\n"
      "s1,litho,1 min,s3,1 h\n"
      "s2,etch,1 min,s5,2 h\n"
      "s3,litho,1 min,s4,3 h\n"
      "s4,litho,1 min,,\n"
      "s5,litho,1 min,,\n";
  const Plant plant = scenario.plant();
  REQUIRE(plant.windows.size() == 3);
  CHECK(plant.n_window_slots == 2);
  CHECK(plant.windows[0].slot == 0);
  CHECK(plant.windows[1].slot == 1);
  CHECK(plant.windows[2].slot == 0);  // opens when the first has closed
  CHECK(plant.steps[2].window_closed == 0);
  CHECK(plant.steps[2].window_opened == 2);
  CHECK(plant.windows[1].limit.hours() == doctest::Approx(2));
}

TEST_CASE("dedication: a chain of steps keeps one slot") {
  SmallScenario scenario;
  scenario.files["route.csv"] =
      "step,station,process,same_machine_as,other_machine_than\n"
      "s1,etch,1 min,,\n"
      "s2,etch,1 min,s1,\n"
      "s3,etch,1 min,,s1\n"
      "s4,etch,1 min,s2,\n"
      "s5,etch,1 min,s3,s4\n";
  const Plant plant = scenario.plant();
  CHECK(plant.n_machine_slots == 2);
  CHECK(plant.steps[0].save_machine == 0);
  CHECK(plant.steps[0].same_machine == kNone);
  CHECK(plant.steps[1].same_machine == 0);
  CHECK(plant.steps[1].save_machine == 0);
  CHECK(plant.steps[2].other_machine == 0);
  CHECK(plant.steps[3].same_machine == 0);
  CHECK(plant.steps[4].same_machine == 1);
  CHECK(plant.steps[4].other_machine == 0);
}

TEST_CASE("qualification: rows only where some machine is restricted") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\nmachines = 3\nmachine = [ { name = \"old\", speed = 0.5, "
      "steps "
      "= [\"s1\"] }, { steps = [\"main/s1\", \"s3\"] } ]\n\n[[station]]\nname = \"etch\"\n";
  const Plant plant = scenario.plant();
  CHECK(plant.machines[0].name == "old");
  CHECK(plant.machines[0].speed == 0.5);
  CHECK(plant.machines[1].name == "litho_2");
  CHECK(plant.steps[0].qualification == kNone);
  CHECK(plant.steps[1].qualification == kNone);
  REQUIRE(plant.steps[2].qualification == 0);
  CHECK(plant.qualified[0] == std::vector<bool>{false, true, true});
}

TEST_CASE("cluster tool: chambers become a first piece and a period") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\ncluster = { chambers = 2, move = \"5 s\" }\n\n"
      "[[station]]\nname = \"etch\"\n";
  scenario.files["route.csv"] =
      "step,station,process,chambers\ns1,litho,,60 s | 60 s\ns2,etch,1 min,\n";
  const Plant plant = scenario.plant();
  const Step& step = plant.steps[0];
  CHECK(step.per == ProcessPer::kPiece);
  CHECK(step.interval_per_piece);
  CHECK(step.interval.seconds() == doctest::Approx(80));  // the chamber and four moves
  CHECK(step.mean_work_s == doctest::Approx(mean(plant, step.process) + 24 * 80));
}

TEST_SUITE_END();

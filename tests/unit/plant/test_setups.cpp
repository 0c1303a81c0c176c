#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One station with setup states and a part for each, of one step of 10 s.
struct SetupLine {
  PlantBuilder builder;
  Id station;

  explicit SetupLine(std::size_t n_states, std::uint32_t machines = 1) {
    station = builder.station(machines);
    builder.setup_states(n_states);
    builder.at(station).setup.used = true;
    for (Id state = 0; state < n_states; ++state) {
      Step step = builder.step(station, 10);
      step.setup = state;
      builder.part({step});
    }
  }
  /// Parts are numbered by their states.
  void jobs(std::initializer_list<std::pair<Id, std::int64_t>> list) {
    for (const auto& [state, time] : list) builder.job(state, time);
  }
};

}  // namespace

TEST_SUITE("plant.setups") {
  TEST_CASE("setup: the table by from and to and then from anything and then none") {
    SetupLine line(3);
    line.builder.setup_time(kNone, 0, 7);
    line.builder.setup_time(0, 1, 3);
    line.builder.setup_time(kNone, 1, 4);
    // to 0 from nothing 7; 0 -> 1 by its row 3; 1 -> 2 not in the table; 2 -> 1 from anything 4
    line.jobs({{0, 0}, {1, 0}, {2, 0}, {1, 0}, {1, 0}});
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("finish") == "j0 17, j1 30, j2 40, j3 54, j4 64");
    CHECK(run.times(0) == "processing 50, idle 36, setup 14");
    CHECK(run.stats().machines[0].setups == 3);
    CHECK(run.stats().stations[0].setups == 3);
  }

  TEST_CASE("setup: a step that needs no state leaves it as it is") {
    SetupLine line(1);
    line.builder.setup_time(kNone, 0, 5);
    const Id plain = line.builder.part({line.builder.step(line.station, 10)});
    line.builder.job(0, 0);
    line.builder.job(plain, 0);
    line.builder.job(0, 0);
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("finish") == "j0 15, j1 25, j2 35");
    CHECK(run.state().machines[0].run == 2);  // the plain job is none of the state
  }

  TEST_CASE("setup: a step's own time replaces the table's and only when the state changes") {
    SetupLine line(2);
    line.builder.setup_time(kNone, 0, 5);
    line.builder.setup_time(kNone, 1, 5);
    line.builder.plant.steps[1].setup_time = line.builder.seconds(20);
    line.jobs({{0, 0}, {1, 0}, {1, 0}});
    CHECK(PlantRun(line.builder.plant, 100).log("finish") == "j0 15, j1 45, j2 55");
  }

  TEST_CASE("setup: the minimum run holds the machine for ever") {
    SetupLine line(2);
    line.builder.plant.setups.min_run = {3, 0};
    line.jobs({{0, 0}, {1, 1}, {0, 50}, {0, 70}});
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j2 50, j3 70, j1 80");
    CHECK(run.times(0) == "processing 40, idle 10, held 50");
  }

  TEST_CASE("setup: of two jobs that come at one instant the second is asked too") {
    SetupLine line(2);
    line.builder.plant.setups.min_run = {3, 0};
    line.jobs({{0, 0}, {1, 50}, {0, 50}, {0, 70}});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j2 50, j3 70, j1 80");
  }

  TEST_CASE("setup: the minimum run holds the idle machine for its wait only") {
    SetupLine line(2);
    line.builder.plant.setups.min_run = {3, 0};
    line.builder.at(line.station).setup.min_run_wait = sec(15);
    line.jobs({{0, 0}, {1, 1}, {0, 20}, {1, 100}});
    // free at 10; j2 comes within 15 s and goes on with the run; free at 30: j1 at 45.
    const PlantRun run(line.builder.plant, 120);
    CHECK(run.log("start") == "j0 0, j2 20, j1 45, j3 100");
    CHECK(run.times(0) == "processing 40, idle 55, held 25");
  }

  TEST_CASE("setup: a new state begins a new run") {
    SetupLine line(2);
    line.builder.plant.setups.min_run = {2, 2};
    line.jobs({{0, 0}, {1, 0}, {0, 0}, {1, 0}, {0, 0}, {0, 0}});
    CHECK(PlantRun(line.builder.plant, 100).log("start") ==
          "j0 0, j2 10, j1 20, j3 30, j4 40, j5 50");
  }

  TEST_CASE("setup: avoidance waits for the fellow that has the state") {
    SetupLine line(2, 2);
    line.builder.setup_time(kNone, 0, 5);
    line.builder.setup_time(kNone, 1, 5);
    line.builder.at(line.station).setup.avoidance = sec(30);
    // m0 takes state 0 until 15. At 1 and 2 jobs of state 0 queue: m1, free, is kept from them.
    line.jobs({{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}});
    const PlantRun run(line.builder.plant, 100);
    // m0: 0-15, 15-25, 25-35; at 33 j3 has waited 30 s: m1 changes over.
    CHECK(run.log("start") == "j0 0, j1 15, j2 25, j3 33, j4 35");
    CHECK(run.machines("start") == "j0 m0, j1 m0, j2 m0, j3 m1, j4 m0");
    CHECK(run.times(1) == "processing 10, idle 53, held 32, setup 5");
  }

  TEST_CASE("setup: avoidance does not concern a state that nobody has") {
    SetupLine line(2, 2);
    line.builder.setup_time(kNone, 0, 5);
    line.builder.setup_time(kNone, 1, 5);
    line.builder.at(line.station).setup.avoidance = sec(30);
    line.jobs({{0, 0}, {1, 1}});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 1");
  }

  TEST_CASE("setup: the state of a machine lasts through failures and stands") {
    SetupLine line(1);
    line.builder.setup_time(kNone, 0, 5);
    line.builder.failure(line.station, FailureClock::kCalendar, 30, 10);
    line.jobs({{0, 0}, {0, 50}});
    CHECK(PlantRun(line.builder.plant, 70).log("finish") == "j0 15, j1 60");
  }

  TEST_CASE("setup: a batch counts each of its jobs for the minimum run") {
    SetupLine line(2);
    line.builder.plant.setups.min_run = {3, 0};
    BatchSettings& batch = line.builder.at(line.station).batch;
    batch.enabled = true;
    batch.by = BatchBy::kPart;
    for (Step& step : line.builder.plant.steps) step.batch_max = 2;
    line.jobs({{0, 0}, {0, 0}, {1, 0}, {0, 25}});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 0, j3 25, j2 35");
  }
}

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

using namespace twinline;

TEST_SUITE("plant.maintenance") {
  TEST_CASE("maintenance: from start to start or from end to start") {
    for (const bool end_to_start : {false, true}) {
      PlantBuilder b;
      const Id station = b.station();
      if (end_to_start) {
        b.maintenance(station, 20, 5).interval = MaintenanceInterval::kEndToStart;
      } else {
        b.maintenance(station, 20, 5);
      }
      const PlantRun run(b.plant, 72);
      CHECK(run.log("maintenance") ==
            (end_to_start ? "m0 20, m0 45, m0 70" : "m0 20, m0 40, m0 60"));
      CHECK(run.times(0) == (end_to_start ? "idle 60, maintenance 12" : "idle 57, maintenance 15"));
      CHECK(run.stats().machines[0].maintenances == 3);
    }
  }

  TEST_CASE("maintenance: it waits for the job and keeps new work out") {
    PlantBuilder b;
    const Id station = b.station();
    b.maintenance(station, 20, 5);
    b.jobs(b.part({b.step(station, 12)}), {15, 16});
    const PlantRun run(b.plant, 50);
    CHECK(run.log("maintenance") == "m0 27, m0 47");  // from the start that it had
    CHECK(run.log("finish") == "j0 27, j1 44");
    CHECK(run.times(0) == "processing 24, idle 18, maintenance 8");
  }

  TEST_CASE("maintenance: staggered over the machines to the nanosecond") {
    PlantBuilder b;
    const Id station = b.station(3);
    MaintenancePlan& plan = b.maintenance(station, 100, 1);
    plan.first = sec(10);
    plan.stagger = true;
    CHECK(PlantRun(b.plant, 50).log("maintenance") == "m0 3.333333333, m1 6.666666666, m2 10");
  }

  TEST_CASE("maintenance: together where it is not staggered") {
    PlantBuilder b;
    b.maintenance(b.station(2), 10, 1).every = sec(100);
    CHECK(PlantRun(b.plant, 50).log("maintenance") == "m0 10, m1 10");
  }

  TEST_CASE("maintenance: by pieces since the last start and what is over is not kept") {
    PlantBuilder b;
    const Id station = b.station();
    MaintenancePlan& plan = b.maintenance(station, 1, 5);
    plan.by_pieces = true;
    plan.first_pieces = 3;
    plan.every_pieces = 4;
    b.jobs(b.part({b.step(station, 10)}, 2), {0, 0, 0, 0, 0, 0});
    const PlantRun run(b.plant, 80);
    // After two jobs (4 of 3 pieces), then after two more (4 of 4), and so on.
    CHECK(run.log("maintenance") == "m0 20, m0 45, m0 70");
    CHECK(run.log("start") == "j0 0, j1 10, j2 25, j3 35, j4 50, j5 60");
  }

  TEST_CASE("maintenance: by pieces staggered and at least one") {
    PlantBuilder b;
    const Id station = b.station(4);
    MaintenancePlan& plan = b.maintenance(station, 1, 5);
    plan.by_pieces = true;
    plan.first_pieces = 2;
    plan.every_pieces = 100;
    plan.stagger = true;
    // machine k of 4 after 2 k / 4 pieces: 1 (of 0.5), 1, 1 (of 1.5), 2
    b.jobs(b.part({b.step(station, 10)}), {0, 0, 0, 0});
    CHECK(PlantRun(b.plant, 40).log("maintenance") == "m0 10, m1 10, m2 10");
  }

  TEST_CASE("maintenance: a cascading machine empties first") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).capacity = 5;
    b.maintenance(station, 7, 6).every = sec(1000);
    Step step = b.step(station, 20);
    step.interval = sec(5);
    b.jobs(b.part({step}), {0, 0, 0, 0});
    const PlantRun run(b.plant, 60);
    // Due at 7 with j2 inside, which is processed 10-30; j3 would have entered at 10.
    CHECK(run.log("start") == "j0 0, j1 0, j2 5, j3 36");
    CHECK(run.log("maintenance") == "m0 30");
    CHECK(run.times(0) == "processing 50, idle 4, maintenance 6");
  }

  TEST_CASE("maintenance: by pieces in a cascading machine counts what leaves until it begins") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).capacity = 5;
    MaintenancePlan& plan = b.maintenance(station, 1, 6);
    plan.by_pieces = true;
    plan.first_pieces = 1;
    plan.every_pieces = 2;
    Step step = b.step(station, 20);
    step.interval = sec(15);
    b.jobs(b.part({step}), {0, 0, 0, 0, 0, 0});
    const PlantRun run(b.plant, 120);
    // Due at 20 with j1 and j2 inside until 35 and 50; 50-56. Then j3 (processed 56-76) and j4
    // (71-91) make two pieces, and j5, inside since 71, has left at 86 + 20.
    CHECK(run.log("maintenance") == "m0 50, m0 106");
    CHECK(run.log("start") == "j0 0, j1 0, j2 15, j3 56, j4 56, j5 71");
  }

  TEST_CASE("maintenance: longer than its interval it never ends") {
    PlantBuilder b;
    b.maintenance(b.station(), 5, 8);
    const PlantRun run(b.plant, 30);
    CHECK(run.log("maintenance") == "m0 5, m0 13, m0 21, m0 29");
    CHECK(run.times(0) == "idle 5, maintenance 25");
  }

  TEST_CASE("maintenance: at time zero") {
    PlantBuilder b;
    const Id station = b.station();
    b.maintenance(station, 100, 8).first = SimTime();
    b.jobs(b.part({b.step(station, 2)}), {0});
    CHECK(PlantRun(b.plant, 30).log("start") == "j0 8");
  }

  TEST_CASE("maintenance: two plans follow each other in their order") {
    PlantBuilder b;
    const Id station = b.station();
    b.maintenance(station, 10, 3).every = sec(1000);
    b.maintenance(station, 10, 4).every = sec(1000);
    const PlantRun run(b.plant, 30);
    CHECK(run.log("maintenance") == "m0 10, m0 13");
    CHECK(run.log("up") == "m0 13, m0 17");
  }

  TEST_CASE("maintenance: off shift it is done as well") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(100, {{0, 10}, {30, 100}});
    b.maintenance(station, 15, 5).every = sec(1000);
    CHECK(PlantRun(b.plant, 40).times(0) == "idle 20, maintenance 5, nonscheduled 15");
  }
}

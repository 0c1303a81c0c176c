#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

Step step_with_phases(PlantBuilder& b, Id station, double load, double process, double unload) {
  Step step = b.step(station, process);
  step.load = b.seconds(load);
  step.unload = b.seconds(unload);
  return step;
}

std::string busy_seconds(const PlantRun& run, Id pool) {
  const Int128 area = run.stats().operators[pool].busy.area(run.state().now);
  return seconds_text(SimTime::from_ns(static_cast<std::int64_t>(area)));
}

}  // namespace

TEST_SUITE("plant.operators") {
  TEST_CASE("operators: free between loading and unloading") {
    PlantBuilder b;
    const Id station = b.station(2);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kLoad, pool);
    b.needs(station, Phase::kUnload, pool);
    b.job(b.part({step_with_phases(b, station, 3, 10, 2)}), 0);
    b.job(b.part({step_with_phases(b, station, 3, 8, 2)}), 0);
    const PlantRun run(b.plant, 20);
    // j0: load 0-3, process 3-13, unload 13-15; j1: load 3-6, process 6-14, unload 15-17.
    CHECK(run.log("finish") == "j0 15, j1 17");
    CHECK(run.times(0) == "processing 10, loading 3, unloading 2, idle 5");
    CHECK(run.times(1) == "processing 8, loading 3, unloading 2, idle 3, waiting_operator 4");
    CHECK(busy_seconds(run, pool) == "10");
    CHECK(run.stats().operators[pool].wait.count() == 4);
    CHECK(run.stats().operators[pool].wait.sum_ns() == Int128{4'000'000'000});
  }

  TEST_CASE("operators: kept through phases that all need the pool") {
    PlantBuilder b;
    const Id station = b.station(2);
    const Id pool = b.pool(1);
    b.setup_states(1);
    b.setup_time(kNone, 0, 4);
    for (const Phase phase : {Phase::kSetup, Phase::kLoad, Phase::kProcess, Phase::kUnload}) {
      b.needs(station, phase, pool);
    }
    Step step = step_with_phases(b, station, 3, 10, 2);
    step.setup = 0;
    b.jobs(b.part({step}), {0, 0});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("finish") == "j0 19, j1 38");
    CHECK(run.times(1) ==
          "processing 10, loading 3, unloading 2, idle 2, waiting_operator 19, setup 4");
    CHECK(run.stats().operators[pool].wait.count() == 2);
  }

  TEST_CASE("operators: a phase of no time between two does not interrupt the hold") {
    PlantBuilder b;
    const Id station = b.station(2);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kLoad, pool);
    b.needs(station, Phase::kUnload, pool);
    b.jobs(b.part({step_with_phases(b, station, 3, 0, 2)}), {0, 0});
    const PlantRun run(b.plant, 20);
    CHECK(run.log("finish") == "j0 5, j1 10");
    CHECK(run.stats().operators[pool].wait.count() == 2);
  }

  TEST_CASE("operators: two pools hand over") {
    PlantBuilder b;
    const Id station = b.station();
    const Id other = b.station();
    const Id setter = b.pool(1);
    const Id runner = b.pool(1);
    b.needs(station, Phase::kLoad, setter);
    b.needs(station, Phase::kProcess, runner);
    b.needs(other, Phase::kProcess, runner);
    b.job(b.part({step_with_phases(b, station, 3, 10, 2)}), 0);
    b.job(b.part({b.step(other, 8)}), 1);
    const PlantRun run(b.plant, 30);
    CHECK(run.log("finish") == "j1 9, j0 21");  // load 0-3, runner from 9 to 19, unload alone
    CHECK(run.times(0) == "processing 10, loading 3, unloading 2, idle 9, waiting_operator 6");
    CHECK(busy_seconds(run, setter) == "3");
    CHECK(busy_seconds(run, runner) == "18");
  }

  TEST_CASE("operators: the line goes by priority and then first come first served") {
    PlantBuilder b;
    const Id station = b.station(4);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kProcess, pool);
    const Id part = b.part({b.step(station, 10)});
    b.jobs(part, {0, 1, 2});
    b.job(part, 3).priority = 7;
    CHECK(PlantRun(b.plant, 50).log("finish") == "j0 10, j3 20, j1 30, j2 40");
  }

  TEST_CASE("operators: off shift nobody comes and who is at work finishes the phase") {
    PlantBuilder b;
    const Id station = b.station();
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].shift = b.shift(100, {{0, 10}, {50, 100}});
    b.needs(station, Phase::kLoad, pool);
    b.needs(station, Phase::kUnload, pool);
    b.jobs(b.part({step_with_phases(b, station, 4, 10, 2)}), {8, 8});
    const PlantRun run(b.plant, 80);
    // load 8-12 beyond the shift's end at 10, process 12-22, unload 50-52; j1 52-68
    CHECK(run.log("finish") == "j0 52, j1 68");
    CHECK(run.times(0) == "processing 20, loading 8, unloading 4, idle 20, waiting_operator 28");
  }

  TEST_CASE("operators: a smaller pool than the machines ask for serves all in the end") {
    PlantBuilder b;
    const Id station = b.station(5);
    const Id pool = b.pool(2);
    b.needs(station, Phase::kProcess, pool);
    b.jobs(b.part({b.step(station, 10)}), {0, 0, 0, 0, 0});
    CHECK(PlantRun(b.plant, 50).log("finish") == "j0 10, j1 10, j2 20, j3 20, j4 30");
  }

  TEST_CASE("operators: a failure gives the operator back and what is resumed asks anew") {
    PlantBuilder b;
    const Id failing = b.station();
    const Id other = b.station();
    const Id pool = b.pool(1);
    b.needs(failing, Phase::kProcess, pool);
    b.needs(other, Phase::kProcess, pool);
    b.failure(failing, FailureClock::kCalendar, 1000, 6).first = b.seconds(5);
    b.job(b.part({b.step(failing, 10)}), 0);
    b.job(b.part({b.step(other, 10)}), 1);
    const PlantRun run(b.plant, 40);
    // j1 works 5-15; m0 is up at 11, waits until 15 and has 5 s to do.
    CHECK(run.log("finish") == "j1 15, j0 20");
    CHECK(run.times(0) == "processing 10, idle 20, waiting_operator 4, repair 6");
    CHECK(run.times(1) == "processing 10, idle 26, waiting_operator 4");
    CHECK(busy_seconds(run, pool) == "20");
  }

  TEST_CASE("operators: a request dies with the failure of the machine that waits") {
    PlantBuilder b;
    const Id failing = b.station();
    const Id other = b.station();
    const Id pool = b.pool(1);
    b.needs(failing, Phase::kProcess, pool);
    b.needs(other, Phase::kProcess, pool);
    b.failure(failing, FailureClock::kCalendar, 1000, 10).first = b.seconds(4);
    b.job(b.part({b.step(other, 10)}), 0);
    b.job(b.part({b.step(failing, 10)}), 0);
    const PlantRun run(b.plant, 40);
    CHECK(run.log("finish") == "j0 10, j1 24");
    CHECK(run.times(0) == "processing 10, idle 16, waiting_operator 4, repair 10");
    CHECK(busy_seconds(run, pool) == "20");
  }

  TEST_CASE("operators: machines wait for the technician") {
    PlantBuilder b;
    const Id station = b.station(3);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kRepair, pool);
    b.failure(station, FailureClock::kCalendar, 1000, 5).first = b.seconds(10);
    b.jobs(b.part({b.step(station, 12)}), {0, 0, 0});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("repair") == "m0 10, m1 15, m2 20");
    CHECK(run.log("failure") == "m0 10, m1 10, m2 10");
    CHECK(run.log("finish") == "j0 17, j1 22, j2 27");
    CHECK(run.times(2) == "processing 12, idle 13, repair 5, repair_delay 10");
    CHECK(run.stats().operators[pool].wait.sum_ns() == Int128{15'000'000'000});
  }

  TEST_CASE("operators: maintenance waits for its people too") {
    PlantBuilder b;
    const Id station = b.station(2);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kMaintenance, pool);
    b.maintenance(station, 20, 5);
    const PlantRun run(b.plant, 48);
    // Start to start: m0 20 and 40, m1 25 and 45.
    CHECK(run.log("maintenance") == "m0 20, m1 25, m0 40, m1 45");
    CHECK(run.times(1) == "idle 35, maintenance 8, maintenance_delay 5");
  }

  TEST_CASE("operators: more pressing work comes before a repair in the line") {
    PlantBuilder b;
    const Id failing = b.station();
    const Id other = b.station(2);
    const Id pool = b.pool(1);
    b.needs(failing, Phase::kRepair, pool);
    b.needs(other, Phase::kProcess, pool);
    b.failure(failing, FailureClock::kCalendar, 1000, 5).first = b.seconds(2);
    const Id part = b.part({b.step(other, 10)});
    b.job(part, 0);
    b.job(part, 3).priority = 1;
    const PlantRun run(b.plant, 40);
    CHECK(run.log("finish") == "j0 10, j1 20");
    CHECK(run.log("repair") == "m0 20");
  }

  TEST_CASE("operators: a cascading machine whose last job inside waits is not processing") {
    PlantBuilder b;
    const Id cascade = b.station();
    b.at(cascade).capacity = 2;
    const Id other = b.station();
    const Id pool = b.pool(1);
    b.needs(cascade, Phase::kLoad, pool);
    b.needs(other, Phase::kProcess, pool);
    Step plain = b.step(cascade, 10);
    plain.interval = sec(2);
    Step loaded = plain;
    loaded.load = b.seconds(3);
    b.job(b.part({plain}), 0);
    b.job(b.part({b.step(other, 29)}), 1);
    b.job(b.part({loaded}), 1);
    const PlantRun run(b.plant, 50);
    // j2 enters at 2 and waits until 30; j0 is processed until 10.
    CHECK(run.log("finish") == "j0 10, j1 30, j2 43");
    CHECK(run.times(0) == "processing 20, loading 3, idle 7, waiting_operator 20");
  }
}

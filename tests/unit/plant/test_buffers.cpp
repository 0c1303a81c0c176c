#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/core/error.h"
#include "twinline/plant/model/connect_buffers.h"

namespace {

using namespace twinline;

/// A line of single machines with a buffer before each but the first.
struct Line {
  PlantBuilder builder;

  Line(std::initializer_list<double> process_s, std::uint32_t capacity,
       BufferCounts counts = BufferCounts::kWaiting, Blocking blocking = Blocking::kAfterService) {
    std::vector<Step> steps;
    for (const double time : process_s) {
      const Id station = builder.station();
      if (station > 0) {
        builder.at(station).buffer = builder.buffer(capacity, counts, blocking);
      }
      steps.push_back(builder.step(station, time));
    }
    builder.part(steps);
  }
  const Plant& plant() {
    connect_buffers(builder.plant);
    return builder.plant;
  }
};

}  // namespace

TEST_SUITE("plant.buffers") {
  TEST_CASE("blocking after service: the machine keeps its job until the next one is free") {
    Line line({10, 30}, 0);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 130);
    CHECK(run.log_at("end", 0) == "j0 10, j1 20, j2 50");
    CHECK(run.log("block") == "j1 20, j2 50");
    CHECK(run.log_at("start", 1) == "j0 10, j1 40, j2 70");
    CHECK(run.log("finish") == "j0 40, j1 70, j2 100");
    CHECK(run.times(0) == "processing 30, idle 60, blocked 40");
    CHECK(run.times(1) == "processing 90, idle 40");
  }

  TEST_CASE("blocking after service: a place between them spares the wait") {
    Line line({10, 30}, 1);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 130);
    CHECK(run.log("block") == "j2 30");
    CHECK(run.log("finish") == "j0 40, j1 70, j2 100");
    CHECK(run.times(0) == "processing 30, idle 90, blocked 10");
    const BufferFigures figures = run.buffer(0);
    CHECK(figures.most == 1);
    CHECK(figures.content == doctest::Approx(50.0 / 130));
    CHECK(figures.full_fraction == doctest::Approx(50.0 / 130));
    CHECK(figures.empty_fraction == doctest::Approx(80.0 / 130));
    CHECK(run.stats().blocked[0].count() == 1);
    CHECK(run.stats().blocked[0].mean_seconds() == 10);
  }

  TEST_CASE("counts waiting and work: the job on the machine takes a place too") {
    Line line({10, 30}, 1, BufferCounts::kWaitingAndWork);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 130);
    CHECK(run.log("block") == "j1 20, j2 50");
    CHECK(run.log("finish") == "j0 40, j1 70, j2 100");
  }

  TEST_CASE("blocking before service: work begins only with a place for it") {
    Line line({10, 30}, 0, BufferCounts::kWaiting, Blocking::kBeforeService);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 160);
    CHECK(run.log_at("start", 0) == "j0 0, j1 40, j2 80");
    CHECK(run.log("block") == "");
    CHECK(run.log("finish") == "j0 40, j1 80, j2 120");
    CHECK(run.times(0) == "processing 30, idle 70, blocked 60");
  }

  TEST_CASE("blocking before service: a place is kept while the work lasts") {
    Line line({10, 30}, 1, BufferCounts::kWaitingAndWork, Blocking::kBeforeService);
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.plant(), 100);
    CHECK(run.log_at("start", 0) == "j0 0, j1 40");
    CHECK(run.buffer(0).content == doctest::Approx(0.6));
    CHECK(run.buffer(0).full_fraction == doctest::Approx(0.8));
  }

  TEST_CASE("a place that becomes free is passed back along the line in one instant") {
    Line line({10, 10, 10, 40}, 0);
    line.builder.jobs(0, {0, 0, 0, 0, 0});
    const PlantRun run(line.plant(), 300);
    // j0 leaves at 70: j1, j2 and j3, blocked, move up at once.
    CHECK(run.log_at("start", 3) == "j0 30, j1 70, j2 110, j3 150, j4 190");
    CHECK(run.log_at("start", 2) == "j0 20, j1 30, j2 70, j3 110, j4 150");
    CHECK(run.log_at("start", 1) == "j0 10, j1 20, j2 30, j3 70, j4 110");
  }

  TEST_CASE("who has waited longest for a place is let in first") {
    PlantBuilder builder;
    const Id a = builder.station();
    const Id b = builder.station();
    const Id merged = builder.station();
    builder.at(merged).buffer = builder.buffer(0);
    builder.part({builder.step(a, 10), builder.step(merged, 100)});
    builder.part({builder.step(b, 5), builder.step(merged, 100)});
    builder.list();
    builder.job(0, 0);
    builder.job(1, 6);  // ends at 11
    builder.job(0, 2);  // ends at 20
    builder.job(1, 7);  // ends at 16 if it could leave: it queues behind
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 500);
    CHECK(run.log_at("start", 1) == "j0 10, j2 210");
    CHECK(run.log_at("start", 3) == "j1 110, j3 310");
  }

  TEST_CASE("a shared buffer: one bound for a busy machine does not stop the next") {
    PlantBuilder builder;
    const Id front = builder.station(2);
    const Id left = builder.station();
    const Id right = builder.station();
    const Id shared = builder.buffer(0);
    builder.at(left).buffer = shared;
    builder.at(right).buffer = shared;
    builder.part({builder.step(front, 10), builder.step(left, 100)});
    builder.part({builder.step(front, 15), builder.step(right, 10)});
    builder.job(0, 0);
    builder.job(0, 0);
    builder.job(1, 10);
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 300);
    CHECK(run.log("block") == "j1 10");
    CHECK(run.log_at("start", 3) == "j2 25");
    CHECK(run.log_at("start", 1) == "j0 10, j1 110");
  }

  TEST_CASE("a shared buffer: one that waits longer for a busy machine is passed by") {
    PlantBuilder builder;
    const Id front = builder.station(5);
    const Id left = builder.station();
    const Id right = builder.station();
    const Id shared = builder.buffer(1);
    builder.at(left).buffer = shared;
    builder.at(right).buffer = shared;
    builder.part({builder.step(front, 10), builder.step(left, 100)});
    builder.part({builder.step(front, 10), builder.step(right, 30)});
    builder.job(0, 0);
    builder.job(1, 1);
    builder.job(0, 2);
    builder.job(0, 3);
    builder.job(1, 4);
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 400);
    CHECK(run.log("block") == "j3 13, j4 14");
    CHECK(run.log_at("start", 3) == "j1 11, j4 41");
    CHECK(run.log_at("start", 1) == "j0 10, j2 110, j3 210");
  }

  TEST_CASE("the way to a place is in the place") {
    Line line({10, 10}, 1);
    line.builder.plant.locations = {"a", "b"};
    line.builder.plant.transport = {kNone, line.builder.seconds(50), kNone, kNone};
    line.builder.at(1).location = 1;
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 300);
    // The free machine is one place more: two are on their way, the third waits for the second
    // start.
    CHECK(run.log("block") == "j2 30");
    CHECK(run.log_at("start", 1) == "j0 60, j1 70, j2 120");
    CHECK(run.buffer(0).most == 2);
  }

  TEST_CASE("a machine that is down takes nothing past its buffer") {
    Line line({10, 10}, 0);
    FailureMode& failure = line.builder.failure(1, FailureClock::kCalendar, 15, 100);
    failure.interruption = Interruption::kResume;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.plant(), 140);
    CHECK(run.log("block") == "j1 20");
    CHECK(run.log("finish") == "j0 120, j1 130");
  }

  TEST_CASE("a blocked machine fails and is repaired with its job on it") {
    Line line({10, 100}, 0);
    line.builder.failure(0, FailureClock::kCalendar, 50, 20);
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.plant(), 130);
    CHECK(run.times(0) == "processing 20, idle 10, blocked 70, repair 30");
    CHECK(run.log_at("start", 1) == "j0 10, j1 110");
  }

  TEST_CASE("the job of a blocked machine that is down leaves as soon as there is room") {
    Line line({10, 100}, 0);
    line.builder.failure(0, FailureClock::kCalendar, 105, 20);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 140);
    CHECK(run.log_at("start", 1) == "j0 10, j1 110");
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 125");
  }

  TEST_CASE("a job without its next place is not made, or waits before the plant") {
    for (const bool lost : {true, false}) {
      CAPTURE(lost);
      PlantBuilder builder;
      const Id server = builder.station();
      builder.at(server).buffer = builder.buffer(1);
      builder.part({builder.step(server, 10)});
      builder.jobs(0, {0, 1, 2, 3});
      builder.plant.releases[0].lost_when_full = lost;
      connect_buffers(builder.plant);
      const PlantRun run(builder.plant, 60);
      CHECK(run.log("finish") == (lost ? "j0 10, j1 20" : "j0 10, j1 20, j2 30, j3 40"));
      CHECK(run.stats().releases[0].lost == (lost ? 2 : 0));
      CHECK(run.stats().releases[0].released == (lost ? 2 : 4));
      CHECK(run.buffer(0).most == 1);
    }
  }

  TEST_CASE("a batch blocks its machine until its last job has left") {
    PlantBuilder builder;
    const Id oven = builder.station();
    const Id bench = builder.station();
    builder.at(oven).batch.enabled = true;
    builder.at(bench).buffer = builder.buffer(1);
    Step bake = builder.step(oven, 10);
    bake.per = ProcessPer::kBatch;
    bake.batch_min = bake.batch_max = 3;
    builder.part({bake, builder.step(bench, 20)});
    builder.jobs(0, {0, 0, 0, 0, 0, 0});
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    CHECK(run.log_at("start", 1) == "j0 10, j1 30, j2 50, j3 70, j4 90, j5 110");
    CHECK(run.log_at("start", 0) == "j0 0, j1 0, j2 0, j3 30, j4 30, j5 30");
    // j1 gets the place at once, for the bench takes j0 in the same instant.
    CHECK(run.log("block") == "j1 10, j2 10, j3 40, j4 40, j5 40");
  }

  TEST_CASE("blocking before service: a batch needs places for all its jobs") {
    PlantBuilder builder;
    const Id oven = builder.station();
    const Id bench = builder.station();
    builder.at(oven).batch.enabled = true;
    builder.at(bench).buffer = builder.buffer(2, BufferCounts::kWaiting, Blocking::kBeforeService);
    Step bake = builder.step(oven, 10);
    bake.per = ProcessPer::kBatch;
    bake.batch_min = bake.batch_max = 3;
    builder.part({bake, builder.step(bench, 20)});
    builder.jobs(0, {0, 0, 0, 0, 0, 0});
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    // The free bench is the third place; the next batch waits until all of the first have started.
    CHECK(run.log_at("start", 0) == "j0 0, j1 0, j2 0, j3 70, j4 70, j5 70");
  }

  TEST_CASE("rework of a job whose way back is full in a circle is a deadlock, said with names") {
    PlantBuilder builder;
    const Id first = builder.station();
    const Id second = builder.station();
    builder.at(first).buffer = builder.buffer(1, BufferCounts::kWaitingAndWork);
    builder.at(second).buffer = builder.buffer(1, BufferCounts::kWaitingAndWork);
    Step check = builder.step(second, 30);
    check.rework_probability = 1;
    check.rework_to = 0;
    builder.part({builder.step(first, 10), check});
    builder.jobs(0, {0, 0});
    connect_buffers(builder.plant);
    CHECK(builder.plant.may_deadlock);
    Simulation simulation(builder.plant, 1, 0);
    std::string text;
    try {
      simulation.advance(sec(1000));
    } catch (const RunError& error) {
      text = error.what();
    }
    CHECK(text ==
          "deadlock at 0.011 h: buffer \"b0\" is full (1) and nothing leaves it; for a place there "
          "wait job 0 of \"list\" on machine \"m1\"; buffer \"b1\" is full (1) and nothing leaves "
          "it; for a place there wait job 1 of \"list\" on machine \"m0\"; give a buffer more "
          "places, or let rework leave the line");
  }

  TEST_CASE("a circle that still moves is no deadlock") {
    PlantBuilder builder;
    const Id first = builder.station();
    const Id second = builder.station();
    builder.at(first).buffer = builder.buffer(1);
    builder.at(second).buffer = builder.buffer(1);
    Step check = builder.step(second, 10);
    check.rework_probability = 0.5;
    check.rework_to = 0;
    builder.part({builder.step(first, 10), check});
    builder.jobs(0, {0, 100, 200, 300});
    connect_buffers(builder.plant);
    CHECK(builder.plant.may_deadlock);
    const PlantRun run(builder.plant, 10000);
    CHECK(run.stats().releases[0].finished == 4);
  }

  TEST_CASE("an empty machine without places before it is no deadlock") {
    Line line({10, 30, 10}, 0);
    line.builder.jobs(0, {0, 0, 0});
    Plant plant = line.plant();
    plant.may_deadlock = true;  // as in a plant with rework elsewhere
    const PlantRun run(plant, 200);
    CHECK(run.log("block") == "j1 20, j2 50");
    CHECK(run.stats().releases[0].finished == 3);
  }

  TEST_CASE("jobs that wait for parts are no deadlock while parts may come") {
    PlantBuilder builder;
    const Id press = builder.station();
    const Id marry = builder.station();
    const Id dress = builder.station();
    builder.at(marry).buffer = builder.buffer(1);
    const Id store = builder.buffer(5);
    builder.part({builder.step(press, 10), builder.step(marry, 10)});
    const Id engine = builder.part({builder.step(dress, 100)});
    builder.plant.parts[engine].ends_in = store;
    builder.plant.needs = {{engine, 1, false}};
    builder.plant.steps[1].n_needs = 1;
    builder.jobs(0, {0, 0, 0});
    builder.jobs(engine, {0, 0, 0});
    connect_buffers(builder.plant);
    builder.plant.may_deadlock = true;
    const PlantRun run(builder.plant, 1000);
    CHECK(run.log("block") == "j1 20, j2 110");
    CHECK(run.stats().releases[0].finished == 6);
  }

  TEST_CASE("a line that only goes forward cannot deadlock") {
    Line line({10, 10, 10}, 0);
    CHECK_FALSE(line.plant().may_deadlock);
  }
}

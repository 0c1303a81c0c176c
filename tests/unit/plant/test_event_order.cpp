#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

using namespace twinline;

TEST_SUITE("plant.event_order") {
  TEST_CASE("order: a decision sees all that happens in its instant") {
    PlantBuilder b;
    const Id station = b.station(1, {RankKey::kPriority});
    const Id feeder = b.station();
    b.job(b.part({b.step(station, 10)}), 0);
    b.job(b.part({b.step(station, 10)}), 5);                // waits
    b.job(b.part({b.step(station, 10)}), 10).priority = 1;  // comes when the machine is free
    b.job(b.part({b.step(feeder, 0), b.step(station, 10)}), 10).priority = 2;
    const PlantRun run(b.plant, 60);
    // j3 comes after a step of no time: the first decision of the instant does not know it.
    CHECK(run.log_at("start", 0) == "j0 0");
    CHECK(run.log_at("start", 2) == "j2 10");
    CHECK(run.log_at("start", 4) == "j3 20");
    CHECK(run.log_at("start", 1) == "j1 30");
  }

  TEST_CASE("order: jobs that arrive by transport and by release in one instant") {
    PlantBuilder b;
    const Id station = b.station();
    const Id far = b.station();
    b.plant.locations = {"here", "far"};
    b.plant.transport = {kNone, kNone, b.seconds(4), kNone};
    b.at(far).location = 1;
    b.job(b.part({b.step(far, 1), b.step(station, 10)}), 0);
    b.job(b.part({b.step(station, 10)}), 5);
    const PlantRun run(b.plant, 60);
    CHECK(run.log("queue") == "j0 0, j0 5, j1 5");  // arrivals before releases
    CHECK(run.log_at("start", 1) == "j0 5");
    CHECK(run.log_at("start", 2) == "j1 15");
  }

  TEST_CASE("order: streams release in the order in which they were planned") {
    PlantBuilder b;
    const Id part = b.part({b.step(b.station(), 10)});
    b.job(part, 3);
    b.list();
    b.job(part, 3);
    b.job(part, 4);
    CHECK(PlantRun(b.plant, 60).log("start") == "j0 3, r1j0 13, r1j1 23");
  }

  TEST_CASE("order: maintenance that is due when a job ends comes before the next job") {
    PlantBuilder b;
    const Id station = b.station();
    b.maintenance(station, 10, 5).every = sec(1000);
    b.jobs(b.part({b.step(station, 10)}), {0, 0});
    const PlantRun run(b.plant, 60);
    CHECK(run.log("maintenance") == "m0 10");
    CHECK(run.log("start") == "j0 0, j1 15");
  }

  TEST_CASE("order: work that ends at the instant of a failure has ended") {
    for (const Interruption interruption :
         {Interruption::kResume, Interruption::kRepeat, Interruption::kFinishFirst}) {
      PlantBuilder b;
      const Id station = b.station();
      FailureMode& mode = b.failure(station, FailureClock::kCalendar, 1000, 5);
      mode.first = b.seconds(10);
      mode.interruption = interruption;
      b.jobs(b.part({b.step(station, 10)}), {0, 0});
      const PlantRun run(b.plant, 60);
      CHECK(run.log("finish") == "j0 10, j1 25");
      CHECK(run.log("repair") == "m0 10");
      CHECK(run.times(0) == "processing 20, idle 35, repair 5");
    }
  }

  TEST_CASE("order: work that ends at the instant of the end of the shift has ended") {
    for (const ShiftEnd end : {ShiftEnd::kFinish, ShiftEnd::kSuspend}) {
      PlantBuilder b;
      const Id station = b.station();
      b.at(station).shift = b.shift(20, {{0, 10}});
      b.at(station).shift_end = end;
      b.jobs(b.part({b.step(station, 10)}), {0, 0});
      const PlantRun run(b.plant, 35);
      CHECK(run.log("start") == "j0 0, j1 20");
      CHECK(run.log("finish") == "j0 10, j1 30");
      CHECK(run.times(0) == "processing 20, nonscheduled 15");
    }
  }

  TEST_CASE("order: maintenance that is due when a job comes is first") {
    PlantBuilder b;
    const Id station = b.station();
    b.maintenance(station, 10, 5).every = sec(1000);
    b.jobs(b.part({b.step(station, 10)}), {10});
    CHECK(PlantRun(b.plant, 60).log("start") == "j0 15");
  }

  TEST_CASE("order: a shift that begins takes the job that waits and one that comes then") {
    PlantBuilder b;
    const Id station = b.station(1, {RankKey::kPriority});
    b.at(station).shift = b.shift(100, {{10, 100}});
    const Id part = b.part({b.step(station, 5)});
    b.job(part, 0);
    b.job(part, 10).priority = 1;
    CHECK(PlantRun(b.plant, 60).log("start") == "j1 10, j0 15");
  }

  TEST_CASE("order: the warm-up ends before all else of its instant") {
    PlantBuilder b;
    b.plant.run.warm_up = sec(10);
    const Id station = b.station();
    b.jobs(b.part({b.step(station, 10)}), {0, 10});
    const PlantRun run(b.plant, 30);
    CHECK(run.stats().releases[0].finished == 2);
    CHECK(run.stats().releases[0].released == 1);
    CHECK(run.stats().stations[0].jobs() == 1);
    CHECK(run.stats().machines[0].jobs == 2);
    CHECK(run.times(0) == "processing 10, idle 10");
  }

  TEST_CASE("order: samples of the work in process come last and before the decisions") {
    PlantBuilder b;
    b.plant.output.wip_interval = sec(5);
    b.jobs(b.part({b.step(b.station(), 7)}), {0, 5, 10});
    const PlantRun run(b.plant, 21);
    const std::vector<WipSample>& series = run.stats().wip_series;
    REQUIRE(series.size() == 5);
    const std::vector<std::uint32_t> jobs = {1, 2, 2, 1, 1};
    const std::vector<std::uint32_t> queued = {1, 1, 1, 0, 0};
    for (std::size_t i = 0; i < series.size(); ++i) {
      CAPTURE(i);
      CHECK(series[i].time.ns() == sec(5 * static_cast<std::int64_t>(i)).ns());
      CHECK(series[i].jobs == jobs[i]);
      CHECK(series[i].queued == queued[i]);
    }
  }

  TEST_CASE("order: a chain of steps of no time passes in one instant") {
    PlantBuilder b;
    std::vector<Step> steps;
    for (int i = 0; i < 5; ++i) steps.push_back(b.step(b.station(), 0));
    b.jobs(b.part(steps), {3, 3, 3});
    const PlantRun run(b.plant, 5);
    CHECK(run.log("finish") == "j0 3, j1 3, j2 3");
    CHECK(run.stats().moves == 15);
  }

  TEST_CASE("order: an event at the very end of the run is executed and so is its decision") {
    PlantBuilder b;
    const Id station = b.station();
    b.jobs(b.part({b.step(station, 10)}), {0, 0});
    const PlantRun run(b.plant, 10);
    CHECK(run.log("start") == "j0 0, j1 10");
    CHECK(run.log("finish") == "j0 10");
  }

  TEST_CASE("order: epochs that run over cancel as before") {
    PlantBuilder b;
    const Id station = b.station(2);
    b.failure(station, FailureClock::kBusy, 7, 3);
    const Id pool = b.pool(1);
    b.needs(station, Phase::kLoad, pool);
    Step step = b.step(station, 5);
    step.load = b.seconds(1);
    b.jobs(b.part({step}), {0, 10, 10, 12, 30, 31, 32, 33, 60, 60});
    const PlantRun plain(b.plant, 100);
    Simulation parent(b.plant, 1, 0);
    parent.advance(sec(9));  // nothing is inside or waits
    PlantState state = parent.state();
    for (Task& task : state.tasks) task.epoch = Event::kEpochMask - 1;
    for (Down& down : state.downs) down.epoch = Event::kEpochMask - 1;
    Simulation wrapped(b.plant, state);
    wrapped.advance(sec(100));
    CHECK(wrapped.state().tasks[0].epoch < 100);
    CHECK(wrapped.state().downs[0].epoch < 100);
    for (Id m = 0; m < 2; ++m) {
      CHECK((wrapped.machine_times(m) == Simulation(b.plant, plain.state()).machine_times(m)));
    }
    CHECK(wrapped.n_events() == plain.state().n_events);
    CHECK(wrapped.statistics().releases[0].cycle_time.sum_ns() ==
          plain.stats().releases[0].cycle_time.sum_ns());
  }

  TEST_CASE("order: a plant without jobs stands idle") {
    PlantBuilder b;
    b.station(2);
    CHECK(PlantRun(b.plant, 7).times(1) == "idle 7");
  }
}

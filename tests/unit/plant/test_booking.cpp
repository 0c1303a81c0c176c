#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/plant/model/connect_buffers.h"
#include "twinline/plant/process/booking.h"

namespace {

using namespace twinline;

/// A job with a setup of 4 s, load 3, process 10, unload 2.
struct PhaseLine {
  PlantBuilder builder;
  Id station;

  PhaseLine() {
    station = builder.station();
    builder.setup_states(1);
    builder.setup_time(kNone, 0, 4);
    Step step = builder.step(station, 10);
    step.load = builder.seconds(3);
    step.unload = builder.seconds(2);
    step.setup = 0;
    builder.part({step});
  }
  FailureMode& fails_once(double at_s, double repair_s, Interruption interruption) {
    FailureMode& mode = builder.failure(station, FailureClock::kCalendar, 1000, repair_s);
    mode.interruption = interruption;
    mode.first = builder.seconds(at_s);
    return mode;
  }
};

}  // namespace

TEST_SUITE("plant.booking") {
  TEST_CASE("booking: every phase of a job in its own state") {
    PhaseLine line;
    line.builder.jobs(0, {5, 30});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("finish") == "j0 24, j1 45");
    CHECK(run.times(0) == "processing 20, loading 6, unloading 4, idle 26, setup 4");
  }

  TEST_CASE("booking: the open interval is booked at any instant") {
    PhaseLine line;
    line.builder.job(0, 5);
    CHECK(PlantRun(line.builder.plant, 5).times(0) == "idle 5");
    CHECK(PlantRun(line.builder.plant, 7).times(0) == "idle 5, setup 2");
    CHECK(PlantRun(line.builder.plant, 11).times(0) == "loading 2, idle 5, setup 4");
    CHECK(PlantRun(line.builder.plant, 20).times(0) == "processing 8, loading 3, idle 5, setup 4");
    CHECK(PlantRun(line.builder.plant, 23).times(0) ==
          "processing 10, loading 3, unloading 1, idle 5, setup 4");
  }

  TEST_CASE("booking: an active period goes on from job to job and ends where the machine waits") {
    PhaseLine line;
    line.builder.jobs(0, {5, 20, 45});  // works from 5 to 39 and from 45 to 60
    const auto periods = [&](std::int64_t until) {
      const PlantRun run(line.builder.plant, until);
      return booked_active_periods(run.state(), 0);
    };
    CHECK(periods(5) == 0);
    CHECK(periods(6) == 1);
    CHECK(periods(24) == 1);
    CHECK(periods(39) == 1);
    CHECK(periods(45) == 1);
    CHECK(periods(46) == 2);
    CHECK(periods(99) == 2);
  }

  TEST_CASE("booking: repair belongs to the active period and off shift does not") {
    PhaseLine line;
    line.builder.jobs(0, {0, 10});
    line.fails_once(7, 8, Interruption::kResume);  // works 19 + 15 s and is repaired for 8
    CHECK(booked_active_periods(PlantRun(line.builder.plant, 60).state(), 0) == 1);
    PhaseLine shifts;
    shifts.builder.jobs(0, {0, 10});
    shifts.builder.at(shifts.station).shift = shifts.builder.shift(100, {{0, 19}, {50, 100}});
    const PlantRun run(shifts.builder.plant, 90);
    CHECK(run.log("finish") == "j0 19, j1 65");
    CHECK(booked_active_periods(run.state(), 0) == 2);
  }

  TEST_CASE("booking: a blocked machine is not active and the warm-up cuts its period") {
    PlantBuilder builder;
    const Id first = builder.station();
    const Id second = builder.station();
    builder.at(second).buffer = builder.buffer(0);
    builder.part({builder.step(first, 10), builder.step(second, 30)});
    builder.jobs(0, {0, 0, 0});
    connect_buffers(builder.plant);
    // The first works 0 to 20 and 40 to 50 and is blocked between and until 70.
    const PlantRun run(builder.plant, 100);
    CHECK(run.times(first) == "processing 30, idle 30, blocked 40");
    CHECK(booked_active_periods(run.state(), first) == 2);
    CHECK(booked_active_periods(run.state(), second) == 1);
    for (const std::int64_t warm_up : {15, 20, 30, 40, 45, 60}) {
      builder.plant.run.warm_up = sec(warm_up);
      const PlantRun late(builder.plant, 100);
      CAPTURE(warm_up);
      CHECK(booked_active_periods(late.state(), first) ==
            (warm_up < 20 ? 2U : (warm_up < 50 ? 1U : 0U)));
      CHECK(booked_active_periods(late.state(), second) == 1);
    }
  }

  TEST_CASE("booking: the warm-up may end in any phase") {
    struct Case {
      std::int64_t warm_up;
      const char* times;
    };
    for (const Case& c :
         {Case{7, "processing 10, loading 3, unloading 2, idle 16, setup 2"},
          Case{10, "processing 10, loading 2, unloading 2, idle 16"},
          Case{12, "processing 10, unloading 2, idle 16"},
          Case{15, "processing 7, unloading 2, idle 16"}, Case{22, "unloading 2, idle 16"},
          Case{23, "unloading 1, idle 16"}, Case{24, "idle 16"}, Case{30, "idle 10"}}) {
      PhaseLine line;
      line.builder.plant.run.warm_up = sec(c.warm_up);
      line.builder.job(0, 5);
      CAPTURE(c.warm_up);
      CHECK(PlantRun(line.builder.plant, 40).times(0) == c.times);
    }
  }

  TEST_CASE("booking: a failure in each phase resumes it") {
    for (const std::int64_t at : {6, 10, 15, 23}) {
      PhaseLine line;
      line.fails_once(static_cast<double>(at), 7, Interruption::kResume);
      line.builder.job(0, 5);
      const PlantRun run(line.builder.plant, 40);
      CAPTURE(at);
      CHECK(run.log("finish") == "j0 31");
      CHECK(run.times(0) == "processing 10, loading 3, unloading 2, idle 14, setup 4, repair 7");
    }
  }

  TEST_CASE("booking: a failure that repeats the work loses all but the setup") {
    struct Case {
      double at;
      const char* finish;
      const char* times;
    };
    // phases: setup 5-9, load 9-12, process 12-22, unload 22-24
    for (const Case& c :
         {Case{6, "j0 31", "processing 10, loading 3, unloading 2, idle 24, setup 4, repair 7"},
          Case{10, "j0 32", "processing 10, loading 4, unloading 2, idle 23, setup 4, repair 7"},
          Case{15, "j0 37", "processing 13, loading 6, unloading 2, idle 18, setup 4, repair 7"},
          Case{23, "j0 45", "processing 20, loading 6, unloading 3, idle 10, setup 4, repair 7"}}) {
      PhaseLine line;
      line.fails_once(c.at, 7, Interruption::kRepeat);
      line.builder.job(0, 5);
      const PlantRun run(line.builder.plant, 50);
      CAPTURE(c.at);
      CHECK(run.log("finish") == c.finish);
      CHECK(run.times(0) == c.times);
    }
  }

  TEST_CASE("booking: the warm-up may end inside an interruption") {
    PhaseLine line;
    line.fails_once(15, 7, Interruption::kResume);
    line.builder.plant.run.warm_up = sec(18);
    line.builder.job(0, 5);
    CHECK(PlantRun(line.builder.plant, 40).times(0) ==
          "processing 7, unloading 2, idle 9, repair 4");
  }

  TEST_CASE("booking: all figures count from the end of the warm-up and what is there stays") {
    PhaseLine line;
    line.builder.plant.run.warm_up = sec(20);
    line.builder.jobs(0, {0, 0, 0, 0});  // 19, then 15 s each
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("finish") == "j0 19, j1 34, j2 49");
    const Statistics& stats = run.stats();
    CHECK(stats.releases[0].released == 0);
    CHECK(stats.releases[0].finished == 2);
    CHECK(stats.releases[0].cycle_time.sum_ns() == Int128{83'000'000'000});
    CHECK(stats.finished.size() == 2);
    CHECK(stats.moves == 2);
    CHECK(stats.machines[0].jobs == 2);
    CHECK(stats.machines[0].setups == 0);
    CHECK(stats.stations[0].jobs() == 2);
    // waiting: 2 until 34, 1 until 49; in the plant one more
    CHECK(run.queue(0).area == Int128{43'000'000'000});
    CHECK(run.queue(0).most == 2);
    CHECK(stats.wip.area(sec(50)) == Int128{73'000'000'000});
    CHECK(stats.releases[0].wip.area(sec(50)) == Int128{73'000'000'000});
    CHECK(stats.stations[0].wait.sum_ns() == Int128{83'000'000'000});
  }

  TEST_CASE("booking: phases of no time leave no trace") {
    PlantBuilder b;
    const Id station = b.station();
    b.jobs(b.part({b.step(station, 0), b.step(station, 0)}), {3, 3});
    const PlantRun run(b.plant, 10);
    CHECK(run.log("finish") == "j0 3, j1 3");
    CHECK(run.times(0) == "idle 10");
  }

  TEST_CASE("booking: work of a nanosecond is booked to the nanosecond") {
    PlantBuilder b;
    const Id station = b.station();
    b.jobs(b.part({b.step(station, 1e-9)}), {3});
    CHECK(PlantRun(b.plant, 10).times(0) == "processing 0.000000001, idle 9.999999999");
  }
}

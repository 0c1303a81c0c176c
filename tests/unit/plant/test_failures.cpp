#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One machine, jobs of 10 s at 0, 20 and 40, one failure mode with a repair of 5 s.
std::string finishes(FailureClock clock, double every, Interruption interruption) {
  PlantBuilder b;
  const Id station = b.station();
  b.failure(station, clock, every, 5).interruption = interruption;
  b.jobs(b.part({b.step(station, 10)}), {0, 20, 40});
  const PlantRun run(b.plant, 70);
  return run.log("finish") + " | " + run.log("repair") + " | " + run.times(0);
}

}  // namespace

TEST_SUITE("plant.failures") {
  TEST_CASE("failure: by calendar time whether idle or not from the end of the last repair") {
    constexpr FailureClock kClock = FailureClock::kCalendar;
    // due 14 (idle), then 19 + 14 = 33 (idle), then 38 + 14 = 52
    CHECK(finishes(kClock, 14, Interruption::kResume) ==
          "j0 10, j1 30, j2 50 | m0 14, m0 33, m0 52 | processing 30, idle 25, repair 15");
    // due 23, then 51
    CHECK(finishes(kClock, 23, Interruption::kResume) ==
          "j0 10, j1 35, j2 50 | m0 23, m0 51 | processing 30, idle 30, repair 10");
    CHECK(finishes(kClock, 23, Interruption::kRepeat) ==
          "j0 10, j1 38, j2 50 | m0 23, m0 51 | processing 33, idle 27, repair 10");
    // due 23, begun 30, up 35; due 58
    CHECK(finishes(kClock, 23, Interruption::kFinishFirst) ==
          "j0 10, j1 30, j2 50 | m0 30, m0 58 | processing 30, idle 30, repair 10");
  }

  TEST_CASE("failure: by busy time") {
    constexpr FailureClock kClock = FailureClock::kBusy;
    CHECK(finishes(kClock, 14, Interruption::kResume) ==
          "j0 10, j1 35, j2 55 | m0 24, m0 48 | processing 30, idle 30, repair 10");
    CHECK(finishes(kClock, 14, Interruption::kRepeat) ==
          "j0 10, j1 39, j2 59 | m0 24, m0 44 | processing 38, idle 22, repair 10");
    CHECK(finishes(kClock, 14, Interruption::kFinishFirst) ==
          "j0 10, j1 30, j2 50 | m0 30 | processing 30, idle 35, repair 5");
  }

  TEST_CASE("failure: by pieces once the job has ended") {
    for (const Interruption interruption :
         {Interruption::kResume, Interruption::kRepeat, Interruption::kFinishFirst}) {
      CHECK(finishes(FailureClock::kPieces, 2, interruption) ==
            "j0 10, j1 30, j2 50 | m0 30 | processing 30, idle 35, repair 5");
      CHECK(finishes(FailureClock::kPieces, 1, interruption) ==
            "j0 10, j1 30, j2 50 | m0 10, m0 30, m0 50 | processing 30, idle 25, repair 15");
    }
  }

  TEST_CASE("failure: by pieces with others still inside") {
    struct Case {
      Interruption interruption;
      const char* finish;
      const char* repair;
    };
    for (const Case& c : {Case{Interruption::kResume, "j0 10, j1 19", "m0 10"},
                          Case{Interruption::kRepeat, "j0 10, j1 25", "m0 10"},
                          Case{Interruption::kFinishFirst, "j0 10, j1 14", "m0 14"}}) {
      PlantBuilder b;
      const Id station = b.station();
      b.at(station).capacity = 2;
      FailureMode& mode = b.failure(station, FailureClock::kPieces, 100, 5);
      mode.first = b.seconds(1);
      mode.interruption = c.interruption;
      Step step = b.step(station, 10);
      step.interval = sec(4);
      b.jobs(b.part({step}), {0, 0});
      const PlantRun run(b.plant, 40);
      CHECK(run.log("finish") == c.finish);
      CHECK(run.log("repair") == c.repair);
    }
  }

  TEST_CASE(
      "failure: the first may have a time of its own and the next starts at the repair's end") {
    PlantBuilder b;
    const Id station = b.station();
    FailureMode& mode = b.failure(station, FailureClock::kCalendar, 20, 5);
    mode.first = b.seconds(3);
    const PlantRun run(b.plant, 60);
    CHECK(run.log("repair") == "m0 3, m0 28, m0 53");
    CHECK(run.log("up") == "m0 8, m0 33, m0 58");
    CHECK(run.stats().machines[0].failures == 3);
  }

  TEST_CASE("failure: one that comes while another is repaired waits for its end") {
    PlantBuilder b;
    const Id station = b.station();
    b.failure(station, FailureClock::kCalendar, 1000, 10).first = b.seconds(10);
    b.failure(station, FailureClock::kCalendar, 1000, 3).first = b.seconds(12);
    b.jobs(b.part({b.step(station, 15)}), {0});
    const PlantRun run(b.plant, 60);
    CHECK(run.log("repair") == "m0 10, m0 20");
    CHECK(run.log("finish") == "j0 28");
    CHECK(run.times(0) == "processing 15, idle 32, repair 13");
  }

  TEST_CASE("failure: one that repeats the work does so also after another that resumes it") {
    PlantBuilder b;
    const Id station = b.station();
    b.failure(station, FailureClock::kCalendar, 1000, 10).first = b.seconds(10);
    FailureMode& second = b.failure(station, FailureClock::kCalendar, 1000, 3);
    second.first = b.seconds(12);
    second.interruption = Interruption::kRepeat;
    b.jobs(b.part({b.step(station, 15)}), {0});
    CHECK(PlantRun(b.plant, 60).log("finish") == "j0 38");
  }

  TEST_CASE("failure: one that comes during maintenance waits for its end") {
    PlantBuilder b;
    const Id station = b.station();
    b.failure(station, FailureClock::kCalendar, 1000, 5).first = b.seconds(14);
    b.maintenance(station, 10, 10).every = sec(1000);
    const PlantRun run(b.plant, 60);
    CHECK(run.log("maintenance") == "m0 10");
    CHECK(run.log("repair") == "m0 20");
    CHECK(run.times(0) == "idle 45, maintenance 10, repair 5");
  }

  TEST_CASE("failure: it comes before maintenance that is due too") {
    PlantBuilder b;
    const Id station = b.station();
    b.failure(station, FailureClock::kCalendar, 1000, 4).first = b.seconds(20);
    b.maintenance(station, 20, 5).every = sec(1000);
    const PlantRun run(b.plant, 60);
    CHECK(run.log("repair") == "m0 20");
    CHECK(run.log("maintenance") == "m0 24");
  }

  TEST_CASE("failure: off shift the machine fails and is repaired all the same") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(100, {{0, 10}, {30, 100}});
    b.failure(station, FailureClock::kCalendar, 1000, 5).first = b.seconds(14);
    CHECK(PlantRun(b.plant, 40).times(0) == "idle 20, repair 5, nonscheduled 15");
  }

  TEST_CASE("failure: a repair over the begin of the shift delays it") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(100, {{0, 10}, {30, 100}});
    b.failure(station, FailureClock::kCalendar, 1000, 20).first = b.seconds(14);
    b.jobs(b.part({b.step(station, 3)}), {20});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("start") == "j0 34");
    CHECK(run.times(0) == "processing 3, idle 13, repair 20, nonscheduled 4");
  }

  TEST_CASE("failure: busy time stands still off shift") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(100, {{0, 10}, {30, 100}});
    b.at(station).shift_end = ShiftEnd::kSuspend;
    b.failure(station, FailureClock::kBusy, 12, 5);
    b.jobs(b.part({b.step(station, 20)}), {0});
    const PlantRun run(b.plant, 60);
    CHECK(run.log("repair") == "m0 32");
    CHECK(run.log("finish") == "j0 45");
  }

  TEST_CASE("failure: a machine that is down takes nothing and its fellow does") {
    PlantBuilder b;
    const Id one = b.station(2);
    b.failure(one, FailureClock::kPieces, 1, 20);
    b.jobs(b.part({b.step(one, 5)}), {0, 6, 7, 12});
    const PlantRun run(b.plant, 60);
    CHECK(run.machines("start") == "j0 m0, j1 m1, j2 m0, j3 m1");
    CHECK(run.log("start") == "j0 0, j1 6, j2 25, j3 31");
    CHECK(run.queue(0).most == 2);
  }

  TEST_CASE("failure: random times are a pure function of the machine and the count") {
    PlantBuilder b;
    const Id station = b.station(2);
    FailureMode& mode = b.failure(station, FailureClock::kCalendar, 0, 0);
    mode.time_to_failure = b.keep(exponential(30));
    mode.repair = b.keep(uniform(1, 9));
    const PlantRun run(b.plant, 400);
    for (Id m = 0; m < 2; ++m) {
      SimTime time;
      std::uint64_t count = 0;
      for (;; ++count) {
        const auto draw = [&](Purpose purpose) {
          return RandomStreams{1, 0}.uniform(purpose, 0, m, static_cast<std::uint32_t>(count));
        };
        time += SimTime::from_seconds(quantile(exponential(30), {}, draw(Purpose::kTimeToFailure)));
        if (time > sec(400)) break;
        time += SimTime::from_seconds(quantile(uniform(1, 9), {}, draw(Purpose::kRepair)));
      }
      CHECK(run.stats().machines[m].failures == count);
      CHECK(count > 2);
    }
  }
}

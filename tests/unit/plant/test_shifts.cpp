#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/plant/reliability/shifts.h"

namespace {

using namespace twinline;

Shift shift_of(std::int64_t period, std::int64_t offset,
               std::initializer_list<std::pair<std::int64_t, std::int64_t>> working) {
  PlantBuilder b;
  b.shift(period, working);
  b.plant.shifts[0].offset = sec(offset);
  return b.plant.shifts[0];
}

std::string changes(const Shift& shift, std::int64_t until) {
  std::string text = working_at(shift, SimTime()) ? "on" : "off";
  SimTime time = next_change(shift, SimTime());
  for (; time <= sec(until); time = next_change(shift, time)) {
    text += (working_at(shift, time) ? " on " : " off ") + seconds_text(time);
  }
  return text + (time == SimTime::max() ? " for ever" : "");
}

}  // namespace

TEST_SUITE("plant.shifts") {
  TEST_CASE("shift: changes of a repeating period") {
    CHECK(changes(shift_of(20, 0, {{5, 10}}), 50) == "off on 5 off 10 on 25 off 30 on 45 off 50");
    CHECK(changes(shift_of(20, 7, {{5, 10}}), 50) == "on off 3 on 18 off 23 on 38 off 43");
    CHECK(changes(shift_of(20, 0, {{0, 8}, {10, 20}}), 50) ==
          "on off 8 on 10 off 28 on 30 off 48 on 50");
  }

  TEST_CASE("shift: nothing changes where intervals touch") {
    CHECK(changes(shift_of(20, 0, {{0, 5}, {5, 10}}), 40) == "on off 10 on 20 off 30 on 40");
    CHECK(changes(shift_of(20, 0, {{0, 5}, {15, 20}}), 40) == "on off 5 on 15 off 25 on 35");
  }

  TEST_CASE("shift: always and never") {
    CHECK(changes(shift_of(20, 3, {{0, 20}}), 40) == "on for ever");
    CHECK(changes(shift_of(20, 3, {{0, 12}, {12, 20}}), 40) == "on for ever");
    CHECK(changes(shift_of(20, 3, {}), 40) == "off for ever");
  }

  TEST_CASE("shift: work is finished beyond the end of the shift") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(20, {{0, 10}});
    b.jobs(b.part({b.step(station, 8)}), {0, 0, 0});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("start") == "j0 0, j1 8, j2 20");
    CHECK(run.times(0) == "processing 24, idle 2, nonscheduled 14");
  }

  TEST_CASE("shift: work is suspended and goes on with the next") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(20, {{0, 10}});
    b.at(station).shift_end = ShiftEnd::kSuspend;
    b.jobs(b.part({b.step(station, 8)}), {0, 0, 0});
    const PlantRun run(b.plant, 50);
    CHECK(run.log("start") == "j0 0, j1 8, j2 26");
    CHECK(run.log("finish") == "j0 8, j1 26, j2 44");
    CHECK(run.times(0) == "processing 24, idle 6, nonscheduled 20");
  }

  TEST_CASE("shift: a job longer than the shift takes several") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(20, {{5, 10}});
    b.at(station).shift_end = ShiftEnd::kSuspend;
    b.jobs(b.part({b.step(station, 12)}), {0});
    CHECK(PlantRun(b.plant, 60).log("finish") == "j0 47");  // 5-10, 25-30, 45-47
  }

  TEST_CASE("shift: a cascading machine takes nothing more and suspends all inside") {
    for (const bool suspends : {false, true}) {
      PlantBuilder b;
      const Id station = b.station();
      b.at(station).capacity = 5;
      b.at(station).shift = b.shift(40, {{0, 8}});
      b.at(station).shift_end = suspends ? ShiftEnd::kSuspend : ShiftEnd::kFinish;
      Step step = b.step(station, 12);
      step.interval = sec(5);
      b.jobs(b.part({step}), {0, 0, 0, 0});
      const PlantRun run(b.plant, 130);
      // j2 waits inside from 5 and would be processed from 10; suspended, from 42, when j3 enters;
      // that works 47-48, 80-88 and 120-123.
      CHECK(run.log("start") == (suspends ? "j0 0, j1 0, j2 5, j3 42" : "j0 0, j1 0, j2 5, j3 40"));
      CHECK(run.log("finish") ==
            (suspends ? "j0 44, j1 81, j2 86, j3 123" : "j0 12, j1 17, j2 22, j3 52"));
    }
  }

  TEST_CASE("shift: a failure that is repaired off shift lets the work inside finish") {
    PlantBuilder b;
    const Id station = b.station();
    b.at(station).shift = b.shift(100, {{0, 10}});
    b.failure(station, FailureClock::kCalendar, 1000, 6).first = b.seconds(8);
    b.jobs(b.part({b.step(station, 9)}), {0, 0});
    const PlantRun run(b.plant, 60);
    CHECK(run.log("finish") == "j0 15");
    CHECK(run.times(0) == "processing 9, repair 6, nonscheduled 45");
  }

  TEST_CASE("shift: two stations with shifts of their own") {
    PlantBuilder b;
    const Id day = b.station();
    const Id night = b.station();
    b.at(day).shift = b.shift(20, {{0, 10}});
    b.at(night).shift = b.shift(20, {{10, 20}});
    b.jobs(b.part({b.step(day, 3), b.step(night, 3)}), {0, 12});
    CHECK(PlantRun(b.plant, 60).log("start") == "j0 0, j0 10, j1 20, j1 30");
  }
}

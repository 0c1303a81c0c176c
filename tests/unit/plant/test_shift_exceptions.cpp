#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/plant/reliability/shifts.h"

namespace {

using namespace twinline;

struct Stretch {
  std::int64_t from_s;
  std::int64_t to_s;
  bool working;
};

/// A week of 70 s: work from second 2 to 6 of the first five of its days of 10 s.
Id week(PlantBuilder& b, const std::vector<Stretch>& exceptions) {
  const Id id = b.shift(70, {{2, 6}, {12, 16}, {22, 26}, {32, 36}, {42, 46}});
  for (const Stretch& stretch : exceptions) {
    b.plant.shifts[id].exceptions.push_back(
        {sec(stretch.from_s), sec(stretch.to_s), stretch.working});
  }
  return id;
}

std::string changes(const std::vector<Stretch>& exceptions, std::int64_t until) {
  PlantBuilder b;
  const Shift& shift = b.plant.shifts[week(b, exceptions)];
  std::string text = working_at(shift, SimTime()) ? "on" : "off";
  for (SimTime time = next_change(shift, SimTime()); time <= sec(until);
       time = next_change(shift, time)) {
    text += (working_at(shift, time) ? " on " : " off ") + seconds_text(time);
  }
  return text;
}

/// The next of a fixed sequence of numbers 0 .. n - 1.
std::int64_t draw(std::uint64_t& state, std::int64_t n) {
  state = state * 6364136223846793005U + 1442695040888963407U;
  return static_cast<std::int64_t>(state >> 33) % n;
}

/// A machine in that shift with work of 3 s each, more than it can do.
struct BusyMachine {
  explicit BusyMachine(const std::vector<Stretch>& exceptions,
                       ShiftEnd shift_end = ShiftEnd::kSuspend) {
    const Id station = b.station();
    b.at(station).shift = week(b, exceptions);
    b.at(station).shift_end = shift_end;
    const Id part = b.part({b.step(station, 3)});
    for (int i = 0; i < 80; ++i) b.job(part, 0);
  }
  PlantBuilder b;
};

}  // namespace

TEST_SUITE("plant.shift_exceptions") {
  TEST_CASE("exception: overtime on a free day and a stop over days of work") {
    CHECK(changes({{52, 56, true}}, 73) ==
          "off on 2 off 6 on 12 off 16 on 22 off 26 on 32 off 36 on 42 off 46 on 52 off 56 on 72");
    CHECK(changes({{10, 40, false}}, 73) == "off on 2 off 6 on 42 off 46 on 72");
    CHECK(changes({{0, 4, false}}, 20) == "off on 4 off 6 on 12 off 16");
  }

  TEST_CASE("exception: nothing changes where it says what the week says") {
    CHECK(changes({{3, 5, true}, {6, 12, false}, {13, 16, true}}, 24) ==
          "off on 2 off 6 on 12 off 16 on 22");
    CHECK(changes({{6, 12, true}, {16, 18, true}}, 24) == "off on 2 off 18 on 22");
    CHECK(changes({{4, 5, false}, {5, 7, true}, {7, 9, false}}, 12) ==
          "off on 2 off 4 on 5 off 7 on 12");
  }

  TEST_CASE("exception: one without an end is the last change") {
    PlantBuilder b;
    Shift& shift = b.plant.shifts[week(b, {})];
    shift.exceptions = {{sec(4), SimTime::max(), false}};
    CHECK(next_change(shift, sec(3)) == sec(4));
    CHECK(next_change(shift, sec(4)) == SimTime::max());
    shift.exceptions = {{sec(4), SimTime::max(), true}};
    CHECK(next_change(shift, sec(3)) == SimTime::max());
    CHECK(working_at(shift, sec(100000)));
  }

  TEST_CASE("exception: any shift changes where a calendar painted second by second does") {
    std::uint64_t state = 7;
    constexpr std::int64_t kEnd = 250;
    for (int trial = 0; trial < 500; ++trial) {
      std::vector<Stretch> exceptions;
      std::int64_t time = draw(state, 30);
      while (time < 200) {
        const std::int64_t to = time + 1 + draw(state, 40);
        exceptions.push_back({time, to, draw(state, 2) == 0});
        time = to + draw(state, 3) * draw(state, 20);
      }
      std::vector<bool> painted(kEnd + 1);
      for (std::int64_t t = 0; t <= kEnd; ++t) {
        const std::int64_t of_week = t % 70;
        bool working = of_week < 50 && of_week % 10 >= 2 && of_week % 10 < 6;
        for (const Stretch& stretch : exceptions) {
          if (t >= stretch.from_s && t < stretch.to_s) working = stretch.working;
        }
        painted[static_cast<std::size_t>(t)] = working;
      }
      std::string expected = painted[0] ? "on" : "off";
      for (std::size_t t = 1; t < painted.size(); ++t) {
        if (painted[t] != painted[t - 1]) {
          expected += (painted[t] ? " on " : " off ") + std::to_string(t);
        }
      }
      REQUIRE(changes(exceptions, kEnd) == expected);
    }
  }

  TEST_CASE("exception: a Saturday of overtime does the work that it has time for") {
    const BusyMachine machine({{52, 56, true}});
    const PlantRun run(machine.b.plant, 76);
    // 4 s a day; the sixth day ends with 24 of the work done, eight jobs.
    CHECK(run.log("finish") == "j0 5, j1 14, j2 23, j3 26, j4 35, j5 44, j6 53, j7 56, j8 75");
    CHECK(run.times(0) == "processing 28, nonscheduled 48");
  }

  TEST_CASE("exception: a closed week leaves the work where it is") {
    // From Wednesday's work at 24 to Wednesday of the next week at 94.
    const BusyMachine machine({{24, 94, false}});
    const PlantRun run(machine.b.plant, 106);
    CHECK(run.log("finish") == "j0 5, j1 14, j2 23, j3 96, j4 105");
    CHECK(run.times(0) == "processing 16, nonscheduled 90");
    const BusyMachine finishing({{24, 94, false}}, ShiftEnd::kFinish);
    const PlantRun finished(finishing.b.plant, 106);
    // j5 begins at 25: it would if the shift had not ended.
    CHECK(finished.log("start") == "j0 2, j1 5, j2 12, j3 15, j4 22, j5 94, j6 102, j7 105");
    CHECK(finished.times(0) == "processing 22, nonscheduled 84");
  }

  TEST_CASE("exception: the end of the warm-up may lie in one") {
    for (const std::int64_t warm_up : {20, 24, 50, 54}) {
      CAPTURE(warm_up);
      // Worked until 20: 8 s, until 26: 10 s; stop 24-48, overtime 52-56.
      BusyMachine machine({{24, 48, false}, {52, 56, true}});
      machine.b.plant.run.warm_up = sec(warm_up);
      const PlantRun run(machine.b.plant, 80);
      const std::int64_t worked = 4 + 4 + 2 + 4 + 4;  // until 76
      const std::int64_t before = warm_up == 20 ? 8 : (warm_up == 54 ? 12 : 10);
      CHECK(run.times(0) == "processing " + std::to_string(worked - before) + ", nonscheduled " +
                                std::to_string(80 - warm_up - (worked - before)));
    }
  }

  TEST_CASE("exception: people obey it and their breaks lie in working time") {
    PlantBuilder b;
    const Id pool = b.pool(2);
    OperatorPool& people = b.plant.operator_pools[pool];
    people.shift = week(b, {{12, 16, false}, {52, 56, true}});
    people.breaks = {{sec(4), 2}, {sec(5), 0}};  // every day of 10 s
    people.break_period = sec(10);
    const Id station = b.station();
    b.needs(station, Phase::kProcess, pool);
    b.jobs(b.part({b.step(station, 3)}), {0, 10, 50});
    const PlantRun run(b.plant, 60);
    CHECK(run.log("finish") == "j0 6, j1 26, j2 56");
    const OperatorStats& stats = run.stats().operators[pool];
    // Days 0, 2, 3, 4 and 5 of two people; breaks of 1 s each.
    CHECK(stats.on_break.area(run.state().now) == Int128{5 * 2 * 1000000000LL});
    CHECK(stats.off_shift.area(run.state().now) == Int128{(60 - 5 * 4) * 2 * 1000000000LL});
  }

  TEST_CASE("exception: shifts without any have the events that they had") {
    const BusyMachine plain({});
    const BusyMachine behind({{2000, 3000, false}});
    const PlantRun one(plain.b.plant, 500);
    const PlantRun other(behind.b.plant, 500);
    CHECK(one.state().n_events == other.state().n_events);
    CHECK(one.log("finish") == other.log("finish"));
  }
}

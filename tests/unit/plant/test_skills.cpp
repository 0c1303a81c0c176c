#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

std::string busy_seconds(const PlantRun& run, Id pool) {
  const Int128 area = run.stats().operators[pool].busy.area(run.state().now);
  return seconds_text(SimTime::from_ns(static_cast<std::int64_t>(area)));
}

/// A station with many machines, at which processing needs someone of the skill.
Id manual(PlantBuilder& b, Id skill) {
  const Id station = b.station(9);
  b.needs(station, Phase::kProcess, skill);
  return station;
}

}  // namespace

TEST_SUITE("plant.skills") {
  TEST_CASE(
      "skills: the least skilled who is free comes and the others stay for what only they can") {
    PlantBuilder b;
    const Id all_round = b.pool(1);
    const Id welder = b.pool(1);
    const Id weld = b.skill({welder, all_round});
    const Id paint = b.skill({all_round});
    const Id welding = manual(b, weld);
    const Id painting = manual(b, paint);
    b.job(b.part({b.step(welding, 10)}), 0);
    b.job(b.part({b.step(painting, 5)}), 1);
    b.job(b.part({b.step(welding, 10)}), 2);
    const PlantRun run(b.plant, 40);
    // j2 finds the welder at work until 10, but the other free from 6 on.
    CHECK(run.log("finish") == "j1 6, j0 10, j2 16");
    CHECK(busy_seconds(run, welder) == "10");
    CHECK(busy_seconds(run, all_round) == "15");
  }

  TEST_CASE("skills: among equals the first pool comes") {
    PlantBuilder b;
    const Id first = b.pool(1);
    const Id second = b.pool(1);
    const Id station = manual(b, b.skill({first, second}));
    const Id part = b.part({b.step(station, 10)});
    b.jobs(part, {0, 4, 20});
    const PlantRun run(b.plant, 40);
    CHECK(busy_seconds(run, first) == "20");
    CHECK(busy_seconds(run, second) == "10");
  }

  TEST_CASE("skills: who is free turns to whom has waited longest for anything he can do") {
    PlantBuilder b;
    const Id both = b.pool(1);
    const Id weld = b.skill({both});
    const Id paint = b.skill({both});
    const Id welded = b.part({b.step(manual(b, weld), 10)});
    const Id painted = b.part({b.step(manual(b, paint), 10)});
    const Id own = b.part({b.step(manual(b, both), 10)});
    b.job(welded, 0);
    b.job(painted, 1);
    b.job(welded, 2);
    b.job(own, 3);
    b.job(painted, 4);
    const PlantRun run(b.plant, 60);
    CHECK(run.log("finish") == "j0 10, j1 20, j2 30, j3 40, j4 50");
    CHECK(run.stats().operators[both].wait.count() == 5);
    CHECK(run.stats().operators[both].wait.sum_ns() == Int128{9 + 18 + 27 + 36} * 1'000'000'000);
  }

  TEST_CASE("skills: the priority of the work comes first and then that of the job") {
    PlantBuilder b;
    const Id both = b.pool(1);
    const Id weld = b.skill({both});
    const Id paint = b.skill({both});
    const Id painting = manual(b, paint);
    b.at(painting).operator_priority[static_cast<std::size_t>(Phase::kProcess)] = 1;
    const Id welded = b.part({b.step(manual(b, weld), 10)});
    const Id painted = b.part({b.step(painting, 10)});
    b.jobs(welded, {0, 1});
    b.job(welded, 2).priority = 5;
    b.job(painted, 3).priority = -1;
    b.job(painted, 4);
    CHECK(PlantRun(b.plant, 60).log("finish") == "j0 10, j4 20, j3 30, j2 40, j1 50");
  }

  TEST_CASE(
      "skills: someone is kept through phases that he can do and followed by who can the rest") {
    PlantBuilder b;
    const Id first = b.pool(1);
    const Id second = b.pool(1);
    const Id load = b.skill({first});
    const Id run_it = b.skill({first});
    const Id unload = b.skill({second});
    const Id station = b.station();
    b.needs(station, Phase::kLoad, load);
    b.needs(station, Phase::kProcess, run_it);
    b.needs(station, Phase::kUnload, unload);
    Step step = b.step(station, 10);
    step.load = b.seconds(3);
    step.unload = b.seconds(2);
    b.job(b.part({step}), 0);
    const PlantRun run(b.plant, 20);
    CHECK(run.log("finish") == "j0 15");
    CHECK(busy_seconds(run, first) == "13");
    CHECK(run.stats().operators[first].wait.count() == 1);
    CHECK(busy_seconds(run, second) == "2");
  }

  TEST_CASE("skills: at the begin of a shift those with the fewest skills are there first") {
    PlantBuilder b;
    const Id all_round = b.pool(1);
    const Id welder = b.pool(1);
    const Id weld = b.skill({welder, all_round});
    b.skill({all_round});
    for (const Id pool : {all_round, welder}) {
      b.plant.operator_pools[pool].shift = 0;
    }
    b.shift(100, {{10, 90}});
    b.job(b.part({b.step(manual(b, weld), 5)}), 0);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j0 15");
    CHECK(busy_seconds(run, welder) == "5");
    CHECK(busy_seconds(run, all_round) == "0");
  }

  TEST_CASE("skills: repairs and work ask for the same people and a failure takes a request back") {
    PlantBuilder b;
    const Id both = b.pool(1);
    const Id mend = b.skill({both});
    const Id weld = b.skill({both});
    const Id failing = b.station();
    b.needs(failing, Phase::kProcess, weld);
    b.needs(failing, Phase::kRepair, mend);
    b.failure(failing, FailureClock::kCalendar, 1000, 5).first = b.seconds(4);
    b.job(b.part({b.step(manual(b, weld), 10)}), 0);
    b.job(b.part({b.step(failing, 10)}), 1);
    const PlantRun run(b.plant, 60);
    // j1 waits from 1 to 4, the repair from 4 to 10; then j1 asks anew.
    CHECK(run.log("repair") == "m0 10");
    CHECK(run.log("finish") == "j0 10, j1 25");
    CHECK(run.stats().operators[both].wait.count() == 3);
    CHECK(busy_seconds(run, both) == "25");
  }
}

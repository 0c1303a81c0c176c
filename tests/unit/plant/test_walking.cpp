#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

std::string area_seconds(const TimeWeighted& level, const PlantRun& run) {
  return seconds_text(SimTime::from_ns(static_cast<std::int64_t>(level.area(run.state().now))));
}

/// Three places in a row: 4 s from a to b and from b to c, 7 s from a to c; the ways back take 1 s
/// more.
PlantBuilder three_places() {
  PlantBuilder b;
  b.plant.locations = {"a", "b", "c"};
  b.plant.transport.assign(9, kNone);
  b.plant.walks = {sec(0), sec(4), sec(7), sec(5), sec(0), sec(4), sec(8), sec(5), sec(0)};
  return b;
}

/// A station at the location whose processing needs someone of the skill.
Id manual(PlantBuilder& b, Id location, Id skill) {
  const Id station = b.station();
  b.at(station).location = location;
  b.needs(station, Phase::kProcess, skill);
  return station;
}

}  // namespace

TEST_SUITE("plant.walking") {
  TEST_CASE("walking: the machine waits for the way and the next way begins where the last ended") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].location = 0;
    const Id at_b = manual(b, 1, pool);
    const Id at_c = manual(b, 2, pool);
    b.job(b.part({b.step(at_b, 10)}), 2);
    b.job(b.part({b.step(at_c, 10)}), 3);
    b.job(b.part({b.step(at_c, 10)}), 30);
    const PlantRun run(b.plant, 60);
    // On the way 2-6 and 16-20; the third job finds him at c.
    CHECK(run.log("finish") == "j0 16, j1 30, j2 40");
    CHECK(run.times(0) == "processing 10, idle 46, waiting_operator 4");
    CHECK(run.times(1) == "processing 20, idle 23, waiting_operator 17");
    const OperatorStats& stats = run.stats().operators[pool];
    CHECK(area_seconds(stats.busy, run) == "30");
    CHECK(area_seconds(stats.walking, run) == "8");
    CHECK(stats.wait.count() == 3);
    CHECK(stats.wait.sum_ns() == Int128{4 + 17} * 1'000'000'000);
  }

  TEST_CASE("walking: of the free people of the pool the nearest comes") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(2);
    b.plant.operator_pools[pool].location = 0;
    const Id at_b = manual(b, 1, pool);
    const Id at_c = manual(b, 2, pool);
    b.job(b.part({b.step(at_b, 10)}), 0);   // one walks 0-4 and stays at b
    b.job(b.part({b.step(at_c, 10)}), 20);  // he comes in 4 s and not the one at a in 7
    b.job(b.part({b.step(at_b, 10)}), 21);  // the one at a comes
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j0 14, j1 34, j2 35");
    CHECK(area_seconds(run.stats().operators[pool].walking, run) == "12");
  }

  TEST_CASE("walking: people without a place come to the first work at once") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(1);
    b.job(b.part({b.step(manual(b, 2, pool), 10), b.step(manual(b, 0, pool), 10)}), 0);
    CHECK(PlantRun(b.plant, 50).log("finish") == "j0 28");
  }

  TEST_CASE("walking: the least skilled come even if they are farther away") {
    PlantBuilder b = three_places();
    const Id all_round = b.pool(1);
    const Id welder = b.pool(1);
    b.plant.operator_pools[all_round].location = 2;
    b.plant.operator_pools[welder].location = 0;
    const Id weld = b.skill({welder, all_round});
    b.skill({all_round});
    b.job(b.part({b.step(manual(b, 2, weld), 10)}), 0);
    CHECK(PlantRun(b.plant, 50).log("finish") == "j0 17");
  }

  TEST_CASE("walking: where the work is gone when he comes he is free there") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].location = 0;
    const Id failing = manual(b, 1, pool);
    b.failure(failing, FailureClock::kCalendar, 1000, 10).first = b.seconds(3);
    b.job(b.part({b.step(failing, 10)}), 1);
    b.job(b.part({b.step(manual(b, 2, pool), 20)}), 2);
    const PlantRun run(b.plant, 80);
    // On the way 1-5 for nothing, 5-9 to the other job until 29, back 29-34.
    CHECK(run.log("finish") == "j1 29, j0 44");
    CHECK(run.stats().operators[pool].wait.count() == 2);
    CHECK(area_seconds(run.stats().operators[pool].walking, run) == "13");
  }

  TEST_CASE("walking: a way to the first of several repairs and from one to the next") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].location = 0;
    for (const Id place : {Id{1}, Id{2}}) {
      const Id station = b.station();
      b.at(station).location = place;
      b.needs(station, Phase::kRepair, pool);
      b.failure(station, FailureClock::kCalendar, 1000, 5).first = b.seconds(10);
    }
    const PlantRun run(b.plant, 40);
    CHECK(run.log("repair") == "m0 14, m1 23");
    CHECK(run.log("up") == "m0 19, m1 28");
    CHECK(run.times(1) == "idle 22, repair 5, repair_delay 13");
  }

  TEST_CASE("walking: the end of the shift finds one on the way who does the phase") {
    PlantBuilder b = three_places();
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].location = 0;
    b.plant.operator_pools[pool].shift = b.shift(100, {{0, 10}, {50, 100}});
    const Id station = manual(b, 1, pool);
    b.job(b.part({b.step(station, 10)}), 8);
    b.job(b.part({b.step(station, 10)}), 8);
    const PlantRun run(b.plant, 80);
    // At work until 22, and there again at 50.
    CHECK(run.log("finish") == "j0 22, j1 60");
    CHECK(area_seconds(run.stats().operators[pool].off_shift, run) == "28");
  }

  TEST_CASE("walking: within a place a way may take time too") {
    PlantBuilder b;
    b.plant.walks = {sec(2)};
    const Id pool = b.pool(1);
    b.plant.operator_pools[pool].location = 0;
    const Id station = b.station();
    b.needs(station, Phase::kLoad, pool);
    b.needs(station, Phase::kUnload, pool);
    Step step = b.step(station, 10);
    step.load = b.seconds(3);
    step.unload = b.seconds(1);
    b.job(b.part({step}), 0);
    const PlantRun run(b.plant, 30);
    CHECK(run.times(0) == "processing 10, loading 3, unloading 1, idle 12, waiting_operator 4");
  }
}

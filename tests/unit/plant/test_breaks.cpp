#include <string>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/core/error.h"
#include "twinline/plant/model/connect_buffers.h"

namespace {

using namespace twinline;

std::string area_seconds(const TimeWeighted& level, const PlantRun& run) {
  return seconds_text(SimTime::from_ns(static_cast<std::int64_t>(level.area(run.state().now))));
}

/// All of the pool's people are on a break from 10 to 20 s, and again every 100 s.
OperatorPool& with_break(PlantBuilder& b, Id pool) {
  OperatorPool& people = b.plant.operator_pools[pool];
  people.breaks = {{sec(10), people.count}, {sec(20), 0}};
  people.break_period = sec(100);
  return people;
}

Id manual(PlantBuilder& b, Id skill) {
  const Id station = b.station();
  b.needs(station, Phase::kProcess, skill);
  return station;
}

}  // namespace

TEST_SUITE("plant.breaks") {
  TEST_CASE("breaks: work stops and goes on when they are back") {
    PlantBuilder b;
    const Id pool = b.pool(2);
    with_break(b, pool);
    b.job(b.part({b.step(manual(b, pool), 12)}), 5);
    b.job(b.part({b.step(manual(b, pool), 3)}), 7);
    b.job(b.part({b.step(manual(b, pool), 8)}), 11);
    const PlantRun run(b.plant, 120);
    // j1 ends as the break begins; at 20 there are two, and j2 needs no one to go first.
    CHECK(run.log("finish") == "j1 10, j0 27, j2 28");
    CHECK(run.times(0) == "processing 12, idle 98, waiting_operator 10");
    const OperatorStats& stats = run.stats().operators[pool];
    CHECK(area_seconds(stats.on_break, run) == "40");  // 10-20 and 110-120
    CHECK(area_seconds(stats.busy, run) == "23");
    CHECK(area_seconds(stats.off_shift, run) == "0");
  }

  TEST_CASE("breaks: who may finish the phase has a shorter break") {
    PlantBuilder b;
    const Id pool = b.pool(1);
    with_break(b, pool).at_break = AtBreak::kFinish;
    const Id station = manual(b, pool);
    b.job(b.part({b.step(station, 12)}), 5);
    b.job(b.part({b.step(station, 1)}), 6);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j0 17, j1 21");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "3");
  }

  TEST_CASE("breaks: with relief for all the machines do not stop") {
    PlantBuilder b;
    const Id pool = b.pool(2);
    with_break(b, pool).relief = 2;
    b.job(b.part({b.step(manual(b, pool), 12)}), 5);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j0 17");
    CHECK(area_seconds(run.stats().operators[pool].relieved, run) == "20");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "0");
  }

  TEST_CASE("breaks: with relief for some the first machines stop until one is free") {
    PlantBuilder b;
    const Id pool = b.pool(3);
    with_break(b, pool).relief = 1;
    for (int i = 0; i < 3; ++i) b.job(b.part({b.step(manual(b, pool), 12)}), 5);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j2 17, j0 24, j1 27");
    CHECK(area_seconds(run.stats().operators[pool].relieved, run) == "10");
  }

  TEST_CASE("breaks: who takes over the work of those who go is anyone who can do it") {
    PlantBuilder b;
    const Id welder = b.pool(1);
    const Id all_round = b.pool(1);
    with_break(b, welder);
    const Id weld = b.skill({welder, all_round});
    b.job(b.part({b.step(manual(b, weld), 12)}), 5);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("finish") == "j0 17");
    CHECK(area_seconds(run.stats().operators[welder].busy, run) == "5");
    CHECK(area_seconds(run.stats().operators[all_round].busy, run) == "7");
  }

  TEST_CASE("breaks: repairs are finished and none begins") {
    PlantBuilder b;
    const Id pool = b.pool(1);
    with_break(b, pool);
    const Id station = b.station(2);
    b.needs(station, Phase::kRepair, pool);
    b.failure(station, FailureClock::kCalendar, 1000, 6).first = b.seconds(7);
    const PlantRun run(b.plant, 50);
    CHECK(run.log("repair") == "m0 7, m1 20");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "7");
  }

  TEST_CASE("breaks: in turns a part of the people is there") {
    PlantBuilder b;
    const Id pool = b.pool(3);
    OperatorPool& people = b.plant.operator_pools[pool];
    people.breaks = {{sec(10), 1}, {sec(20), 2}, {sec(30), 0}};
    people.break_period = sec(100);
    people.break_offset = sec(95);  // the first turn is from 15 to 25 s
    for (int i = 0; i < 3; ++i) b.job(b.part({b.step(manual(b, pool), 30)}), 0);
    const PlantRun run(b.plant, 60);
    // m0 stops at 15 and m1 at 25; m0 has waited longer, but both go on at 35.
    CHECK(run.log("finish") == "j2 30, j1 40, j0 45");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "30");
  }

  TEST_CASE("breaks: off shift there are none and a run may begin within one") {
    PlantBuilder b;
    const Id pool = b.pool(1);
    with_break(b, pool);
    b.plant.operator_pools[pool].break_offset = sec(15);
    b.plant.operator_pools[pool].shift = b.shift(200, {{0, 90}});
    b.job(b.part({b.step(manual(b, pool), 3)}), 0);
    const PlantRun run(b.plant, 150);
    CHECK(run.log("finish") == "j0 8");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "5");
    CHECK(area_seconds(run.stats().operators[pool].off_shift, run) == "60");
  }

  TEST_CASE("breaks: those on the way do the phase and people keep their places") {
    PlantBuilder b;
    b.plant.locations = {"a", "b"};
    b.plant.transport.assign(4, kNone);
    b.plant.walks = {sec(0), sec(4), sec(4), sec(0)};
    const Id pool = b.pool(1);
    with_break(b, pool).location = 0;
    const Id station = manual(b, pool);
    b.at(station).location = 1;
    b.jobs(b.part({b.step(station, 5)}), {8, 9});
    const PlantRun run(b.plant, 50);
    // There at 12, done at 17, a break until 20, and then at the machine without a way.
    CHECK(run.log("finish") == "j0 17, j1 25");
    CHECK(area_seconds(run.stats().operators[pool].on_break, run) == "3");
  }

  TEST_CASE("breaks: work that waits for people is no deadlock and a circle that closes later is") {
    PlantBuilder b;
    const Id first = b.station();
    const Id second = b.station();
    b.at(first).buffer = b.buffer(1, BufferCounts::kWaitingAndWork);
    b.at(second).buffer = b.buffer(1, BufferCounts::kWaitingAndWork);
    const Id pool = b.pool(1);
    b.needs(second, Phase::kProcess, pool);
    with_break(b, pool).breaks[1].from = sec(40);
    Step check = b.step(second, 30);
    check.rework_probability = 1;
    check.rework_to = 0;
    b.jobs(b.part({b.step(first, 10), check}), {0, 0});
    connect_buffers(b.plant);
    REQUIRE(b.plant.may_deadlock);
    Simulation simulation(b.plant, 1, 0);
    simulation.advance(sec(69));  // from 20 s on the first machine is blocked
    std::string text;
    try {
      simulation.advance(sec(100));
    } catch (const RunError& error) {
      text = error.what();
    }
    CHECK(text.substr(0, 48) == "deadlock at 0.019 h: buffer \"b0\" is full (1) and");
    CHECK(text.find("wait job 0 of \"list\" on machine \"m1\"") != std::string::npos);
  }

  TEST_CASE("breaks: a cascading machine goes on with what is inside and needs nobody") {
    PlantBuilder b;
    const Id pool = b.pool(1);
    with_break(b, pool);
    const Id station = b.station();
    b.at(station).capacity = 2;
    b.needs(station, Phase::kLoad, pool);
    Step step = b.step(station, 20);
    step.interval = sec(4);
    step.load = b.seconds(4);
    b.jobs(b.part({step}), {0, 8});
    const PlantRun run(b.plant, 60);
    // j1 loads 8-10 and 20-22.
    CHECK(run.log("finish") == "j0 24, j1 42");
  }
}

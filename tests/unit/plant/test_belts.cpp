#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/plant/model/connect_buffers.h"

namespace {

using namespace twinline;

Belt plain_belt(BeltKind kind, std::int64_t transit_s, std::int64_t pitch_s,
                std::uint32_t capacity) {
  Belt belt;
  belt.kind = kind;
  belt.transit = sec(transit_s);
  belt.pitch = sec(pitch_s);
  belt.capacity = capacity;
  return belt;
}

/// A belt, then a machine that works `after_s` on each job, with no room between them.
struct BeltLine {
  PlantBuilder builder;
  Id belt;
  Id machine;

  BeltLine(BeltKind kind, std::int64_t transit_s, std::int64_t pitch_s, std::uint32_t capacity,
           double after_s) {
    belt = builder.station();
    builder.at(belt).belt = 0;
    builder.plant.belts.push_back(plain_belt(kind, transit_s, pitch_s, capacity));
    machine = builder.station();
    builder.at(machine).buffer = builder.buffer(0);
    builder.part(
        {builder.step(belt, static_cast<double>(transit_s)), builder.step(machine, after_s)});
  }
  const Plant& plant() {
    connect_buffers(builder.plant);
    return builder.plant;
  }
};

}  // namespace

TEST_SUITE("plant.belts") {
  TEST_CASE("belt: jobs enter a pitch apart and travel together") {
    BeltLine line(BeltKind::kRigid, 100, 10, 10, 1);
    line.builder.jobs(0, {0, 0, 0, 50});
    const PlantRun run(line.plant(), 200);
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 20, j3 50");
    CHECK(run.log_at("end", 0) == "j0 100, j1 110, j2 120, j3 150");
    CHECK(run.times(0) == "processing 150, idle 50");
  }

  TEST_CASE("belt: no more jobs than it has places") {
    BeltLine line(BeltKind::kRigid, 100, 10, 2, 1);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.plant(), 300);
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 100");
  }

  TEST_CASE("rigid belt: it stops while its first job cannot leave") {
    BeltLine line(BeltKind::kRigid, 20, 10, 2, 25);
    line.builder.jobs(0, {0, 0, 0, 0});
    const PlantRun run(line.plant(), 200);
    // Leave at 20; 30 blocked until 45; then the clock goes on: the third 10 later, blocked to 70.
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 20, j3 45");
    CHECK(run.log("block") == "j1 30, j2 55, j3 80");
    CHECK(run.log_at("start", 1) == "j0 20, j1 45, j2 70, j3 95");
    CHECK(run.times(0) == "processing 50, idle 105, blocked 45");
  }

  TEST_CASE("accumulating belt: jobs close up and follow each other at the pitch") {
    BeltLine line(BeltKind::kAccumulating, 50, 10, 5, 30);
    line.builder.jobs(0, {0, 0, 0, 0, 0, 0, 0});
    const PlantRun run(line.plant(), 400);
    // Full with five behind the one on the machine; the next enters when one leaves.
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 20, j3 30, j4 40, j5 50, j6 80");
    CHECK(run.log_at("start", 1) == "j0 50, j1 80, j2 110, j3 140, j4 170, j5 200, j6 230");
    // Each comes to the exit a pitch after the one before has left.
    CHECK(run.log("block") == "j1 60, j2 90, j3 120, j4 150, j5 180, j6 210");
  }

  TEST_CASE("accumulating belt: the last of a queue comes late only where it had to wait") {
    BeltLine line(BeltKind::kAccumulating, 100, 10, 10, 30);
    line.builder.jobs(0, {0, 10, 70});
    const PlantRun run(line.plant(), 400);
    CHECK(run.log("block") == "j1 110");
    CHECK(run.log_at("start", 1) == "j0 100, j1 130, j2 170");
  }

  TEST_CASE("belt: a failure stops all jobs on it") {
    for (const BeltKind kind : {BeltKind::kRigid, BeltKind::kAccumulating}) {
      BeltLine line(kind, 100, 10, 10, 1);
      line.builder.failure(line.belt, FailureClock::kCalendar, 45, 20);
      line.builder.jobs(0, {0, 0, 60});
      const PlantRun run(line.plant(), 260);
      // Down 45 to 65 and 110 to 130, 175 to 195, 240 to 260: the clock stands then.
      CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 65");
      CHECK(run.log_at("end", 0) == "j0 140, j1 150, j2 205");
    }
  }

  TEST_CASE("belt: failures by working time count while jobs move") {
    BeltLine line(BeltKind::kRigid, 50, 10, 5, 1);
    line.builder.failure(line.belt, FailureClock::kBusy, 70, 20);
    line.builder.jobs(0, {0, 100});
    const PlantRun run(line.plant(), 300);
    CHECK(run.log("repair") == "m0 120");
    CHECK(run.log_at("end", 0) == "j0 50, j1 170");
  }

  TEST_CASE("belt: maintenance waits until it is empty") {
    BeltLine line(BeltKind::kRigid, 50, 10, 5, 1);
    line.builder.maintenance(line.belt, 15, 100).every = sec(10000);
    line.builder.jobs(0, {0, 5, 30});
    const PlantRun run(line.plant(), 300);
    CHECK(run.log("maintenance") == "m0 60");
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 160");
  }

  TEST_CASE("belt: the end of a shift suspends it or lets it run empty") {
    for (const bool suspends : {true, false}) {
      CAPTURE(suspends);
      BeltLine line(BeltKind::kRigid, 50, 10, 5, 1);
      line.builder.at(line.belt).shift = line.builder.shift(200, {{0, 30}, {100, 200}});
      line.builder.at(line.belt).shift_end = suspends ? ShiftEnd::kSuspend : ShiftEnd::kFinish;
      line.builder.jobs(0, {0, 25, 40});
      const PlantRun run(line.plant(), 190);
      CHECK(run.log_at("end", 0) == (suspends ? "j0 120, j1 145, j2 155" : "j0 50, j1 75, j2 150"));
      CHECK(run.times(0) == (suspends ? "processing 85, idle 35, nonscheduled 70"
                                      : "processing 125, idle 40, nonscheduled 25"));
    }
  }

  TEST_CASE("indexing line: all move at the end of a cycle") {
    BeltLine line(BeltKind::kIndexing, 30, 10, 3, 1);
    line.builder.jobs(0, {0, 3, 14, 45});
    const PlantRun run(line.plant(), 200);
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 20, j3 45");
    CHECK(run.log_at("end", 0) == "j0 30, j1 40, j2 50, j3 80");
  }

  TEST_CASE("belts one behind the other pass jobs on without a place between") {
    PlantBuilder builder;
    const Id first = builder.station();
    const Id second = builder.station();
    builder.at(first).belt = 0;
    builder.at(second).belt = 1;
    builder.at(second).buffer = builder.buffer(0);
    builder.plant.belts = {plain_belt(BeltKind::kRigid, 20, 10, 2),
                           plain_belt(BeltKind::kRigid, 40, 20, 2)};
    builder.part({builder.step(first, 20), builder.step(second, 40)});
    builder.jobs(0, {0, 0, 0});
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    // The second takes one every 20: the first stops in between.
    CHECK(run.log_at("start", 1) == "j0 20, j1 40, j2 60");
    CHECK(run.log("finish") == "j0 60, j1 80, j2 100");
  }
}

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One cascading machine and one part whose step may be changed before the jobs come.
struct Cascade {
  PlantBuilder builder;
  Id station;

  Cascade(std::uint32_t capacity, double process_s, std::int64_t interval_s,
          std::uint32_t pieces = 1) {
    station = builder.station();
    builder.at(station).capacity = capacity;
    Step step = builder.step(station, process_s);
    step.interval = sec(interval_s);
    builder.part({step}, pieces);
  }
  Step& step() { return builder.plant.steps[0]; }
};

}  // namespace

TEST_SUITE("plant.cascading") {
  TEST_CASE("cascading: the next job enters an interval after the one before it") {
    Cascade line(10, 20, 5);
    line.builder.jobs(0, {0, 0, 0, 12});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 0, j1 5, j2 10, j3 15");
    CHECK(run.log("finish") == "j0 20, j1 25, j2 30, j3 35");
    CHECK(run.times(0) == "processing 35, idle 15");
    CHECK(run.state().machines[0].n_tasks == 0);
  }

  TEST_CASE("cascading: the capacity bounds the jobs inside") {
    Cascade line(2, 20, 5);
    line.builder.jobs(0, {0, 0, 0, 0});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 5, j2 20, j3 25");
  }

  TEST_CASE(
      "cascading: without room for a second or an interval only an empty machine takes a job") {
    for (const bool has_room : {false, true}) {
      Cascade line(has_room ? 2 : 1, 20, has_room ? 0 : 5);
      line.builder.jobs(0, {0, 0});
      CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 20");
    }
  }

  TEST_CASE("cascading: per piece the first takes the process time and the others the interval") {
    Cascade line(3, 20, 5, 4);
    line.step().per = ProcessPer::kPiece;
    line.step().interval_per_piece = true;
    line.builder.jobs(0, {0, 0});
    // 20 + 3 * 5 = 35 for a job; the next enters after 4 * 5 = 20
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 20");
    CHECK(run.log("finish") == "j0 35, j1 55");
  }

  TEST_CASE("cascading: pieces of equal time without an interval of their own") {
    Cascade line(3, 20, 5, 4);
    line.step().per = ProcessPer::kPiece;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 5");  // the interval is one for the job
    CHECK(run.log("finish") == "j0 80, j1 85");
  }

  TEST_CASE("cascading: an interval per piece also without room for a second job") {
    Cascade line(1, 20, 5, 4);
    line.step().per = ProcessPer::kPiece;
    line.step().interval_per_piece = true;
    line.builder.jobs(0, {0, 0});
    CHECK(PlantRun(line.builder.plant, 100).log("finish") == "j0 35, j1 70");
  }

  TEST_CASE("cascading: an interval longer than the work means after the work") {
    Cascade line(3, 10, 15);
    line.builder.jobs(0, {0, 0});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 10");
  }

  TEST_CASE("cascading: the interval counts from the end of the setup and that books as setup") {
    Cascade line(3, 20, 5);
    line.builder.setup_states(2);
    line.builder.setup_time(kNone, 1, 4);
    line.step().load = line.builder.seconds(2);
    line.step().unload = line.builder.seconds(3);
    line.step().setup = 0;
    Step other = line.step();
    other.setup = 1;
    const Id changed = line.builder.part({other});
    line.builder.job(0, 0);
    line.builder.job(changed, 0);
    line.builder.job(changed, 0);
    const PlantRun run(line.builder.plant, 50);
    // j0: 0-25, entry 5; j1: 5, setup to 9, entry 14, end 34; j2: 14-39.
    CHECK(run.log("start") == "j0 0, j1 5, j2 14");
    CHECK(run.log("finish") == "j0 25, j1 34, j2 39");
    // loading 0-2; processing 2-5; setup 5-9 though j0 is processed; processing until j1 has left
    // at 34; then j2 alone: processing 34-36, unloading 36-39.
    CHECK(run.times(0) == "processing 30, loading 2, unloading 3, idle 11, setup 4");
  }

  TEST_CASE("cascading: a job that is quicker overtakes") {
    Cascade line(3, 20, 5);
    Step quick = line.builder.step(line.station, 6);
    quick.interval = sec(2);
    const Id second = line.builder.part({quick});
    line.builder.job(0, 0);
    line.builder.job(second, 0);
    line.builder.job(second, 0);
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 0, j1 5, j2 7");
    CHECK(run.log("finish") == "j1 11, j2 13, j0 20");
    CHECK(run.times(0) == "processing 20, idle 30");
  }

  TEST_CASE("cascading: batches follow each other") {
    Cascade line(2, 20, 5);
    BatchSettings& batch = line.builder.at(line.station).batch;
    batch.enabled = true;
    batch.by = BatchBy::kPart;
    line.step().batch_max = 2;
    line.builder.jobs(0, {0, 0, 0, 0, 0});
    CHECK(PlantRun(line.builder.plant, 100).log("start") == "j0 0, j1 0, j2 5, j3 5, j4 20");
  }

  TEST_CASE("cascading: a failure stops all inside and closes the entry for as long") {
    Cascade line(3, 20, 5);
    line.builder.failure(line.station, FailureClock::kCalendar, 7, 10).first =
        line.builder.seconds(3);
    line.builder.plant.failures[0].time_to_failure = line.builder.seconds(1000);
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 0, j1 15");
    CHECK(run.log("finish") == "j0 30, j1 35");
    CHECK(run.times(0) == "processing 25, idle 15, repair 10");
  }

  TEST_CASE("cascading: work that is repeated keeps the entry that was open") {
    Cascade line(3, 20, 5);
    FailureMode& mode = line.builder.failure(line.station, FailureClock::kCalendar, 1000, 10);
    mode.interruption = Interruption::kRepeat;
    mode.first = line.builder.seconds(8);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.builder.plant, 60);
    // j0 and j1 (begun at 5) start anew at 18; j1's entry was not open: 18 + 5.
    CHECK(run.log("start") == "j0 0, j1 5, j2 23");
    CHECK(run.log("finish") == "j1 38, j0 38, j2 43");
  }
}

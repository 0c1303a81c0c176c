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
  TEST_CASE(
      "cascading: the next job enters as the one before begins and is processed an interval "
      "later") {
    Cascade line(10, 20, 5);
    line.builder.jobs(0, {0, 0, 0, 12});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 0, j1 0, j2 5, j3 12");
    CHECK(run.log("finish") == "j0 20, j1 25, j2 30, j3 35");
    CHECK(run.times(0) == "processing 35, idle 15");
    CHECK(run.state().machines[0].n_tasks == 0);
  }

  TEST_CASE("cascading: the capacity bounds the jobs inside") {
    Cascade line(2, 20, 5);
    line.builder.jobs(0, {0, 0, 0, 0});
    const PlantRun run(line.builder.plant, 100);
    // j1 begins at 5; at 20 j0 has left and j1's interval has passed; j3 follows j2 (20) at 25.
    CHECK(run.log("start") == "j0 0, j1 0, j2 20, j3 25");
    CHECK(run.log("finish") == "j0 20, j1 25, j2 40, j3 45");
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
    // 20 + 3 * 5 = 35 for a job; the next is processed from 4 * 5 = 20
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 0");
    CHECK(run.log("finish") == "j0 35, j1 55");
  }

  TEST_CASE("cascading: pieces of equal time without an interval of their own") {
    Cascade line(3, 20, 5, 4);
    line.step().per = ProcessPer::kPiece;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 0");
    CHECK(run.log("finish") == "j0 80, j1 85");  // the interval is one for the job
  }

  TEST_CASE("cascading: an interval per piece also without room for a second job") {
    Cascade line(1, 20, 5, 4);
    line.step().per = ProcessPer::kPiece;
    line.step().interval_per_piece = true;
    line.builder.jobs(0, {0, 0});
    CHECK(PlantRun(line.builder.plant, 100).log("finish") == "j0 35, j1 70");
  }

  TEST_CASE("cascading: an interval longer than the work is kept by the job that waits inside") {
    Cascade line(3, 10, 15);
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 0");
    CHECK(run.log("finish") == "j0 10, j1 25");  // j1 is processed from 15
  }

  TEST_CASE("cascading: a setup costs what it exceeds the interval by and books as setup") {
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
    // j0 is processed from 2, so j1 could be from 7; it enters at 2, setup to 6, load to 8. j2
    // enters at 8, has loaded at 10 and is processed from 13.
    CHECK(run.log("start") == "j0 0, j1 2, j2 8");
    CHECK(run.log("finish") == "j0 25, j1 31, j2 36");
    // loading 0-2; setup 2-6 though j0 is processed; processing until j1 has left at 31; then j2
    // alone: processing 31-33, unloading 33-36.
    CHECK(run.times(0) == "processing 27, loading 2, unloading 3, idle 14, setup 4");
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
    CHECK(run.log("start") == "j0 0, j1 0, j2 5");  // processed from 0, 5 and 7
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
    const PlantRun run(line.builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 0, j2 0, j3 0, j4 20");
    CHECK(run.log("finish") == "j0 20, j1 20, j2 25, j3 25, j4 40");
  }

  TEST_CASE("cascading: a failure stops all inside and closes the entry for as long") {
    Cascade line(3, 20, 5);
    line.builder.failure(line.station, FailureClock::kCalendar, 7, 10).first =
        line.builder.seconds(3);
    line.builder.plant.failures[0].time_to_failure = line.builder.seconds(1000);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.builder.plant, 50);
    // Down 3-13: j1 waits inside for 2 s more and is processed from 15, when j2 enters.
    CHECK(run.log("start") == "j0 0, j1 0, j2 15");
    CHECK(run.log("finish") == "j0 30, j1 35, j2 40");
    CHECK(run.times(0) == "processing 30, idle 10, repair 10");
  }

  TEST_CASE("cascading: work that is repeated keeps those inside and their intervals") {
    Cascade line(3, 20, 5);
    FailureMode& mode = line.builder.failure(line.station, FailureClock::kCalendar, 1000, 10);
    mode.interruption = Interruption::kRepeat;
    mode.first = line.builder.seconds(8);
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.builder.plant, 60);
    // Down 8-18, j1 processed since 5 and j2 waiting inside: anew at 18, 23 and 28.
    CHECK(run.log("start") == "j0 0, j1 0, j2 5");
    CHECK(run.log("finish") == "j0 38, j1 43, j2 48");
  }

  TEST_CASE("cascading: work that is repeated waits for the load before it") {
    Cascade line(3, 20, 5);
    line.step().load = line.builder.seconds(2);
    FailureMode& mode = line.builder.failure(line.station, FailureClock::kCalendar, 1000, 10);
    mode.interruption = Interruption::kRepeat;
    mode.first = line.builder.seconds(5);
    line.builder.jobs(0, {0, 4});
    // Down 5-15; j0 loads again and is processed from 17, so j1 from 22 though it entered later.
    CHECK(PlantRun(line.builder.plant, 60).log("finish") == "j0 37, j1 42");
  }

  TEST_CASE("cascading: the wait inside holds no operator") {
    Cascade line(2, 20, 10);
    line.step().load = line.builder.seconds(2);
    const Id pool = line.builder.pool(1);
    line.builder.needs(line.station, Phase::kLoad, pool);
    const Id other = line.builder.station();
    line.builder.needs(other, Phase::kProcess, pool);
    const Id part = line.builder.part({line.builder.step(other, 3)});
    line.builder.jobs(0, {0, 0});
    line.builder.job(part, 3);
    const PlantRun run(line.builder.plant, 60);
    // j0 loads 0-2, j1 2-4 and waits inside until 12; the operator serves j2 4-7 meanwhile.
    CHECK(run.log("finish") == "j2 7, j0 22, j1 32");
  }

  TEST_CASE("cascading: the interval passes while the load waits for an operator") {
    Cascade line(2, 20, 10);
    line.step().load = line.builder.seconds(2);
    const Id pool = line.builder.pool(1);
    line.builder.needs(line.station, Phase::kLoad, pool);
    const Id other = line.builder.station();
    line.builder.needs(other, Phase::kProcess, pool);
    const Id part = line.builder.part({line.builder.step(other, 6)});
    line.builder.job(0, 0);
    line.builder.job(part, 2);
    line.builder.job(0, 3);
    const PlantRun run(line.builder.plant, 60);
    // j1 holds the operator 2-8; j2 loads 8-10 and is processed from 12, 10 s after j0.
    CHECK(run.log("start") == "j0 0, j1 2, j2 3");
    CHECK(run.log("finish") == "j1 8, j0 22, j2 32");
  }

  TEST_CASE("cascading: the next job enters when an operator lets processing begin") {
    Cascade line(2, 20, 5);
    const Id pool = line.builder.pool(1);
    line.builder.plant.operator_pools[pool].shift = line.builder.shift(100, {{3, 100}});
    line.step().load = line.builder.seconds(2);
    line.builder.needs(line.station, Phase::kProcess, pool);
    line.builder.plant.operator_pools[pool].count = 2;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("start") == "j0 0, j1 3");
    CHECK(run.log("finish") == "j0 23, j1 28");
  }
}

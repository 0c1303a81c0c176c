#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One machine, one part of one step of 4 s, one stream to be filled in.
struct Stream {
  PlantBuilder builder;

  explicit Stream(ReleaseKind kind) {
    builder.part({builder.step(builder.station(), 4)}, 3);
    Release stream;
    stream.kind = kind;
    stream.part = 0;
    stream.pieces = 3;
    builder.plant.releases.push_back(stream);
  }
  Release& release() { return builder.plant.releases[0]; }
  void initial(std::size_t n, Id stream) {
    InitialJob job;
    job.part = 0;
    job.step = 0;
    job.pieces = 3;
    job.release = stream;
    builder.plant.initial_jobs.assign(n, job);
  }
};

}  // namespace

TEST_SUITE("plant.releases") {
  TEST_CASE("release: an interval from its start on or one draw later") {
    for (const bool draw_first : {false, true}) {
      Stream stream(ReleaseKind::kInterval);
      stream.release().every = stream.builder.seconds(10);
      stream.release().start = sec(5);
      stream.release().draw_first = draw_first;
      const PlantRun run(stream.builder.plant, 36);
      CHECK(run.log("release") ==
            (draw_first ? "j0 15, j1 25, j2 35" : "j0 5, j1 15, j2 25, j3 35"));
      CHECK(run.stats().releases[0].released == (draw_first ? 3 : 4));
    }
  }

  TEST_CASE("release: several at once and no more than the limit") {
    Stream stream(ReleaseKind::kInterval);
    stream.release().every = stream.builder.seconds(10);
    stream.release().jobs_at_once = 2;
    stream.release().limit = 5;
    stream.release().due = sec(9);
    const PlantRun run(stream.builder.plant, 100);
    CHECK(run.log("release") == "j0 0, j1 0, j2 10, j3 10, j4 20");
    CHECK(run.log("finish") == "j0 4, j1 8, j2 14, j3 18, j4 24");
    CHECK(run.stats().releases[0].pieces_out == 15);
    CHECK(run.stats().releases[0].with_due == 5);
    CHECK(run.stats().releases[0].on_time == 5);
  }

  TEST_CASE("release: due dates and what is late") {
    Stream stream(ReleaseKind::kInterval);
    stream.release().every = stream.builder.seconds(3);
    stream.release().limit = 3;
    stream.release().due = sec(5);
    const PlantRun run(stream.builder.plant, 100);
    CHECK(run.log("finish") == "j0 4, j1 8, j2 12");  // due 5, 8 (just on time) and 11
    CHECK(run.stats().releases[0].on_time == 2);
    CHECK(run.stats().releases[0].cycle_time.sum_ns() == Int128{15'000'000'000});
  }

  TEST_CASE("release: random intervals are a pure function of the stream and its draws") {
    Stream stream(ReleaseKind::kInterval);
    stream.release().every = stream.builder.keep(exponential(20));
    const PlantRun run(stream.builder.plant, 200);
    std::string expected = "j0 0";
    SimTime time;
    for (std::uint32_t draw = 0;; ++draw) {
      const double u = RandomStreams{1, 0}.uniform(Purpose::kInterarrival, 0, 0, draw);
      time += SimTime::from_seconds(quantile(exponential(20), {}, u));
      if (time > sec(200)) break;
      expected += ", j" + std::to_string(draw + 1) + " " + seconds_text(time);
    }
    CHECK(run.log("release") == expected);
  }

  TEST_CASE("release: a list keeps its order at equal times") {
    PlantBuilder b;
    const Id part = b.part({b.step(b.station(), 4)});
    b.jobs(part, {0, 0, 7, 7});
    b.job(part, 30).pieces = 9;
    const PlantRun run(b.plant, 60);
    CHECK(run.log("release") == "j0 0, j1 0, j2 7, j3 7, j4 30");
    CHECK(run.log("start") == "j0 0, j1 4, j2 8, j3 12, j4 30");
    CHECK(run.stats().releases[0].pieces_out == 13);
  }

  TEST_CASE("release: conwip keeps its level") {
    Stream stream(ReleaseKind::kConwip);
    stream.release().conwip = 2;
    stream.release().start = sec(3);
    stream.release().limit = 5;
    const PlantRun run(stream.builder.plant, 40);
    CHECK(run.log("release") == "j0 3, j1 3, j2 7, j3 11, j4 15");
    CHECK(run.log("finish") == "j0 7, j1 11, j2 15, j3 19, j4 23");
    CHECK(run.stats().wip.max() == 2);
  }

  TEST_CASE("release: initial jobs count towards the level of conwip") {
    Stream stream(ReleaseKind::kConwip);
    stream.release().conwip = 3;
    stream.initial(1, 0);
    const PlantRun run(stream.builder.plant, 9);
    CHECK(run.log("release") == "j1 0, j2 0, j3 4, j4 8");
    CHECK(run.stats().wip.max() == 3);
    CHECK(run.stats().releases[0].released == 5);
  }

  TEST_CASE("release: conwip waits until initial jobs above its level have left") {
    Stream stream(ReleaseKind::kConwip);
    stream.release().conwip = 2;
    stream.initial(4, 0);
    const PlantRun run(stream.builder.plant, 17);
    CHECK(run.log("finish") == "j0 4, j1 8, j2 12, j3 16");
    CHECK(run.log("release") == "j4 12, j5 16");
  }

  TEST_CASE("release: conwip does not begin before its start") {
    Stream stream(ReleaseKind::kConwip);
    stream.release().conwip = 2;
    stream.release().start = sec(10);
    stream.initial(1, 0);  // leaves at 4
    CHECK(PlantRun(stream.builder.plant, 13).log("release") == "j1 10, j2 10");
  }

  TEST_CASE("release: initial jobs queue for their step with their age") {
    PlantBuilder b;
    const Id first = b.station();
    const Id second = b.station();
    const Id part = b.part({b.step(first, 4), b.step(second, 6)}, 2);
    b.list();
    InitialJob job;
    job.part = part;
    job.step = 1;
    job.pieces = 2;
    job.released = sec(-10);
    job.due = sec(8);
    b.plant.initial_jobs = {job, job};
    b.plant.initial_jobs[1].step = 0;
    b.plant.initial_jobs[1].priority = 3;
    const PlantRun run(b.plant, 40);
    CHECK(run.log("start") == "r1j0 0, r1j1 0, r1j1 6");
    CHECK(run.log("finish") == "r1j0 6, r1j1 12");
    const ReleaseStats& stats = run.stats().releases[1];
    CHECK(stats.released == 2);
    CHECK(stats.cycle_time.sum_ns() == Int128{38'000'000'000});
    CHECK(stats.on_time == 1);
    CHECK(run.stats().finished[1].priority == 3);
    CHECK(run.stats().wip.area(sec(40)) == Int128{18'000'000'000});
  }

  TEST_CASE("process: random times are a pure function of the job and its visit") {
    PlantBuilder b;
    const Id near = b.station();
    const Id far = b.station();
    b.plant.locations = {"near", "far"};
    b.plant.transport = {kNone, b.seconds(5), kNone, kNone};
    b.at(far).location = 1;
    Step first = b.step(near, 1);
    first.process = b.keep(exponential(3));
    Step second = b.step(far, 1);
    second.process = b.keep(exponential(4));
    b.job(b.part({first, second}), 0);
    InitialJob initial;
    initial.part = 0;
    initial.step = 1;
    b.plant.initial_jobs = {initial};
    const PlantRun run(b.plant, 300);
    const auto time = [](double mean, Id stream, std::uint32_t visit) {
      const double u = RandomStreams{1, 0}.uniform(Purpose::kProcess, stream, 0, visit);
      return SimTime::from_seconds(quantile(exponential(mean), {}, u));
    };
    // The first visit of a job that begins in the plant is that of the step where it stands.
    const SimTime initial_end = time(4, 1, 1);
    const SimTime arrival = time(3, 0, 1) + sec(5);
    REQUIRE(initial_end < arrival);
    CHECK(run.log("finish") ==
          "r1j0 " + seconds_text(initial_end) + ", j0 " + seconds_text(arrival + time(4, 0, 2)));
  }

  TEST_CASE("transport: by the places of the stations and none to the first step") {
    PlantBuilder b;
    const Id near = b.station();
    const Id far = b.station();
    b.plant.locations = {"near", "far"};
    b.plant.transport = {kNone, b.seconds(5), b.seconds(7), kNone};
    b.at(far).location = 1;
    b.jobs(b.part({b.step(far, 1), b.step(near, 1), b.step(near, 1), b.step(far, 1)}), {0});
    const PlantRun run(b.plant, 40);
    CHECK(run.log("queue") == "j0 0, j0 8, j0 9, j0 15");
    CHECK(run.log("finish") == "j0 16");
  }

  TEST_CASE("flow factor: cycle time by the part's raw process time") {
    Stream stream(ReleaseKind::kInterval);
    stream.release().every = stream.builder.seconds(1);
    stream.release().limit = 2;
    stream.builder.plant.parts[0].raw_process_time_s = 4;
    const PlantRun run(stream.builder.plant, 40);
    CHECK(run.stats().releases[0].flow_factor.mean() == (1.0 + 7.0 / 4) / 2);
  }
}

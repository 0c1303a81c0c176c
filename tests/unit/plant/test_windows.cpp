#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// Two machines at A (5 s), one at B (20 s), a window from A to B.
struct WindowLine {
  PlantBuilder builder;
  Id a;
  Id b;

  explicit WindowLine(std::int64_t limit_s) {
    a = builder.station(2);
    b = builder.station();
    builder.part({builder.step(a, 5), builder.step(b, 20)});
    builder.window(0, 1, limit_s);
  }
  QueueWindow& window() { return builder.plant.windows[0]; }
  Step& step(Id id) { return builder.plant.steps[id]; }
};

std::int64_t span_s(const PlantRun& run, Id window) {
  return static_cast<std::int64_t>(run.stats().windows[window].span.sum_ns() / 1'000'000'000);
}

}  // namespace

TEST_SUITE("plant.windows") {
  TEST_CASE("window: counted from the end of one step to the start of the other") {
    WindowLine line(10);
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("finish") == "j0 25, j1 45");
    const WindowStats& stats = run.stats().windows[0];
    CHECK(stats.closed == 2);
    CHECK(stats.violations == 1);
    CHECK(span_s(run, 0) == 20);
    CHECK(stats.span.max().ns() == sec(20).ns());
  }

  TEST_CASE("window: the limit itself is in time") {
    WindowLine line(20);
    line.builder.jobs(0, {0, 0});
    CHECK(PlantRun(line.builder.plant, 60).stats().windows[0].violations == 0);
  }

  TEST_CASE("window: unloading is before it and transport within") {
    WindowLine line(100);
    line.step(0).unload = line.builder.seconds(3);
    line.step(1).load = line.builder.seconds(4);
    line.builder.plant.locations = {"a", "b"};
    line.builder.plant.transport = {kNone, line.builder.seconds(7), kNone, kNone};
    line.builder.at(line.b).location = 1;
    line.builder.jobs(0, {0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("start") == "j0 0, j0 15");
    CHECK(span_s(run, 0) == 7);
  }

  TEST_CASE("window: a job that is too late goes back") {
    WindowLine line(10);
    line.window().action = WindowAction::kRework;
    line.window().rework_to = 0;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("rework") == "j1 25");
    CHECK(run.log("start") == "j0 0, j1 0, j0 5, j1 25, j1 30");
    CHECK(run.stats().windows[0].closed == 3);
    CHECK(run.stats().windows[0].violations == 1);
    CHECK(run.stats().releases[0].reworks == 1);
    CHECK(run.log("finish") == "j0 25, j1 50");
  }

  TEST_CASE("window: a job that is too late is scrapped") {
    WindowLine line(10);
    line.window().action = WindowAction::kScrap;
    line.builder.jobs(0, {0, 0, 18});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("scrap") == "j1 25");
    CHECK(run.log("finish") == "j0 25, j2 45");
    CHECK(run.stats().releases[0].scrapped == 1);
  }

  TEST_CASE("window: the gate holds a job until the one before it has begun the closing step") {
    WindowLine line(100);
    line.window().gate = 1;
    line.builder.jobs(0, {0, 0, 0});
    const PlantRun run(line.builder.plant, 80);
    CHECK(run.log_at("start", 0) == "j0 0, j1 5, j2 25");
    CHECK(run.log_at("start", 1) == "j0 5, j1 25, j2 45");
    CHECK(run.times(1) == "processing 5, idle 55, held 20");
    CHECK(run.state().gate_count[0] == 0);
  }

  TEST_CASE("window: a gate of two") {
    WindowLine line(100);
    line.window().gate = 2;
    line.builder.jobs(0, {0, 0, 0, 0});
    CHECK(PlantRun(line.builder.plant, 80).log_at("start", 0) == "j0 0, j1 0, j2 5, j3 25");
  }

  TEST_CASE("window: a batch takes no more jobs than the gate lets through") {
    WindowLine line(100);
    line.window().gate = 2;
    BatchSettings& batch = line.builder.at(line.a).batch;
    batch.enabled = true;
    batch.by = BatchBy::kPart;
    line.step(0).batch_max = 9;
    line.builder.jobs(0, {0, 0, 0, 0});
    const PlantRun run(line.builder.plant, 80);
    CHECK(run.log_at("start", 0) == "j0 0, j1 0, j2 5, j3 25");
  }

  TEST_CASE("window: scrap at the opening step opens the gate") {
    WindowLine line(100);
    line.window().gate = 1;
    line.step(0).scrap_probability = 1;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("start") == "j0 0, j1 5");
    CHECK(run.state().gate_count[0] == 0);
  }

  TEST_CASE("window: rework at the opening step opens the gate") {
    WindowLine line(100);
    line.window().gate = 1;
    line.step(0).rework_probability = 1;
    line.step(0).rework_to = 0;
    line.step(0).rework_limit = 1;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 80);
    CHECK(run.log_at("start", 0) == "j0 0, j1 5, j0 10, j1 15");
    CHECK(run.log_at("start", 1) == "j0 15, j1 35");
    CHECK(run.state().gate_count[0] == 0);
  }

  TEST_CASE("window: skipping the closing step opens the gate and makes no figure") {
    WindowLine line(100);
    line.window().gate = 1;
    line.step(1).sampling = 0;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("start") == "j0 0, j1 5");
    CHECK(run.log("finish") == "j0 5, j1 10");
    CHECK(run.stats().windows[0].closed == 0);
    CHECK(run.state().gate_count[0] == 0);
  }

  TEST_CASE("window: skipping the opening step opens none") {
    WindowLine line(1);
    line.step(0).sampling = 0;
    line.builder.jobs(0, {0, 0});
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("finish") == "j0 20, j1 40");
    CHECK(run.stats().windows[0].closed == 0);
  }

  TEST_CASE("window: over a step in between") {
    PlantBuilder b;
    const Id station = b.station();
    const Id other = b.station();
    const Id part = b.part({b.step(station, 5), b.step(other, 7), b.step(station, 3)});
    b.window(0, 2, 6);
    b.jobs(part, {0});
    const PlantRun run(b.plant, 20);
    CHECK(span_s(run, 0) == 7);
    CHECK(run.stats().windows[0].violations == 1);
  }

  TEST_CASE("window: chained windows share a slot and keep their own spans and gates") {
    PlantBuilder b;
    const Id a = b.station(3);
    const Id second = b.station();
    const Id third = b.station();
    const Id part = b.part({b.step(a, 5), b.step(second, 20), b.step(third, 30)});
    b.window(0, 1, 100);
    b.window(1, 2, 100);
    b.plant.windows[1].gate = 1;
    b.jobs(part, {0, 0, 0});
    const PlantRun run(b.plant, 200);
    // B: j0 5-25; j1 25-45 (j0 has begun C at 25); j2 only when j1 begins C at 55: 55-75; C 85
    CHECK(run.log_at("start", 1) == "j0 5, j1 25, j2 55");
    CHECK(run.log_at("start", 2) == "j0 25, j1 55, j2 85");
    CHECK(span_s(run, 0) == 0 + 20 + 50);
    CHECK(span_s(run, 1) == 0 + 10 + 10);
    CHECK(run.state().gate_count[0] == 0);
    CHECK(run.state().gate_count[1] == 0);
  }

  TEST_CASE("window: scrap and rework between chained windows count the right one") {
    for (const bool scrapped : {true, false}) {
      PlantBuilder b;
      const Id a = b.station(3);
      const Id second = b.station();
      const Id third = b.station();
      const Id part = b.part({b.step(a, 5), b.step(second, 20), b.step(third, 30)});
      for (const Id opens : {Id{0}, Id{1}}) {
        b.window(opens, opens + 1, 1000);
        b.plant.windows[opens].gate = 1;
      }
      Step& step = b.plant.steps[1];
      if (scrapped) {
        step.scrap_probability = 1;
      } else {
        step.rework_probability = 1;
        step.rework_to = 0;
        step.rework_limit = 1;
      }
      b.jobs(part, {0, 0});
      const PlantRun run(b.plant, 400);
      CAPTURE(scrapped);
      CHECK(run.state().gate_count[0] == 0);
      CHECK(run.state().gate_count[1] == 0);
      CHECK(run.state().n_jobs == 0);
    }
  }

  TEST_CASE("window: parts that were split off leave no trace in the gates") {
    PlantBuilder b;
    const Id a = b.station();
    const Id second = b.station();
    const Id third = b.station();
    const Id part = b.part({b.step(a, 5), b.step(second, 5), b.step(third, 5)}, 10);
    b.window(0, 2, 1000);  // opened again by the part, and the job still has its own
    Step& step = b.plant.steps[1];
    step.rework_probability = 0.5;
    step.rework_per_piece = true;
    step.rework_to = 0;
    step.rework_limit = 1;
    for (std::int64_t i = 0; i < 20; ++i) b.job(part, 100 * i);
    const PlantRun run(b.plant, 2000);
    CHECK(run.stats().releases[0].finished == 20);
    CHECK(run.stats().releases[0].reworks > 5);
    CHECK(run.state().gate_count[0] == 0);
    CHECK(run.stats().windows[0].closed == 20);
  }

  TEST_CASE("window: a part that ends at the opening step hands nothing over") {
    PlantBuilder b;
    const Id a = b.station();
    const Id second = b.station();
    const Id part = b.part({b.step(a, 5), b.step(second, 5)}, 10);
    b.window(0, 1, 1000);
    Step& step = b.plant.steps[0];
    step.rework_probability = 0.5;
    step.rework_per_piece = true;
    step.rework_to = 0;
    step.rework_limit = 1;
    for (std::int64_t i = 0; i < 20; ++i) b.job(part, 100 * i);
    const PlantRun run(b.plant, 2000);
    CHECK(run.stats().releases[0].finished == 20);
    CHECK(run.stats().releases[0].reworks > 5);
    CHECK(run.state().gate_count[0] == 0);
    CHECK(run.stats().windows[0].closed == 20);
    CHECK(span_s(run, 0) == 0);  // opened anew when the part has come back
  }
}

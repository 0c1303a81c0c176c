#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"
#include "twinline/plant/model/connect_buffers.h"

namespace {

using namespace twinline;

/// Bodies (part 0) are welded and married with an engine (part 1) out of a store.
struct Marriage {
  PlantBuilder builder;
  Id body;
  Id engine;
  Id store;

  Marriage(std::uint32_t store_places, double engine_s, std::uint32_t engines_a_body = 1) {
    const Id weld = builder.station();
    const Id marry = builder.station();
    const Id bench = builder.station();
    store = builder.buffer(store_places);
    body = builder.part({builder.step(weld, 10), builder.step(marry, 5)});
    engine = builder.part({builder.step(bench, engine_s)});
    builder.plant.parts[engine].ends_in = store;
    builder.plant.needs = {{engine, engines_a_body, false}};
    builder.plant.steps[1].n_needs = 1;
  }
  const Plant& plant() {
    connect_buffers(builder.plant);
    return builder.plant;
  }
};

}  // namespace

TEST_SUITE("plant.assembly") {
  TEST_CASE("assembly: a missing part holds the job") {
    Marriage line(10, 30);
    line.builder.job(line.body, 0);
    line.builder.job(line.engine, 0);
    line.builder.job(line.body, 0);
    line.builder.job(line.engine, 0);
    const PlantRun run(line.plant(), 100);
    CHECK(run.log_at("start", 1) == "j0 30, j2 60");
    CHECK(run.log("finish") == "j1 30, j0 35, j3 60, j2 65");
    CHECK(run.times(1) == "processing 10, idle 45, held 45");
    CHECK(run.state().buffers[0].jobs == 0);
    CHECK(run.buffer(0).most == 1);
    CHECK(run.stats().releases[0].finished == 4);
  }

  TEST_CASE("assembly: several of a part are taken and the oldest first") {
    Marriage line(10, 4, 3);
    line.builder.job(line.body, 0);
    for (int i = 0; i < 5; ++i) line.builder.job(line.engine, 0);
    const PlantRun run(line.plant(), 100);
    CHECK(run.log_at("start", 1) == "j0 12");
    CHECK(run.log("finish") == "j1 12, j2 12, j3 12, j0 17");
    CHECK(run.state().stock[line.engine] == 2);
  }

  TEST_CASE("assembly: a full store blocks the line that fills it") {
    Marriage line(1, 4);
    for (int i = 0; i < 3; ++i) line.builder.job(line.engine, 0);
    line.builder.job(line.body, 20);
    const PlantRun run(line.plant(), 100);
    CHECK(run.log("block") == "j1 8, j2 34");
    CHECK(run.log_at("start", 2) == "j0 0, j1 4, j2 30");
    CHECK(run.log("finish") == "j0 30, j3 35");
    CHECK(run.times(2) == "processing 12, blocked 88");
  }

  TEST_CASE("assembly: parts come off a job and its own ones return to it") {
    PlantBuilder builder;
    const Id strip = builder.station();
    const Id trim = builder.station(2);
    const Id doors_line = builder.station();
    const Id fit = builder.station(2);
    const Id store = builder.buffer(4);
    const Id body =
        builder.part({builder.step(strip, 5), builder.step(trim, 10), builder.step(fit, 5)});
    const Id doors = builder.part({builder.step(doors_line, 20)});
    builder.plant.parts[doors].ends_in = store;
    builder.plant.needs = {{doors, 1, true}};
    builder.plant.steps[2].n_needs = 1;
    builder.plant.made = {doors};
    builder.plant.steps[0].n_made = 1;
    builder.job(body, 0);
    builder.job(body, 0);
    // The second body's doors overtake: last come, first served at the doors' line.
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    CHECK(run.log_at("start", 3) == "j0 5, j1 25");
    CHECK(run.log_at("start", 2) == "j0 25, j1 45");
    CHECK(run.log("finish") == "j0 30, j1 50");
    CHECK(run.stats().releases[0].finished == 2);
    CHECK(run.stats().releases[0].released == 2);
    CHECK(run.state().n_jobs == 0);
  }

  TEST_CASE("assembly: a need for its own parts is not met by those of another") {
    PlantBuilder builder;
    const Id strip = builder.station(2);
    const Id doors_line = builder.station(1, {RankKey::kLifo});
    const Id fit = builder.station(2);
    const Id store = builder.buffer(4);
    const Id body = builder.part({builder.step(strip, 5), builder.step(fit, 5)});
    const Id doors = builder.part({builder.step(doors_line, 20)});
    builder.plant.parts[doors].ends_in = store;
    builder.plant.needs = {{doors, 1, true}};
    builder.plant.steps[1].n_needs = 1;
    builder.plant.made = {doors};
    builder.plant.steps[0].n_made = 1;
    builder.jobs(body, {0, 1, 2});
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    // j0's doors begin at 5; of those that come at 6 and 10 the last is served first.
    CHECK(run.log_at("start", 1) == "j0 25, j2 45, j1 65");
  }

  TEST_CASE("assembly: the parts of a job that is scrapped go with it") {
    PlantBuilder builder;
    const Id strip = builder.station();
    const Id test = builder.station();
    const Id quick = builder.station();
    const Id slow = builder.station();
    const Id store = builder.buffer(4);
    Step check = builder.step(test, 30);
    check.scrap_probability = 1;
    const Id body = builder.part({builder.step(strip, 5), check});
    const Id lid = builder.part({builder.step(quick, 1)});
    const Id base = builder.part({builder.step(slow, 100)});
    builder.plant.parts[lid].ends_in = store;
    builder.plant.parts[base].ends_in = store;
    builder.plant.made = {lid, base};
    builder.plant.steps[0].n_made = 2;
    builder.job(body, 0);
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 200);
    CHECK(run.log("scrap") == "j0 35");
    CHECK(run.buffer(0).content == doctest::Approx(29.0 / 200));
    CHECK(run.state().buffers[0].jobs == 0);
    CHECK(run.stats().releases[0].scrapped == 1);
    CHECK(run.stats().releases[0].finished == 0);
  }

  TEST_CASE("assembly: a part that is lost with its job takes its own parts along") {
    PlantBuilder builder;
    const Id strip = builder.station();
    const Id test = builder.station();
    const Id bench = builder.station(2);
    const Id store = builder.buffer(9);
    Step check = builder.step(test, 30);
    check.scrap_probability = 1;
    const Id body = builder.part({builder.step(strip, 5), check});
    const Id door = builder.part({builder.step(bench, 1)});
    const Id window = builder.part({builder.step(bench, 1)});
    const Id handle = builder.part({builder.step(bench, 99)});
    for (const Id part : {door, window}) builder.plant.parts[part].ends_in = store;
    builder.plant.made = {door, window, handle};
    builder.plant.steps[0].n_made = 1;  // of the body: a door
    builder.plant.steps[2].first_made = 1;
    builder.plant.steps[2].n_made = 2;  // of the door: a window and a handle
    builder.job(body, 0);
    builder.job(body, 50);
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 300);
    CHECK(run.log("scrap") == "j0 35, j1 85");
    CHECK(run.state().buffers[0].jobs == 0);  // doors and windows
    // The handles on their way are nobody's: no later job that has the door's place counts them.
    for (const Job& job : run.state().jobs) CHECK(job.n_off == 0);
  }

  TEST_CASE("assembly: what comes off some pieces of a job belongs to the whole job") {
    PlantBuilder builder;
    const Id strip = builder.station();
    const Id test = builder.station();
    const Id lids_line = builder.station();
    const Id fit = builder.station();
    const Id store = builder.buffer(4);
    Step check = builder.step(test, 3);
    check.rework_probability = 0.5;
    check.rework_per_piece = true;
    check.rework_to = 0;
    check.rework_limit = 1;
    const Id lot = builder.part({builder.step(strip, 5), check, builder.step(fit, 1)});
    const Id lid = builder.part({builder.step(lids_line, 2)});
    builder.plant.parts[lid].ends_in = store;
    builder.plant.needs = {{lid, 2, true}};
    builder.plant.steps[2].n_needs = 1;
    builder.plant.made = {lid};
    builder.plant.steps[0].n_made = 1;
    builder.job(lot, 0).pieces = 4;
    connect_buffers(builder.plant);
    const PlantRun run(builder.plant, 100);
    // Some of the four pieces go back and are stripped again: their lid is the second.
    CHECK(run.log_at("start", 0) == "j0 0, j0 8");
    CHECK(run.log_at("start", 2) == "j0 16");
    CHECK(run.stats().releases[0].finished == 1);
    CHECK(run.state().buffers[0].jobs == 0);
  }
}

TEST_SUITE("plant.carriers") {
  TEST_CASE("carriers: a job keeps one between two steps and the next waits for it") {
    PlantBuilder builder;
    const Id load = builder.station();
    const Id paint = builder.station();
    const Id unload = builder.station();
    builder.plant.resources = {{"skid", 2, kNone}};
    Step first = builder.step(load, 5);
    Step last = builder.step(unload, 5);
    first.takes = 0;
    last.returns = 0;
    builder.part({first, builder.step(paint, 30), last});
    builder.jobs(0, {0, 0, 0, 0});
    const PlantRun run(builder.plant, 300);
    CHECK(run.log_at("start", 0) == "j0 0, j1 5, j2 40, j3 70");
    CHECK(run.log("finish") == "j0 40, j1 70, j2 100, j3 130");
    CHECK(run.state().resource_free[0] == 2);
    CHECK(run.stats().resources[0].busy.mean(sec(300)) ==
          doctest::Approx((40 + 65 + 60 + 60) / 300.0));
  }

  TEST_CASE("carriers: the empty way back takes time") {
    PlantBuilder builder;
    const Id work = builder.station();
    builder.plant.resources = {{"skid", 1, builder.seconds(20)}};
    Step step = builder.step(work, 10);
    step.takes = 0;
    step.returns = 0;
    builder.part({step});
    builder.jobs(0, {0, 0});
    const PlantRun run(builder.plant, 100);
    CHECK(run.log("start") == "j0 0, j1 30");
    CHECK(run.stats().resources[0].busy.mean(sec(100)) == doctest::Approx(0.6));
  }

  TEST_CASE("carriers: a job in rework has its own and one that is scrapped leaves it") {
    PlantBuilder builder;
    const Id work = builder.station(2);
    const Id test = builder.station();
    builder.plant.resources = {{"skid", 1, kNone}};
    Step step = builder.step(work, 10);
    step.takes = 0;
    Step check = builder.step(test, 10);
    check.rework_to = 0;
    check.rework_probability = 1;
    check.rework_limit = 1;
    check.returns = 0;
    builder.part({step, check});
    builder.jobs(0, {0, 0});
    const PlantRun run(builder.plant, 200);
    CHECK(run.log_at("start", 0) == "j0 0, j0 20, j1 40, j1 60");
    CHECK(run.log("finish") == "j0 40, j1 80");
    CHECK(run.state().resource_free[0] == 1);

    builder.plant.steps[1].scrap_probability = 1;
    const PlantRun lost(builder.plant, 200);
    CHECK(lost.log("scrap") == "j0 20, j1 40");
    CHECK(lost.state().resource_free[0] == 1);
  }
}

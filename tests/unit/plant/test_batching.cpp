#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One batch machine; steps that use it get their classes here.
struct BatchLine {
  PlantBuilder builder;
  Id station;

  explicit BatchLine(BatchRule rule, BatchBy by = BatchBy::kStep, std::uint32_t machines = 1) {
    station = builder.station(machines);
    BatchSettings& batch = builder.at(station).batch;
    batch.enabled = true;
    batch.rule = rule;
    batch.by = by;
  }
  Step step(double process_s, std::uint32_t least, std::uint32_t most, Id batch_class) {
    Step result = builder.step(station, process_s);
    result.per = ProcessPer::kBatch;
    result.batch_min = least;
    result.batch_max = most;
    result.batch_class = batch_class;
    return result;
  }
  /// Pairs of classes that go together besides equal ones.
  void classes(std::size_t n, std::initializer_list<std::pair<Id, Id>> pairs = {}) {
    builder.plant.batch_classes.assign(n, "class");
    std::vector<bool>& table = builder.plant.batch_compatible;
    table.assign(n * n, false);
    for (std::size_t i = 0; i < n; ++i) table[i * n + i] = true;
    for (const auto& [a, b] : pairs) table[a * n + b] = table[b * n + a] = true;
  }
};

}  // namespace

TEST_SUITE("plant.batching") {
  TEST_CASE("batching: full waits for the last place") {
    BatchLine line(BatchRule::kFull);
    line.classes(1);
    const Id part = line.builder.part({line.step(10, 1, 3, 0)});
    line.builder.jobs(part, {0, 1, 2, 3, 4});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 2, j1 2, j2 2");
    CHECK(run.log("finish") == "j0 12, j1 12, j2 12");
    CHECK(run.times(0) == "processing 10, held 40");
    CHECK(run.stats().machines[0].tasks == 1);
    CHECK(run.stats().machines[0].jobs == 3);
    CHECK(run.stats().stations[0].jobs() == 3);
    CHECK(run.stats().stations[0].wait.sum_ns() == Int128{3'000'000'000});
  }

  TEST_CASE("batching: minimum starts with what is there and takes no more than fits") {
    BatchLine line(BatchRule::kMinimum);
    line.classes(1);
    const Id part = line.builder.part({line.step(10, 2, 3, 0)});
    line.builder.jobs(part, {0, 5, 6, 7, 8, 9, 10});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 5, j1 5, j2 15, j3 15, j4 15, j5 25, j6 25");
  }

  TEST_CASE("batching: the wait limit starts what is there from the minimum on") {
    BatchLine line(BatchRule::kWaitLimit);
    line.classes(1);
    line.builder.at(line.station).batch.wait_limit = sec(20);
    const Id part = line.builder.part({line.step(5, 2, 4, 0)});
    line.builder.jobs(part, {0, 3, 40, 70, 71, 72, 73, 100});
    const PlantRun run(line.builder.plant, 130);
    // j0 and j1 at 20 by the clock; j2 waits beyond its limit for a second one; then full with j5.
    CHECK(run.log("start") == "j0 20, j1 20, j2 70, j3 70, j4 91, j5 91, j6 91");
    CHECK(run.times(0) == "processing 15, idle 19, held 96");
  }

  TEST_CASE("batching: a full batch does not wait for the limit") {
    BatchLine line(BatchRule::kWaitLimit);
    line.classes(1);
    line.builder.at(line.station).batch.wait_limit = sec(20);
    const Id part = line.builder.part({line.step(5, 1, 2, 0)});
    line.builder.jobs(part, {0, 3, 10});
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j0 3, j1 3, j2 30");
  }

  TEST_CASE("batching: the limit of one class wakes while another is being processed") {
    BatchLine line(BatchRule::kWaitLimit, BatchBy::kStep, 2);
    line.classes(2);
    line.builder.at(line.station).batch.wait_limit = sec(10);
    const Id one = line.builder.part({line.step(30, 1, 3, 0)});
    const Id two = line.builder.part({line.step(30, 1, 3, 1)});
    line.builder.job(one, 0);
    line.builder.job(two, 4);
    const PlantRun run(line.builder.plant, 60);
    CHECK(run.log("start") == "j0 10, j1 14");
    CHECK(run.machines("start") == "j0 m0, j1 m1");
  }

  TEST_CASE("batching: by step does not mix the steps of one route") {
    BatchLine line(BatchRule::kMinimum);
    line.classes(2);
    const Id part = line.builder.part({line.step(10, 1, 9, 0), line.step(10, 1, 9, 1)});
    line.builder.jobs(part, {0, 1, 2});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 10");
    CHECK(run.log_at("start", 1) == "j0 20, j1 20, j2 20");
  }

  TEST_CASE("batching: by part mixes its steps and no other part") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kPart);
    const Id route = line.builder.route({line.step(10, 1, 9, kNone), line.step(10, 1, 9, kNone)});
    const Id one = line.builder.part(route);
    const Id two = line.builder.part(route);
    line.builder.job(one, 0);
    line.builder.job(two, 1);
    line.builder.job(one, 2);
    const PlantRun run(line.builder.plant, 35);
    // At 10 j0 comes back behind j1 and j2; j1 goes alone, then j2 (first step) with j0 (second).
    CHECK(run.log("start") == "j0 0, j1 10, j2 20, j0 20, j1 30");
  }

  TEST_CASE("batching: by recipe a wildcard joins either class but does not join them") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kRecipe);
    line.classes(3, {{0, 2}, {1, 2}});  // 2 goes with 0 and 1, which do not go together
    std::vector<Id> part;
    for (Id c = 0; c < 3; ++c) part.push_back(line.builder.part({line.step(10, 1, 9, c)}));
    line.builder.job(part[0], 0);
    line.builder.job(part[2], 1);  // the wildcard leads: takes the next class it meets, 1
    line.builder.job(part[1], 2);
    line.builder.job(part[0], 3);
    line.builder.job(part[1], 4);
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j0 0, j1 10, j2 10, j4 10, j3 20");
  }

  TEST_CASE("batching: by any mixes all and the first of them says how long it takes") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kAny);
    line.classes(1);
    const Id one = line.builder.part({line.step(10, 1, 9, 0)});
    const Id two = line.builder.part({line.step(20, 1, 9, 0)});
    line.builder.job(one, 0);
    line.builder.job(two, 1);
    line.builder.job(one, 2);
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("finish") == "j0 10, j1 30, j2 30");
  }

  TEST_CASE("batching: pieces are counted and a job that no longer fits ends the batch") {
    BatchLine line(BatchRule::kFull);
    line.classes(1);
    line.builder.at(line.station).batch.unit = BatchUnit::kPieces;
    const Id part = line.builder.part({line.step(10, 1, 50, 0)}, 20);
    line.builder.jobs(part, {0, 1});
    line.builder.job(part, 2).pieces = 11;  // 51 pieces: j0 and j1 are full
    line.builder.job(part, 3).pieces = 39;  // with j2 just 50
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 2, j1 2, j2 12, j3 12");
    CHECK(run.stats().machines[0].pieces == 90);
    CHECK(run.stats().stations[0].pieces == 90);
  }

  TEST_CASE("batching: a smaller job behind one that does not fit fills the place") {
    BatchLine line(BatchRule::kMinimum);
    line.classes(1);
    line.builder.at(line.station).batch.unit = BatchUnit::kPieces;
    const Id part = line.builder.part({line.step(10, 1, 50, 0)}, 30);
    line.builder.jobs(part, {0, 1, 2});
    line.builder.job(part, 3).pieces = 20;
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j0 0, j1 10, j3 10, j2 20");
  }

  TEST_CASE("batching: at most so many of one part") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kAny);
    line.classes(1);
    const Id limited = line.builder.part({line.step(10, 1, 3, 0)});
    line.builder.plant.parts[limited].max_per_batch = 1;
    const Id free = line.builder.part({line.step(10, 1, 3, 0)});
    line.builder.job(free, 0);
    line.builder.jobs(limited, {1, 1});
    line.builder.jobs(free, {2, 2, 2});
    CHECK(PlantRun(line.builder.plant, 50).log("start") ==
          "j0 0, j1 10, j3 10, j4 10, j2 20, j5 20");
  }

  TEST_CASE("batching: rank order chooses the class and its jobs") {
    BatchLine line(BatchRule::kMinimum);
    line.builder.at(line.station).ranking[0] = RankKey::kPriority;
    line.builder.at(line.station).n_ranking = 1;
    line.classes(2);
    const Id one = line.builder.part({line.step(10, 1, 2, 0)});
    const Id two = line.builder.part({line.step(10, 1, 2, 1)});
    line.builder.job(one, 0);
    line.builder.jobs(one, {1, 1});
    line.builder.job(one, 2).priority = 1;
    line.builder.job(two, 3).priority = 2;
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j0 0, j4 10, j3 20, j1 20, j2 30");
  }

  TEST_CASE("batching: a dynamic key ranks the seed") {
    BatchLine line(BatchRule::kMinimum);
    line.builder.at(line.station).ranking[0] = RankKey::kLeastSetup;
    line.builder.at(line.station).n_ranking = 1;
    line.builder.setup_states(2);
    line.builder.setup_time(kNone, 0, 5);
    line.builder.setup_time(kNone, 1, 5);
    line.classes(2);
    std::vector<Id> part;
    for (Id state = 0; state < 2; ++state) {
      Step step = line.step(10, 1, 2, state);
      step.setup = state;
      part.push_back(line.builder.part({step}));
    }
    line.builder.job(part[0], 0);
    line.builder.job(part[1], 1);
    line.builder.jobs(part[0], {2, 3});
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j0 0, j2 15, j3 15, j1 25");
  }

  TEST_CASE("batching: jobs of one class and different setups do not mix and none is starved") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kAny);
    line.classes(1);
    line.builder.setup_states(2);
    line.builder.plant.setups.min_run = {3, 0};
    std::vector<Id> part;
    for (Id state = 0; state < 2; ++state) {
      Step step = line.step(10, 1, 9, 0);
      step.setup = state;
      part.push_back(line.builder.part({step}));
    }
    line.builder.job(part[0], 0);  // the run of state 0 begins
    line.builder.job(part[1], 1);  // must wait for two more of it
    line.builder.jobs(part[0], {2, 3});
    const PlantRun run(line.builder.plant, 50);
    CHECK(run.log("start") == "j0 0, j2 10, j3 10, j1 20");
  }

  TEST_CASE("batching: the limits are those of the jobs that go and every step is tried") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kAny);
    line.classes(1);
    const Id large = line.builder.part({line.step(10, 3, 3, 0)});
    const Id small = line.builder.part({line.step(10, 1, 1, 0)});
    line.builder.job(large, 0);  // its step waits for three
    line.builder.job(small, 1);  // its own takes one
    CHECK(PlantRun(line.builder.plant, 50).log("start") == "j1 1");
  }

  TEST_CASE("batching: a part's piece time counts all pieces of the batch") {
    BatchLine line(BatchRule::kFull);
    line.classes(1);
    Step step = line.step(2, 1, 2, 0);
    step.per = ProcessPer::kPiece;
    line.builder.jobs(line.builder.part({step}, 5), {0, 0});
    CHECK(PlantRun(line.builder.plant, 50).log("finish") == "j0 20, j1 20");
  }

  TEST_CASE("batching: an initial start from several machines takes one batch each") {
    BatchLine line(BatchRule::kMinimum, BatchBy::kStep, 2);
    line.classes(1);
    line.builder.jobs(line.builder.part({line.step(10, 1, 2, 0)}), {0, 0, 0, 0, 0});
    const PlantRun run(line.builder.plant, 30);
    CHECK(run.machines("start") == "j0 m0, j1 m0, j2 m1, j3 m1, j4 m0");
    CHECK(run.log("start") == "j0 0, j1 0, j2 0, j3 0, j4 10");
  }
}

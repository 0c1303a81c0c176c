#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"
#include "twinline/core/error.h"
#include "twinline/physics/random_number.h"
#include "twinline/plant/outcome/batch.h"

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

/// A station whose jobs last as long as a characteristic says, at least 2 s.
struct Timed {
  OutcomePlant builder{4};
  Id station = builder.station();
  Id seconds = builder.of_job("seconds");
  Id recipe = kNone;

  /// The duration is a number of seconds for each job of priority p: p.
  explicit Timed(bool batches = false) {
    recipe = builder.recipe({builder.copy(of_capture(0), seconds)}, {{CaptureKind::kPriority}});
    builder.outcomes().recipes[recipe].duration = seconds;
    builder.outcomes().recipes[recipe].earliest = sec(2);
    Step step = builder.step(station, 100);
    step.load = builder.seconds(1);
    step.unload = builder.seconds(3);
    step.recipe = recipe;
    if (batches) {
      step.per = ProcessPer::kBatch;
      step.batch_min = step.batch_max = 3;
      builder.at(station).batch.enabled = true;
    }
    builder.part({step}, 4);
  }
  void jobs(std::initializer_list<std::int32_t> seconds_of_each) {
    for (const std::int32_t s : seconds_of_each) builder.job(0, 0).priority = s;
  }
};

/// A station that ranks by a score; the first job keeps its one machine until 100 s.
struct Learned {
  OutcomePlant builder{3};
  Id station = builder.station(1, {RankKey::kLearned});
  Id score = builder.of_job("score");
  Id part = builder.part({builder.step(station, 10)}, 2);

  explicit Learned(const Capture& capture) {
    builder.at(station).score = score;
    builder.at(station).score_recipe =
        builder.recipe({builder.copy(of_capture(0), score)}, {capture});
    builder.job(builder.part({builder.step(station, 100)}, 1), 0);
  }
  /// The score that the job in a place of the pool was given.
  double score_of(Id job, std::int64_t until_s = 101) {
    const PlantRun run(builder.plant, until_s);
    return numbers_after(builder.plant, run.state(), job, score, 1)[0];
  }
};

}  // namespace

TEST_SUITE("plant.outcomes") {
  TEST_CASE("outcome: a model sets the time of the process") {
    Timed timed;
    timed.jobs({7, 2, 4});
    const PlantRun run(timed.builder.plant, 60);
    // 1 + p + 3 each
    CHECK(run.log("finish") == "j0 11, j1 17, j2 25");
    CHECK(run.times(0) == "processing 13, loading 3, unloading 9, idle 35");
  }

  TEST_CASE("outcome: the process lasts at least as long as is known before") {
    Timed timed;
    timed.jobs({1, 0});
    CHECK(PlantRun(timed.builder.plant, 60).log("finish") == "j0 6, j1 12");
  }

  TEST_CASE("outcome: with nothing before it and no least time it is asked for at once") {
    for (const bool with_operator : {false, true}) {
      CAPTURE(with_operator);
      Timed timed;
      timed.builder.outcomes().recipes[timed.recipe].earliest = SimTime();
      timed.builder.plant.steps[0].load = kNone;
      if (with_operator) {
        timed.builder.needs(timed.station, Phase::kProcess, timed.builder.pool(1));
      }
      timed.jobs({7, 0, 4});
      const PlantRun run(timed.builder.plant, 60);
      CHECK(run.log("finish") == "j0 10, j1 13, j2 20");
      CHECK(run.times(0) == "processing 11, unloading 9, idle 40");
    }
  }

  TEST_CASE("outcome: a batch lasts as long as the longest of its jobs") {
    Timed timed(true);
    timed.jobs({3, 9, 5});
    CHECK(PlantRun(timed.builder.plant, 60).log("finish") == "j0 13, j1 13, j2 13");
  }

  TEST_CASE("outcome: a model's time leaves the pace of a cascading machine alone") {
    for (const std::int64_t earliest : {0, 2}) {
      Timed timed;
      timed.builder.at(timed.station).capacity = 3;
      timed.builder.plant.steps[0].interval = sec(4);
      timed.builder.outcomes().recipes[timed.recipe].earliest = sec(earliest);
      timed.jobs({7, 7, 9});
      // Processing begins at 1, 5 and 9 s.
      CHECK(PlantRun(timed.builder.plant, 60).log("finish") == "j0 11, j1 15, j2 21");
    }
  }

  TEST_CASE("outcome: a failure moves the end of a process of unknown length") {
    for (const double at_s : {2.0, 5.0}) {  // before and after the duration is known, at 3 s
      Timed timed;
      timed.builder.failure(timed.station, FailureClock::kCalendar, 1000, 10).first =
          timed.builder.seconds(at_s);
      timed.jobs({7});
      CHECK(PlantRun(timed.builder.plant, 60).log("finish") == "j0 21");
    }
  }

  TEST_CASE("outcome: operators follow the phases of a process of unknown length") {
    Timed timed;
    timed.builder.needs(timed.station, Phase::kUnload, timed.builder.pool(1));
    timed.jobs({7});
    const PlantRun run(timed.builder.plant, 60);
    CHECK(run.log("finish") == "j0 11");
    CHECK(run.stats().operators[0].busy.area(sec(60)) == Int128{3'000'000'000});
  }

  TEST_CASE("outcome: a condition grows by the seconds that a model gave") {
    Timed timed;
    timed.builder.grows(timed.station, timed.builder.condition(), GrowthBy::kProcessSecond,
                        timed.builder.seconds(1));
    timed.jobs({7, 1});
    CHECK(PlantRun(timed.builder.plant, 60).state().conditions == Numbers{9});
  }

  TEST_CASE("outcome: a later model reads what an earlier one gave and figures are kept") {
    OutcomePlant b(3);
    const Id station = b.station();
    const Id x = b.characteristic("x");
    const Id y = b.characteristic("y");
    const Id whole = b.of_job("whole");
    Step step = b.step(station, 10);
    const Id first = b.sum(of_characteristic(kPieceNumber), number(5), x);
    const Id second = b.sum(of_characteristic(x), of_characteristic(kPieceNumber), y);
    const Id third = b.copy(of_capture(0), whole);
    step.recipe = b.recipe({first, second, third}, {{CaptureKind::kProcessTime}});
    b.figure(step.recipe, second);
    b.figure(step.recipe, third);
    b.jobs(b.part({step}, 3), {0, 0, 0});
    b.plant.run.warm_up = sec(15);
    const PlantRun run(b.plant, 25);  // the first job ends in the warm-up, the third not at all
    CHECK(numbers_after(b.plant, run.state(), 1, y, 3) == Numbers{5, 7, 9});
    REQUIRE(run.stats().outcomes.size() == 2);
    CHECK(run.stats().outcomes[0].count() == 3);
    CHECK(run.stats().outcomes[0].mean() == 7);
    CHECK(run.stats().outcomes[0].min() == 5);
    CHECK(run.stats().outcomes[0].max() == 9);
    CHECK(run.stats().outcomes[1].count() == 1);
    CHECK(run.stats().outcomes[1].mean() == 10);
  }

  TEST_CASE("outcome: draws and keys belong to request and piece") {
    OutcomePlant b(3);
    const Id x = b.characteristic("x");
    const Id spread = b.keep(uniform(2, 4));
    InputSource key;
    key.kind = SourceKind::kKey;
    b.plant.outcomes.evaluations.reserve(1);
    const Id use = b.sum(draw_of(spread), key, x);
    const Id recipe = b.recipe({use});
    const Id part = b.part({b.step(b.station(), 10)}, 3);
    OutcomeBench bench(b.plant);
    const std::uint64_t request_key = 0x123456789abcdefU;
    bench.state.pending[recipe].requests = {{request_key, bench.job(part, 3), 0}};
    const auto gathered = [&] {
      SoaBatch taken(12, 4);  // one item of another request before
      InputDraws draws;
      gather_items(b.plant, {{&bench.state, recipe, 0, 0, 1, 3}}, taken, draws);
      return std::vector<Numbers>{{taken.field(0) + 1, taken.field(0) + 4},
                                  {taken.field(1) + 1, taken.field(1) + 4}};
    };
    const std::vector<Numbers> numbers = gathered();
    std::set<double> keys;
    for (std::uint32_t i = 0; i < 3; ++i) {
      const std::uint64_t base = key_of(philox({{use, 0, 0, 1}}, request_key)) >> 11U;
      CHECK(numbers[0][i] == UniformNumber{}({static_cast<double>(base ^ i), 2, 4}).value);
      CHECK(numbers[1][i] == std::floor(numbers[1][i]));
      CHECK(numbers[1][i] >= 0);
      CHECK(numbers[1][i] < 9007199254740992.0);
      keys.insert(numbers[1][i]);
    }
    CHECK(keys.size() == 3);
    bench.put(0, kPieceNumber, {2, 1, 0});
    const std::vector<Numbers> turned = gathered();
    for (const std::size_t f : {0U, 1U}) {
      CHECK(turned[f] == Numbers(numbers[f].rbegin(), numbers[f].rend()));
    }
  }

  TEST_CASE("outcome: a number out of range ends the run and is named") {
    OutcomePlant b(3);
    const Id station = b.station();
    const Id x = b.characteristic("x");
    Step step = b.step(station, 10);
    step.recipe = b.recipe({b.copy(number(-1), x)});
    b.jobs(b.part({b.step(station, 1), step}, 3), {0});
    Simulation simulation(b.plant, 1, 0);
    CHECK_THROWS_WITH_AS(
        simulation.advance(sec(20)),
        "job 0 of release \"list\" at step \"step2\" on machine \"m0\": \"sum\": model "
        "\"state_energy\": productive: expected 0 s to 1e+10 s, received -1 s",
        RunError);
  }

  TEST_CASE("score: the lowest is served first and equal ones in order") {
    Learned l({CaptureKind::kPriority});
    for (const std::int32_t p : {3, 1, 2, 1}) l.builder.job(l.part, 1).priority = p;
    CHECK(PlantRun(l.builder.plant, 200).log("start") == "j0 0, j2 100, j4 110, j3 120, j1 130");
  }

  TEST_CASE("score: it is made anew for each decision") {
    // The score is the queue: all alike, so in order; the last decision has one job and no score.
    Learned l({CaptureKind::kQueueLength});
    l.builder.jobs(l.part, {1, 2, 3});
    CHECK(PlantRun(l.builder.plant, 200).log("start") == "j0 0, j1 100, j2 110, j3 120");
    CHECK(l.score_of(1) == 3);
    CHECK(l.score_of(3, 115) == 2);
    CHECK(l.score_of(3, 125) == 2);
  }

  TEST_CASE("score: a job that another decision of the instant sends here is scored too") {
    OutcomePlant b(1);
    Id stations[] = {b.station(1, {RankKey::kLearned}), b.station(1, {RankKey::kLearned})};
    for (const Id station : stations) {
      const Id score = b.of_job("score");
      b.at(station).score = score;
      b.at(station).score_recipe =
          b.recipe({b.copy(of_capture(0), score)}, {{CaptureKind::kPriority}});
      b.job(b.part({b.step(station, 100)}), 0);
    }
    const Id opens = b.station();
    const Id late = b.part({b.step(stations[1], 1), b.step(opens, 1), b.step(stations[0], 1)});
    const Id first = b.plant.routes.back().first_step;
    b.window(first + 1, first + 2, 5);
    b.plant.windows[0].action = WindowAction::kRework;
    b.plant.windows[0].rework_to = first;
    for (const Id station : stations) {
      const Id part = b.part({b.step(station, 10)});
      b.job(part, 1).priority = 5;
      b.job(part, 1).priority = 4;
    }
    InitialJob inside;
    inside.part = late;
    inside.step = first + 1;
    inside.priority = 9;
    b.plant.initial_jobs = {inside};
    // At 100 s the first station sends the late job back to the second one, where it is the last.
    CHECK(PlantRun(b.plant, 130).log("start") ==
          "r1j0 0, j0 0, j1 0, j3 100, j5 100, j2 110, j4 110, r1j0 120, r1j0 121, r1j0 122");
  }

  TEST_CASE("score: what is known of a job") {
    const auto score = [](CaptureKind kind) {
      Learned l({kind});
      l.part = l.builder.part({l.builder.step(l.station, 36), l.builder.step(l.station, 18)}, 2);
      l.builder.plant.steps[2].setup = 0;
      l.builder.setup_states(1);
      l.builder.job(l.part, 10).priority = 7;
      l.builder.job(l.part, 20).due = sec(7200);
      return l.score_of(1);
    };
    CHECK(score(CaptureKind::kPriority) == 7);
    CHECK(score(CaptureKind::kPieces) == 2);
    CHECK(score(CaptureKind::kQueueLength) == 2);
    CHECK(score(CaptureKind::kWaitingTime) == doctest::Approx(0.025));
    CHECK(score(CaptureKind::kWork) == doctest::Approx(0.01));
    CHECK(score(CaptureKind::kRemainingWork) == doctest::Approx(0.015));
    CHECK(score(CaptureKind::kSlack) == kNoSlackH);
    CHECK(score(CaptureKind::kSetupNeeded) == 1);
  }

  TEST_CASE("score: slack of a job with a due date") {
    Learned l({CaptureKind::kSlack});
    l.builder.job(l.part, 10).due = sec(7300);
    l.builder.job(l.part, 20);
    // 7300 s - 100 s - 10 s of work
    CHECK(l.score_of(1) == doctest::Approx(7190.0 / 3600));
  }
}

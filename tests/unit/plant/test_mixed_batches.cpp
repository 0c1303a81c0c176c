#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"

// Batches of jobs at steps with different recipes, whichever of them leads.

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

/// A machine that takes two jobs of any parts at a time.
struct Pair {
  OutcomePlant builder{3};
  Id station = builder.station();

  Pair() {
    BatchSettings& batch = builder.at(station).batch;
    batch.enabled = true;
    batch.by = BatchBy::kAny;
    builder.plant.batch_classes = {"any"};
    builder.plant.batch_compatible = {true};
  }
  /// A part of one step, which takes `process_s` where no model says how long.
  Id part(double process_s, Id recipe, std::uint32_t pieces = 1) {
    Step step = builder.step(station, process_s);
    step.per = ProcessPer::kBatch;
    step.batch_min = step.batch_max = 2;
    step.batch_class = 0;
    step.recipe = recipe;
    return builder.part({step}, pieces);
  }
  /// A recipe whose jobs last their priority and `more_s` seconds.
  Id timed(double more_s, std::int64_t least_s) {
    const Id seconds = builder.of_job("seconds");
    const Id recipe = builder.recipe({builder.sum(of_capture(0), number(more_s), seconds)},
                                     {{CaptureKind::kPriority}});
    builder.outcomes().recipes[recipe].duration = seconds;
    builder.outcomes().recipes[recipe].earliest = sec(least_s);
    return recipe;
  }
  void jobs(const std::vector<std::pair<Id, std::int32_t>>& parts_and_priorities) {
    for (const auto& [part, priority] : parts_and_priorities) {
      builder.job(part, 0).priority = priority;
    }
  }
  std::string finish(std::int64_t until_s = 200) {
    return PlantRun(builder.plant, until_s).log("finish");
  }
};

/// Two jobs of recipes with models for the time: the priority, and 10 s more than it.
std::string both_timed(bool second_leads, std::int64_t first_least_s, std::int64_t second_least_s,
                       std::int32_t first, std::int32_t second) {
  Pair pair;
  // The steps' own times are there for planning only.
  const Id a = pair.part(100, pair.timed(0, first_least_s));
  const Id b = pair.part(50, pair.timed(10, second_least_s));
  if (second_leads) {
    pair.jobs({{b, second}, {a, first}});
  } else {
    pair.jobs({{a, first}, {b, second}});
  }
  return pair.finish();
}

/// A job with a model for its time, planned with 100 s, and one that takes 10 s as drawn.
std::string one_timed(bool drawn_leads, std::int64_t least_s, std::int32_t seconds) {
  Pair pair;
  const Id timed = pair.part(100, pair.timed(0, least_s));
  const Id drawn = pair.part(10, kNone);
  if (drawn_leads) {
    pair.jobs({{drawn, 0}, {timed, seconds}});
  } else {
    pair.jobs({{timed, seconds}, {drawn, 0}});
  }
  return pair.finish();
}

}  // namespace

TEST_SUITE("plant.mixed_batches") {
  TEST_CASE("mixed batch: it lasts as long as the longest of its jobs") {
    for (const bool second_leads : {false, true}) {
      for (const std::int64_t least_s : {0, 2}) {
        CAPTURE(second_leads);
        CAPTURE(least_s);
        CHECK(both_timed(second_leads, least_s, 0, 17, 4) == "j0 17, j1 17");
        CHECK(both_timed(second_leads, 0, least_s, 3, 4) == "j0 14, j1 14");
      }
    }
  }

  TEST_CASE("mixed batch: it lasts at least as long as each of its recipes says") {
    for (const bool second_leads : {false, true}) {
      CAPTURE(second_leads);
      CHECK(both_timed(second_leads, 20, 0, 1, 4) == "j0 20, j1 20");
      CHECK(both_timed(second_leads, 0, 25, 1, 4) == "j0 25, j1 25");
      CHECK(both_timed(second_leads, 20, 25, 1, 4) == "j0 25, j1 25");
      CHECK(both_timed(second_leads, 20, 5, 1, 24) == "j0 34, j1 34");
    }
  }

  TEST_CASE("mixed batch: a time that is drawn counts and one that is for planning does not") {
    for (const bool drawn_leads : {false, true}) {
      CAPTURE(drawn_leads);
      CHECK(one_timed(drawn_leads, 0, 7) == "j0 10, j1 10");
      CHECK(one_timed(drawn_leads, 2, 7) == "j0 10, j1 10");
      CHECK(one_timed(drawn_leads, 2, 12) == "j0 12, j1 12");
      CHECK(one_timed(drawn_leads, 11, 7) == "j0 11, j1 11");
    }
  }

  TEST_CASE("mixed batch: of several drawn times that of the first counts") {
    Pair pair;
    const Id timed = pair.part(100, pair.timed(0, 0));
    const Id drawn = pair.part(10, kNone);
    const Id longer = pair.part(30, kNone);
    for (Step& step : pair.builder.plant.steps) step.batch_min = step.batch_max = 3;
    pair.jobs({{timed, 4}, {drawn, 0}, {longer, 0}, {longer, 0}, {timed, 4}, {drawn, 0}});
    CHECK(pair.finish() == "j0 10, j1 10, j2 10, j3 40, j4 40, j5 40");
  }

  TEST_CASE("mixed batch: a failure moves the end of it") {
    for (const bool second_leads : {false, true}) {
      for (const double at_s : {1.0, 9.0}) {
        CAPTURE(second_leads);
        CAPTURE(at_s);
        Pair pair;
        const Id a = pair.part(100, pair.timed(0, 2));
        const Id b = pair.part(50, pair.timed(10, 5));
        pair.builder.failure(pair.station, FailureClock::kCalendar, 1000, 10).first =
            pair.builder.seconds(at_s);
        pair.jobs({{second_leads ? b : a, 4}, {second_leads ? a : b, 4}});
        CHECK(pair.finish() == "j0 24, j1 24");
      }
    }
  }

  TEST_CASE("mixed batch: each job has the outcomes of its own recipe") {
    for (const bool second_leads : {false, true}) {
      CAPTURE(second_leads);
      Pair pair;
      OutcomePlant& b = pair.builder;
      const Id x = b.characteristic("x");
      const Id y = b.characteristic("y");
      const Id first_use = b.sum(of_characteristic(kPieceNumber), number(5), x);
      const Id first = b.recipe({first_use});
      const Id second_use = b.sum(of_characteristic(kPieceNumber), of_capture(0), y);
      const Id second = b.recipe({second_use}, {{CaptureKind::kProcessTime}});
      b.figure(first, first_use);
      b.figure(second, second_use);
      const Id one = pair.part(10, first, 2);
      const Id two = pair.part(10, second, 3);
      pair.jobs({{second_leads ? two : one, 0}, {second_leads ? one : two, 0}});
      const PlantRun run(b.plant, 20);
      CHECK(run.log("finish") == "j0 10, j1 10");
      const Id of_one = second_leads ? 1 : 0;
      CHECK(numbers_after(b.plant, run.state(), of_one, x, 2) == Numbers{5, 6});
      CHECK(numbers_after(b.plant, run.state(), of_one, y, 2) == Numbers{0, 0});
      CHECK(numbers_after(b.plant, run.state(), 1 - of_one, x, 3) == Numbers{0, 0, 0});
      CHECK(numbers_after(b.plant, run.state(), 1 - of_one, y, 3) == Numbers{10, 11, 12});
      REQUIRE(run.stats().outcomes.size() == 2);
      CHECK(run.stats().outcomes[0].count() == 2);
      CHECK(run.stats().outcomes[0].mean() == 5.5);
      CHECK(run.stats().outcomes[1].count() == 3);
      CHECK(run.stats().outcomes[1].mean() == 11);
    }
  }

  TEST_CASE("mixed batch: conditions hear of its jobs in the order in which they joined") {
    for (const bool second_leads : {false, true}) {
      CAPTURE(second_leads);
      Pair pair;
      OutcomePlant& b = pair.builder;
      const Id last = b.condition(0, 2);
      std::vector<Id> parts;
      for (const double value : {3.0, 8.0}) {
        const Id written = b.of_job("written");
        const Id recipe = b.recipe({b.sum(number(value), number(0), written)});
        b.outcomes().recipes[recipe].writes = {{written, last}};
        parts.push_back(pair.part(10, recipe));
      }
      pair.jobs({{parts[second_leads ? 1 : 0], 0}, {parts[second_leads ? 0 : 1], 0}});
      const Numbers expected = second_leads ? Numbers{8, 3} : Numbers{3, 8};
      CHECK(PlantRun(b.plant, 20).state().conditions == expected);
    }
  }
}

#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

/// One machine, steps of 10 s, jobs of up to 4 pieces.
struct Worn {
  OutcomePlant builder{4};
  Id station = builder.station();
  Id part = builder.part({builder.step(station, 10)}, 4);

  /// Values of a condition of machine 0 after a run.
  Numbers after(Id condition, std::int64_t until_s) {
    const PlantRun run(builder.plant, until_s);
    const Condition& c = builder.plant.outcomes.conditions[condition];
    const auto first = run.state().conditions.begin() + c.offset;
    return {first, first + c.size};
  }
  MaintenancePlan& service(Id condition, double threshold) {
    MaintenancePlan& plan = builder.maintenance(station, 0, 5);
    plan.condition = condition;
    plan.threshold = threshold;
    return plan;
  }
  FailureMode& breakdown(Id condition, double threshold) {
    FailureMode& mode = builder.failure(station, FailureClock::kCondition, 0, 5);
    mode.time_to_failure = kNone;
    mode.condition = condition;
    mode.threshold = threshold;
    return mode;
  }
};

}  // namespace

TEST_SUITE("plant.conditions") {
  TEST_CASE("condition: grows by task and job and piece and second of processing") {
    OutcomePlant b(4);
    const Id station = b.station();
    Step step = b.step(station, 10);
    step.load = b.seconds(3);
    step.per = ProcessPer::kBatch;
    step.batch_min = step.batch_max = 2;
    b.at(station).batch.enabled = true;
    b.at(station).batch.rule = BatchRule::kFull;
    const GrowthBy kinds[] = {GrowthBy::kTask, GrowthBy::kJob, GrowthBy::kPiece,
                              GrowthBy::kProcessSecond};
    for (const GrowthBy by : kinds) b.grows(station, b.condition(100), by, b.seconds(0.5));
    const Id part = b.part({step}, 4);
    b.jobs(part, {0, 0, 0, 0});
    const PlantRun run(b.plant, 30);  // two batches of two jobs of four pieces, ended at 13 and 26
    CHECK(run.state().conditions == Numbers{101, 102, 108, 110});
  }

  TEST_CASE("condition: the amount is drawn once a task and the first value once a machine") {
    OutcomePlant b(1);
    const Id station = b.station(2);
    const Id part = b.part({b.step(station, 10)});
    const Id wear = b.condition();
    b.outcomes().conditions[wear].initial = b.keep(uniform(100, 200));
    b.grows(station, wear, GrowthBy::kTask, b.keep(uniform(0, 1)));
    b.jobs(part, {0, 0, 10});
    const PlantRun run(b.plant, 25);
    const auto u = [&](std::uint32_t machine, std::uint32_t draw) {
      return RandomStreams{1, 0}.uniform(Purpose::kCondition, wear, machine, draw);
    };
    CHECK(run.machines("start") == "j0 m0, j1 m1, j2 m0");
    CHECK(run.state().conditions[0] == 100 + 100 * u(0, 0) + u(0, 1) + u(0, 2));
    CHECK(run.state().conditions[1] == 100 + 100 * u(1, 0) + u(1, 1));
  }

  TEST_CASE("condition: the last values are kept with the newest last") {
    Worn w;
    const Id wear = w.builder.condition(0, 3);
    w.builder.grows(w.station, wear, GrowthBy::kTask, w.builder.seconds(2));
    w.builder.jobs(w.part, {0, 0, 0, 0});
    CHECK(w.after(wear, 15) == Numbers{0, 0, 2});
    CHECK(w.after(wear, 25) == Numbers{0, 2, 4});
    CHECK(w.after(wear, 45) == Numbers{4, 6, 8});
  }

  TEST_CASE("condition: an outcome is written at the end of the task and read by the next") {
    Worn w;
    OutcomePlant& b = w.builder;
    const Id last = b.condition(5, 2);
    const Id value = b.characteristic("value");
    // Each job's pieces are the condition + their number + 1: the mean grows by 2.5 a job.
    const Id half = b.characteristic("half");
    const Id recipe = b.recipe({b.sum(of_characteristic(kPieceNumber), number(1), half),
                                b.sum(of_capture(0), of_characteristic(half), value)},
                               {{CaptureKind::kCondition, last, 1}});
    b.outcomes().recipes[recipe].writes = {{value, last}};
    b.plant.steps[0].recipe = recipe;
    b.jobs(w.part, {0, 0, 0});
    CHECK(w.after(last, 9) == Numbers{5, 5});
    CHECK(w.after(last, 19) == Numbers{5, 7.5});
    CHECK(w.after(last, 35) == Numbers{10, 12.5});
  }

  TEST_CASE("condition: maintenance is due at the threshold and begins it anew") {
    Worn w;
    const Id wear = w.builder.condition(1, 2);
    w.builder.grows(w.station, wear, GrowthBy::kPiece, w.builder.seconds(1));
    w.service(wear, 13).resets = {wear};
    for (int i = 0; i < 7; ++i) w.builder.job(w.part, 0);
    // 13 after the third job: exactly the threshold. Then again after the sixth.
    CHECK(PlantRun(w.builder.plant, 100).log("maintenance") == "m0 30, m0 65");
    CHECK(w.after(wear, 32) == Numbers{9, 13});
    CHECK(w.after(wear, 36) == Numbers{1, 1});
    CHECK(w.after(wear, 90) == Numbers{1, 5});
    CHECK(PlantRun(w.builder.plant, 100).log("start") ==
          "j0 0, j1 10, j2 20, j3 35, j4 45, j5 55, j6 70");
  }

  TEST_CASE("condition: a machine fails at the limit and the repair begins it anew") {
    Worn w;
    const Id wear = w.builder.condition(1, 2);
    w.builder.grows(w.station, wear, GrowthBy::kPiece, w.builder.seconds(1));
    w.breakdown(wear, 13).resets = {wear};
    for (int i = 0; i < 7; ++i) w.builder.job(w.part, 0);
    // 13 after the third job: exactly the limit. Then again after the sixth.
    const PlantRun run(w.builder.plant, 100);
    CHECK(run.log("repair") == "m0 30, m0 65");
    CHECK(run.times(0) == "processing 70, idle 20, repair 10");
    CHECK(run.stats().machines[0].failures == 2);
    CHECK(w.after(wear, 32) == Numbers{9, 13});
    CHECK(w.after(wear, 36) == Numbers{1, 1});
    CHECK(w.after(wear, 90) == Numbers{1, 5});
  }

  TEST_CASE("condition: a machine that fails below a limit and begins nothing anew fails again") {
    Worn w;
    const Id film = w.builder.condition(10);
    w.builder.grows(w.station, film, GrowthBy::kTask, w.builder.seconds(-4));
    w.breakdown(film, 2).when_below = true;
    w.builder.jobs(w.part, {0, 0, 0, 0});
    // 6, 2 (not below), -2, -6.
    CHECK(PlantRun(w.builder.plant, 100).log("repair") == "m0 30, m0 45");
  }

  TEST_CASE(
      "condition: what else is inside a machine that fails is interrupted as for any failure") {
    const auto worn = [](Interruption interruption) {
      Worn w;
      const Id wear = w.builder.condition();
      w.builder.grows(w.station, wear, GrowthBy::kTask, w.builder.seconds(1));
      w.builder.at(w.station).capacity = 3;
      w.builder.plant.steps[0].interval = sec(4);
      FailureMode& mode = w.breakdown(wear, 1);
      mode.resets = {wear};
      mode.interruption = interruption;
      w.builder.jobs(w.part, {0, 4, 8});
      const PlantRun run(w.builder.plant, 60);
      return run.log("finish") + " | " + run.log("repair");
    };
    CHECK(worn(Interruption::kResume) == "j0 10, j1 19, j2 28 | m0 10, m0 19, m0 28");
    CHECK(worn(Interruption::kFinishFirst) == "j0 10, j1 14, j2 18 | m0 18");
  }

  TEST_CASE("condition: a failure comes before the maintenance of the same limit") {
    Worn w;
    const Id wear = w.builder.condition();
    w.builder.grows(w.station, wear, GrowthBy::kTask, w.builder.seconds(1));
    w.breakdown(wear, 2).resets = {wear};
    w.service(wear, 2);
    w.builder.jobs(w.part, {0, 0, 0});
    const PlantRun run(w.builder.plant, 60);
    CHECK(run.log("repair") == "m0 20");
    CHECK(run.log("maintenance") == "m0 25");
    CHECK(run.log("finish") == "j0 10, j1 20, j2 40");
  }

  TEST_CASE("condition: a failure by time begins anew what it resets") {
    Worn w;
    const Id wear = w.builder.condition(3);
    w.builder.grows(w.station, wear, GrowthBy::kTask, w.builder.seconds(1));
    w.builder.failure(w.station, FailureClock::kCalendar, 25, 5).resets = {wear};
    w.builder.jobs(w.part, {0, 0});
    CHECK(w.after(wear, 24) == Numbers{5});
    CHECK(w.after(wear, 31) == Numbers{3});
  }

  TEST_CASE("condition: below a threshold where it is so set") {
    Worn w;
    const Id film = w.builder.condition(10);
    w.builder.grows(w.station, film, GrowthBy::kTask, w.builder.seconds(-4));
    MaintenancePlan& plan = w.service(film, 2);
    plan.when_below = true;
    plan.resets = {film};
    w.builder.jobs(w.part, {0, 0, 0, 0});
    // 6, 2 (not below), -2.
    CHECK(PlantRun(w.builder.plant, 100).log("maintenance") == "m0 30");
  }

  TEST_CASE("condition: what is not reset is due again after the next task") {
    Worn w;
    const Id wear = w.builder.condition();
    w.builder.grows(w.station, wear, GrowthBy::kTask, w.builder.seconds(1));
    w.service(wear, 2);
    w.builder.jobs(w.part, {0, 0, 0, 0});
    CHECK(PlantRun(w.builder.plant, 100).log("maintenance") == "m0 20, m0 35, m0 50");
  }

  TEST_CASE("condition: it is due on the machine that is worn and not on others") {
    OutcomePlant b(1);
    const Id station = b.station(2);
    const Id wear = b.condition();
    b.grows(station, wear, GrowthBy::kTask, b.seconds(1));
    MaintenancePlan& plan = b.maintenance(station, 0, 5);
    plan.condition = wear;
    plan.threshold = 2;
    plan.resets = {wear};
    b.at(station).machine_choice = MachineChoice::kFirst;
    b.jobs(b.part({b.step(station, 10)}), {0, 0, 10});
    CHECK(PlantRun(b.plant, 60).log("maintenance") == "m0 20");
  }
}

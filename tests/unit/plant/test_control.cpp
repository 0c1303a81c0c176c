#include <cmath>

#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"
#include "twinline/plant/inspection/control.h"
#include "twinline/plant/inspection/inspect.h"

namespace {

using namespace twinline;

/// Two machines and two parts, and a controller with target 10, slope 2 and start 3.
struct Controlled {
  OutcomePlant builder{4};
  Id station = builder.station(2);
  Id part = builder.part({builder.step(station, 1)}, 4);
  Id other_part = builder.part({builder.step(station, 1)}, 4);
  Id value = builder.characteristic("value");

  explicit Controlled(ControlKind kind) {
    Control& control = builder.control(0, value, 10);
    control.kind = kind;
    control.slope = 2;
    control.gain = 0.5;
    control.trend_gain = 0.25;
    control.start = 3;
  }
  Control& control() { return builder.plant.outcomes.controls[0]; }
};

/// Settings and feedback of that controller, job after job.
struct Loop : OutcomeBench {
  const Controlled& c;

  explicit Loop(const Controlled& controlled)
      : OutcomeBench(controlled.builder.plant), c(controlled) {}

  double setting(Id machine = 0) { return use_setting(context, 0, machine, job(c.part, 4)); }
  double setting(Id machine, Id part) { return use_setting(context, 0, machine, job(part, 4)); }
  /// A new job on machine 0 that gives y.
  void run(double y) {
    const Id id = job(c.part, 4);
    use_setting(context, 0, 0, id);
    feed_back(context, 0, id, y, c.builder.plant.outcomes.controls[0].gain);
  }
};

/// The distance to the target after many runs of y = 5 + 2 x + 0.125 t.
double distance_under_drift(const Controlled& c) {
  Loop loop(c);
  double y = 0;
  for (int t = 0; t < 400; ++t) {
    const Id id = loop.job(c.part, 4);
    y = 5 + 2 * use_setting(loop.context, 0, 0, id) + 0.125 * t;
    feed_back(loop.context, 0, id, y, 0.5);
  }
  return y - 10;
}

}  // namespace

TEST_SUITE("plant.control") {
  TEST_CASE("control: the EWMA of a series by hand") {
    const Controlled c(ControlKind::kEwma);
    Loop loop(c);
    CHECK(loop.setting() == 3);  // a = 10 - 2 * 3 = 4
    loop.run(12);                // seen 12 - 6 = 6: a = 5
    CHECK(loop.setting() == 2.5);
    loop.run(9);  // seen 9 - 5 = 4: a = 4.5
    CHECK(loop.setting() == 2.75);
    loop.run(10);  // on target: seen 4.5
    CHECK(loop.setting() == 2.75);
  }

  TEST_CASE("control: the double EWMA of a series by hand") {
    const Controlled c(ControlKind::kDoubleEwma);
    Loop loop(c);
    CHECK(loop.setting() == 3);
    loop.run(12);  // e = 6 - 4: a = 5, D = 0.5
    CHECK(loop.setting() == 2.25);
    loop.run(9);  // seen 9 - 4.5, e = -0.5: a = 4.75, D = 0.5 + 0.25 (-0.5 - 0.5)
    CHECK(loop.setting() == 2.5);
  }

  TEST_CASE("control: only the double EWMA removes a linear drift") {
    CHECK(distance_under_drift(Controlled(ControlKind::kEwma)) ==
          doctest::Approx(0.125 / 0.5).epsilon(1e-12));
    CHECK(std::fabs(distance_under_drift(Controlled(ControlKind::kDoubleEwma))) < 1e-12);
  }

  TEST_CASE("control: a setting at its bound is what the value is compared with") {
    Controlled c(ControlKind::kEwma);
    c.control().low = 2.75;
    c.control().high = 4;
    Loop loop(c);
    loop.run(14);  // seen 14 - 6 = 8: a = 6, wanted 2
    CHECK(loop.setting() == 2.75);
    loop.run(14.5);  // seen 14.5 - 5.5 = 9: a = 7.5
    CHECK(loop.state.controls[0].intercept == 7.5);
    loop.run(-8.5);  // seen -14: a = -3.25, wanted 6.625
    CHECK(loop.setting() == 4);
  }

  TEST_CASE("control: each machine and each part has an intercept of its own") {
    const Controlled c(ControlKind::kEwma);
    Loop loop(c);
    loop.run(12);
    CHECK(loop.setting(0, c.part) == 2.5);
    CHECK(loop.setting(1, c.part) == 3);
    CHECK(loop.setting(0, c.other_part) == 3);
    CHECK(loop.setting(1, c.other_part) == 3);
  }

  TEST_CASE("control: one intercept for all machines or all parts where it is so set") {
    Controlled c(ControlKind::kEwma);
    c.control().per_machine = false;
    Loop by_part(c);
    by_part.run(12);
    CHECK(by_part.setting(1, c.part) == 2.5);
    CHECK(by_part.setting(1, c.other_part) == 3);
    c.control().per_machine = true;
    c.control().per_part = false;
    Loop by_machine(c);
    by_machine.run(12);
    CHECK(by_machine.setting(0, c.other_part) == 2.5);
    CHECK(by_machine.setting(1, c.other_part) == 3);
  }

  TEST_CASE("control: a job keeps the setting that it was given, whoever reads it later") {
    const Controlled c(ControlKind::kEwma);
    Loop loop(c);
    const Id job = loop.job(c.part, 4);
    CHECK(given_setting(loop.context, 0, 0, job) == 3);  // none yet: what it would be given
    CHECK(use_setting(loop.context, 0, 0, job) == 3);
    loop.run(12);
    CHECK(given_setting(loop.context, 0, 1, job) == 3);
    feed_back(loop.context, 0, job, 8, 1);  // seen 8 - 6 = 2 on machine 0
    CHECK(loop.setting(0) == 4);
    CHECK(loop.setting(1) == 3);
  }

  TEST_CASE("control: a late value belongs to the setting and the machine of its own job") {
    const Controlled c(ControlKind::kEwma);
    Loop loop(c);
    const Id late = loop.job(c.part, 4);
    CHECK(use_setting(loop.context, 0, 1, late) == 3);
    loop.run(12);
    feed_back(loop.context, 0, late, 8, 1);  // seen 8 - 6 = 2 on machine 1
    CHECK(loop.setting(0) == 2.5);
    CHECK(loop.setting(1) == 4);
  }

  TEST_CASE("control: a job without a setting feeds nothing back") {
    const Controlled c(ControlKind::kEwma);
    Loop loop(c);
    feed_back(loop.context, 0, loop.job(c.part, 4), 99, 0.5);
    CHECK(loop.setting() == 3);
  }

  TEST_CASE("control: the mean of the pieces is fed back and a stand-in with its own gain") {
    Controlled c(ControlKind::kEwma);
    const Id guess = c.builder.characteristic("guess");
    const Id unrelated = c.builder.characteristic("unrelated");
    c.control().gain_instead = 0.25;
    c.builder.gauge(0, guess, unrelated).instead = guess;
    Loop loop(c);
    const auto used = [&] {
      const Id id = loop.job(c.part, 4);
      use_setting(loop.context, 0, 0, id);
      loop.put(id, c.value, {9, 15, 11, 13});
      return id;
    };
    inspect_skipped(loop.context, used(), 0);  // the gauge does not measure what is fed back
    CHECK(loop.setting() == 3);
    CHECK(inspect(loop.context, used(), 0, 0));  // mean 12
    CHECK(loop.setting() == 2.5);

    c.builder.plant.outcomes.gauges[0].into = c.value;
    const Id skipped = used();
    loop.put(skipped, guess, {13, 13, 13, 13});
    inspect_skipped(loop.context, skipped, 0);  // seen 13 - 5 = 8: a = 5 + 0.25 * 3
    CHECK(loop.setting() == 2.125);
  }

  TEST_CASE("control: a closed loop in a run") {
    // y = 6 + 2 x with x captured at the start: 12, then as in the series by hand.
    OutcomePlant b(1);
    const Id station = b.station();
    const Id half = b.characteristic("half");
    const Id y = b.characteristic("y");
    const Id part = b.part({b.step(station, 10)});
    Control& control = b.control(0, y, 10);
    control.slope = 2;
    control.gain = 0.5;
    control.start = 3;
    const Id first = b.sum(of_capture(0), number(6), half);
    const Id second = b.sum(of_capture(0), of_characteristic(half), y);
    const Id recipe = b.recipe({first, second}, {{CaptureKind::kControl, 0, 0}});
    b.figure(recipe, second);
    b.plant.steps[0].recipe = recipe;
    b.jobs(part, {0, 0, 0});
    const PlantRun run(b.plant, 40);
    // 12; a = 5 and x = 2.5: 11; a = 5.5 and x = 2.25: 10.5
    const Spread& spread = run.stats().outcomes[0];
    CHECK(spread.count() == 3);
    CHECK(spread.max() == 12);
    CHECK(spread.min() == 10.5);
    CHECK(spread.mean() == doctest::Approx(33.5 / 3).epsilon(1e-15));
    CHECK(run.state().controls[0].intercept == 5.75);
  }

  TEST_CASE("control: a model of a later step reads the setting that its job was given") {
    // The loop above; by the time a job comes to the slow second step the controller asks for
    // others.
    OutcomePlant b(1);
    const Id machine = b.station();
    const Id reader = b.station();
    const Id half = b.characteristic("half");
    const Id y = b.characteristic("y");
    const Id seen = b.characteristic("seen");
    const Id part = b.part({b.step(machine, 10), b.step(reader, 25)});
    Control& control = b.control(0, y, 10);
    control.slope = 2;
    control.gain = 0.5;
    control.start = 3;
    const Id first = b.sum(of_capture(0), number(6), half);
    const Id second = b.sum(of_capture(0), of_characteristic(half), y);
    b.plant.steps[0].recipe = b.recipe({first, second}, {{CaptureKind::kControl, 0, 0}});
    const Id read = b.copy(of_capture(0), seen);
    b.plant.steps[1].recipe = b.recipe({read}, {{CaptureKind::kGivenSetting, 0, 0}});
    b.figure(b.plant.steps[1].recipe, read);
    b.jobs(part, {0, 0, 0});
    const PlantRun run(b.plant, 100);
    const Spread& spread = run.stats().outcomes[0];
    CHECK(spread.count() == 3);
    CHECK(spread.max() == 3);
    CHECK(spread.min() == 2.25);
    CHECK(spread.mean() == doctest::Approx((3 + 2.5 + 2.25) / 3).epsilon(1e-15));
  }
}

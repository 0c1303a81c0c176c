#include <cmath>

#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/leak_test.h"
#include "twinline/physics/tightening.h"

namespace twinline {
namespace {

using doctest::Approx;

TEST_SUITE("physics.body_joints") {
  TEST_CASE("tightening: M10 with known torque and shares") {
    Tightening::Input in = usual_input<Tightening>();
    in.torque_j = 57.399;
    const Tightening::Output out = Tightening{}(in);
    CHECK(out.preload_n == Approx(30000).epsilon(1e-4));
    CHECK(out.nut_factor == Approx(0.19133).epsilon(1e-4));
    CHECK(out.lead_share == Approx(0.125).epsilon(5e-3));
    CHECK(out.thread_share == Approx(0.381).epsilon(2e-3));
    CHECK(out.head_share == Approx(0.494).epsilon(2e-3));
    CHECK(out.lead_share + out.thread_share + out.head_share == Approx(1).epsilon(1e-15));
  }

  TEST_CASE("tightening: without friction all work of a turn lifts the load by the pitch") {
    Tightening::Input in = usual_input<Tightening>();
    in.thread_friction = in.head_friction = 0.01;
    const Tightening::Output some = Tightening{}(in);
    const double work_of_a_turn = 2 * 3.14159265358979323846 * in.torque_j * some.lead_share;
    CHECK(work_of_a_turn == Approx(some.preload_n * in.pitch_m).epsilon(1e-14));
  }

  TEST_CASE("leak_test: one sccm out of a cubic decimetre is 1.68875 Pa/s at first") {
    LeakTest::Input in = usual_input<LeakTest>();
    in.time_s = 0.1;
    CHECK(LeakTest{}(in).drop_pa / in.time_s == Approx(1.68875).epsilon(1e-5));
    CHECK(LeakTest{}(in).indicated_pa_m3_per_s == Approx(in.leak_pa_m3_per_s).epsilon(1e-5));
  }

  TEST_CASE("leak_test: the pressure decays exponentially and two tests are one") {
    LeakTest::Input in = usual_input<LeakTest>();
    in.leak_pa_m3_per_s = 0.5;
    in.time_s = 60;
    const double tau = in.pressure_pa * in.volume_m3 / in.leak_pa_m3_per_s;
    const double whole = LeakTest{}(in).drop_pa;
    CHECK(whole == Approx(in.pressure_pa * -std::expm1(-60 / tau)).epsilon(1e-13));
    in.time_s = 25;
    const double first = LeakTest{}(in).drop_pa;
    // The same hole at the lower pressure leaks in proportion.
    in.leak_pa_m3_per_s *= (in.pressure_pa - first) / in.pressure_pa;
    in.pressure_pa -= first;
    in.time_s = 35;
    CHECK(first + LeakTest{}(in).drop_pa == Approx(whole).epsilon(1e-13));
  }

  TEST_CASE("leak_test: a tight part that warms shows the law of gases") {
    LeakTest::Input in = usual_input<LeakTest>();
    in.leak_pa_m3_per_s = 0;
    in.warming_k = 0.1;
    const LeakTest::Output out = LeakTest{}(in);
    const double absolute = in.pressure_pa + in.room_pa;
    CHECK(-out.drop_pa == Approx(absolute * 293.25 / 293.15 - absolute).epsilon(1e-9));
    CHECK(-out.drop_pa == Approx(41.4).epsilon(0.01));
    CHECK(out.leak_drop_pa == 0);
  }
}

}  // namespace
}  // namespace twinline

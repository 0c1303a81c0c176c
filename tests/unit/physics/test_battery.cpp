#include <cmath>

#include <doctest/doctest.h>

#include "twinline/physics/battery.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

TEST_SUITE("physics.battery") {
  TEST_CASE("battery_pulse: the slow resistance after one time constant") {
    const BatteryPulse::Input in = usual_input<BatteryPulse>();
    const BatteryPulse::Output out = BatteryPulse{}(in);
    CHECK(out.polarisation_v == Approx(0.031606).epsilon(1e-4));
    CHECK(out.charge_after == Approx(0.5 - 50.0 * 20 / 1.8e5).epsilon(1e-15));
  }

  TEST_CASE("battery_pulse: at once only the resistances, after long the slow one too") {
    BatteryPulse::Input in = usual_input<BatteryPulse>();
    in.cells = 96;
    in.joint_ohm = 2e-5;
    in.time_s = 0;
    CHECK(BatteryPulse{}(in).resistance_ohm == Approx(96e-3 + 95 * 2e-5).epsilon(1e-12));
    in.time_s = 3600;
    in.current_a = 0.1;
    in.full_v = in.empty_v = 3.0;  // without the way of the open voltage
    CHECK(BatteryPulse{}(in).resistance_ohm == Approx(2 * 96e-3 + 95 * 2e-5).epsilon(1e-9));
  }

  TEST_CASE("battery_pulse: the slow voltage solves its equation") {
    BatteryPulse::Input in = usual_input<BatteryPulse>();
    double v = 0;
    constexpr int kSteps = 200000;
    const double dt = in.time_s / kSteps;
    for (int i = 0; i < kSteps; ++i) {
      v += dt * (in.current_a * in.polarisation_ohm - v) / in.time_constant_s;
    }
    CHECK(BatteryPulse{}(in).polarisation_v == Approx(v).epsilon(1e-5));
  }

  TEST_CASE("battery_formation: charge is counted exactly, the layer grows with the root of time") {
    BatteryFormation::Input in = usual_input<BatteryFormation>();
    const BatteryFormation::Output out = BatteryFormation{}(in);
    const double stored = out.charge * out.capacity_left_as;
    CHECK(stored + out.layer_as == Approx(in.current_a * in.time_s).epsilon(1e-14));
    CHECK(out.capacity_left_as + out.layer_as == Approx(in.capacity_as).epsilon(1e-14));
    CHECK(out.efficiency == Approx(1 - out.layer_as / (in.current_a * in.time_s)).epsilon(1e-14));
    CHECK(out.efficiency > 0.85);
    CHECK(out.efficiency < 0.95);
    in.time_s /= 4;
    CHECK(2 * BatteryFormation{}(in).layer_as == Approx(out.layer_as).epsilon(1e-14));
    in.layer_as_per_root_s = 0;
    CHECK(BatteryFormation{}(in).charge ==
          Approx(in.current_a * in.time_s / in.capacity_as).epsilon(1e-15));
  }

  TEST_CASE("battery_formation: warmth quickens the layer by Arrhenius") {
    BatteryFormation::Input in = usual_input<BatteryFormation>();
    const double cold = BatteryFormation{}(in).layer_as;
    in.temperature_k = 318.15;
    const double factor = std::exp(in.activation_j_per_mol / 8.31446261815324 *
                                   (1 / in.reference_k - 1 / in.temperature_k));
    CHECK(BatteryFormation{}(in).layer_as == Approx(cold * factor).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace twinline

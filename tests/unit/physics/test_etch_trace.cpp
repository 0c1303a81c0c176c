#include <cmath>

#include <doctest/doctest.h>

#include "twinline/physics/etch_trace.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

EtchTrace::Input quiet() {
  EtchTrace::Input in = usual_input<EtchTrace>();
  in.noise = 0;
  in.wafers_since_clean = 0;
  return in;
}

TEST_SUITE("physics.etch_trace") {
  TEST_CASE("etch_trace: a clean chamber at its usual point etches at the rate given") {
    EtchTrace::Input in = quiet();
    in.power_w = 800.0 / 0.99;  // 1 % comes back
    const EtchTrace::Output out = EtchTrace{}(in);
    CHECK(out.delivered_power_w == Approx(800));
    CHECK(out.wafer_temperature_k == Approx(333));
    CHECK(out.end_point_s == Approx(60));
    CHECK(out.bias_v == Approx(300));
    CHECK(out.valve_share == Approx(0.25));
    CHECK(out.product_emission == Approx(1));
  }

  TEST_CASE("etch_trace: follows its equations") {
    EtchTrace::Input in = quiet();
    in.power_w = 650;
    in.pressure_pa = 8;
    in.wafers_since_clean = 700;
    const EtchTrace::Output out = EtchTrace{}(in);
    const double coating = 1 - std::exp(-700.0 / 500);
    const double power = 650 * (1 - 0.01 - 0.02 * coating);
    const double kelvin = 293 + power / 20;
    const double rate = std::pow(power / 800, 0.7) * std::pow(1.6, 0.3) * (1 - 0.1 * coating) *
                        std::exp(0.05 / 8.617333262e-5 * (1 / 333.0 - 1 / kelvin));
    CHECK(out.delivered_power_w == Approx(power).epsilon(1e-12));
    CHECK(out.wafer_temperature_k == Approx(kelvin).epsilon(1e-12));
    CHECK(out.end_point_s == Approx(3e-7 / (5e-9 * rate)).epsilon(1e-12));
    CHECK(out.product_emission == Approx(rate * (1 - 0.3 * coating)).epsilon(1e-12));
    CHECK(out.bias_v ==
          Approx(300 * std::sqrt(power / 800) * std::pow(1.6, -0.25) * (1 - 0.05 * coating)));
  }

  TEST_CASE("etch_trace: each fault shows where it should") {
    const EtchTrace::Output usual = EtchTrace{}(quiet());
    const auto with = [](int fault) {
      EtchTrace::Input in = quiet();
      in.fault = fault;
      in.fault_size = 0.1;
      return EtchTrace{}(in);
    };
    CHECK(with(0).end_point_s == usual.end_point_s);
    CHECK(with(1).reflected_share == Approx(usual.reflected_share + 0.1));
    CHECK(with(1).end_point_s > usual.end_point_s);
    CHECK(with(2).flow_share == Approx(0.9));
    CHECK(with(2).etchant_emission == Approx(0.9 * usual.etchant_emission));
    CHECK(with(3).helium_share == Approx(2));
    CHECK(with(3).wafer_temperature_k - 293 == Approx((usual.wafer_temperature_k - 293) / 0.9));
    CHECK(with(4).valve_share == Approx(1.1 * usual.valve_share));
    CHECK(with(4).flow_share == usual.flow_share);
    CHECK(with(5).pressure_reading_pa == usual.pressure_reading_pa);
    CHECK(with(5).valve_share == Approx(usual.valve_share / 1.1));
  }

  TEST_CASE("etch_trace: the noise of a sensor has the spread asked for") {
    // n = 20000, standard error of the spread = 0.01 / sqrt(2 n) = 5e-5; limit at 5 of these,
    // alpha = 6e-7 two-sided; fixed keys.
    constexpr int kDraws = 20000;
    EtchTrace::Input in = quiet();
    const double exact = EtchTrace{}(in).end_point_s;
    in.noise = 0.01;
    double squares = 0;
    for (int key = 0; key < kDraws; ++key) {
      in.random_key = key;
      const double deviation = std::log(EtchTrace{}(in).end_point_s / exact);
      squares += deviation * deviation;
    }
    CHECK(std::abs(std::sqrt(squares / kDraws) - 0.01) < 5 * 5e-5);
  }
}

}  // namespace
}  // namespace twinline

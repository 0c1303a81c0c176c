#include <array>
#include <cmath>

#include <boost/numeric/odeint.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/rapid_thermal.h"

namespace twinline {
namespace {

using doctest::Approx;

/// Temperature and radiated heat by an adaptive method of fifth order.
double oracle_end(const RapidThermal::Input& in, double& emitted) {
  namespace odeint = boost::numeric::odeint;
  using State = std::array<double, 2>;
  const double capacity = in.density_kg_per_m3 * in.heat_j_per_kg_k * in.thickness_m;
  State state{in.start_k, 0};
  odeint::integrate_adaptive(
      odeint::make_controlled<odeint::runge_kutta_dopri5<State>>(1e-11, 1e-11),
      [&](const State& s, State& rate, double) {
        rate[1] = 2 * in.emissivity * 5.670374419e-8 * (std::pow(s[0], 4) - std::pow(in.wall_k, 4));
        rate[0] = (in.absorbed_w_per_m2 - rate[1]) / capacity;
      },
      state, 0.0, in.time_s, 0.01);
  emitted = state[1];
  return state[0];
}

TEST_SUITE("physics.rapid_thermal") {
  TEST_CASE("rapid_thermal: steady temperature where the fluxes balance") {
    RapidThermal::Input in = usual_input<RapidThermal>();
    in.time_s = 600;
    in.absorbed_w_per_m2 = 1e5;
    CHECK(RapidThermal{}(in).steady_k == Approx(1061.11).epsilon(1e-5));
    CHECK(RapidThermal{}(in).end_k == Approx(1061.11).epsilon(1e-5));
    in.absorbed_w_per_m2 = 2.5e5;
    CHECK(RapidThermal{}(in).end_k == Approx(1333.00).epsilon(1e-5));
  }

  TEST_CASE("rapid_thermal: cools in the dark as the closed form says") {
    RapidThermal::Input in = usual_input<RapidThermal>();
    in.absorbed_w_per_m2 = 0;
    in.wall_k = 0;
    in.start_k = 1323.15;
    for (const double time_s : {1.0, 10.0, 100.0}) {
      in.time_s = time_s;
      const double exact = std::pow(std::pow(1323.15, -3) + 6 * 0.7 * kStefanBoltzmannWPerM2K4 *
                                                                time_s / (2330 * 900 * 7.75e-4),
                                    -1.0 / 3.0);
      CHECK(RapidThermal{}(in).end_k == Approx(exact).epsilon(1e-7));
    }
    in.time_s = 1;
    CHECK(RapidThermal{}(in).end_k == Approx(1200.33).epsilon(1e-5));
    in.time_s = 10;
    CHECK(RapidThermal{}(in).end_k == Approx(807.80).epsilon(1e-5));
  }

  TEST_CASE("rapid_thermal: agrees with an adaptive integration and conserves energy") {
    RapidThermal::Input in = usual_input<RapidThermal>();
    for (const double thickness_m : {2e-4, 7.75e-4}) {
      in.thickness_m = thickness_m;
      for (const double time_s : {0.5, 5.0, 60.0}) {
        in.time_s = time_s;
        double emitted = 0;
        CHECK(RapidThermal{}(in).end_k == Approx(oracle_end(in, emitted)).epsilon(1e-6));
        const double absorbed = in.absorbed_w_per_m2 * time_s;
        CHECK(std::fabs(RapidThermal{}(in).emitted_j_per_m2 - emitted) < 1e-5 * absorbed);
      }
    }
  }

  TEST_CASE("rapid_thermal: nothing happens in no time or at the steady temperature") {
    RapidThermal::Input in = usual_input<RapidThermal>();
    in.time_s = 0;
    CHECK(RapidThermal{}(in).end_k == in.start_k);
    in.start_k = RapidThermal{}(in).steady_k;
    in.time_s = 100;
    CHECK(RapidThermal{}(in).end_k == Approx(in.start_k).epsilon(1e-13));
  }
}

}  // namespace
}  // namespace twinline

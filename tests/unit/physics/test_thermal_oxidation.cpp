#include <cmath>

#include <boost/numeric/odeint.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/thermal_oxidation.h"

namespace twinline {
namespace {

using doctest::Approx;

constexpr double kHour = 3600;
constexpr double kMicron = 1e-6;

ThermalOxidation::Input dry(double celsius) {
  ThermalOxidation::Input in = usual_input<ThermalOxidation>();
  in.temperature_k = celsius + 273.15;
  return in;
}

ThermalOxidation::Input wet(double celsius) {
  ThermalOxidation::Input in = dry(celsius);
  in.parabolic_factor_m2_per_s = 386e-12 / kHour;
  in.parabolic_energy_ev = 0.78;
  in.linear_factor_m_per_s = 9.70e7 * kMicron / kHour;
  in.linear_energy_ev = 2.05;
  return in;
}

/// The growth law as a differential equation, integrated numerically.
double oracle_oxide(const ThermalOxidation::Input& in) {
  const double kt = 8.617333262e-5 * in.temperature_k;
  const double b = in.parabolic_factor_m2_per_s * std::exp(-in.parabolic_energy_ev / kt);
  const double linear = in.linear_factor_m_per_s * std::exp(-in.linear_energy_ev / kt);
  const double a = b / linear;
  double x = in.initial_oxide_m / kMicron;  // microns: the integrator's tolerance is absolute too
  namespace odeint = boost::numeric::odeint;
  using Stepper =
      odeint::runge_kutta_dopri5<double, double, double, double, odeint::vector_space_algebra>;
  odeint::integrate_adaptive(
      odeint::make_controlled(1e-12, 1e-12, Stepper()),
      [&](const double& y, double& rate, double) { rate = b / (2 * y * kMicron + a) / kMicron; }, x,
      0.0, in.time_s, 1.0);
  return x * kMicron;
}

TEST_SUITE("physics.thermal_oxidation") {
  TEST_CASE("thermal_oxidation: one hour of dry and wet growth") {
    CHECK(ThermalOxidation{}(dry(1000)).oxide_m / kMicron == Approx(0.03853).epsilon(1e-3));
    CHECK(ThermalOxidation{}(dry(1100)).oxide_m / kMicron == Approx(0.09904).epsilon(1e-3));
    CHECK(ThermalOxidation{}(wet(1000)).oxide_m / kMicron == Approx(0.38842).epsilon(1e-3));
    CHECK(ThermalOxidation{}(wet(1100)).oxide_m / kMicron == Approx(0.64211).epsilon(1e-3));
    ThermalOxidation::Input in = dry(1000);
    in.initial_oxide_m = 25e-9;
    CHECK(ThermalOxidation{}(in).oxide_m / kMicron == Approx(0.05808).epsilon(1e-3));
  }

  TEST_CASE("thermal_oxidation: linear at first and parabolic at last") {
    ThermalOxidation::Input in = dry(900);
    in.time_s = 0.1;
    const double kt = kBoltzmannEvPerK * in.temperature_k;
    const double linear = in.linear_factor_m_per_s * std::exp(-2.0 / kt);
    CHECK(ThermalOxidation{}(in).oxide_m == Approx(linear * 0.1).epsilon(1e-5));
    in = wet(1200);
    in.time_s = 1e6;
    const double parabolic =
        in.parabolic_factor_m2_per_s * std::exp(-0.78 / (kBoltzmannEvPerK * in.temperature_k));
    CHECK(ThermalOxidation{}(in).oxide_m == Approx(std::sqrt(parabolic * 1e6)).epsilon(0.01));
  }

  TEST_CASE("thermal_oxidation: agrees with the integrated differential equation") {
    for (const double celsius : {800.0, 1000.0, 1150.0}) {
      for (ThermalOxidation::Input in : {dry(celsius), wet(celsius)}) {
        in.initial_oxide_m = 7e-9;
        in.time_s = 5000;
        CHECK(ThermalOxidation{}(in).oxide_m == Approx(oracle_oxide(in)).epsilon(1e-9));
      }
    }
  }

  TEST_CASE("thermal_oxidation: growth in two parts ends where one part does") {
    ThermalOxidation::Input in = wet(950);
    in.time_s = 3000;
    const ThermalOxidation::Output whole = ThermalOxidation{}(in);
    in.time_s = 1000;
    in.initial_oxide_m = ThermalOxidation{}(in).oxide_m;
    const double silicon_first = 0.44 * in.initial_oxide_m;
    in.time_s = 2000;
    const ThermalOxidation::Output rest = ThermalOxidation{}(in);
    CHECK(rest.oxide_m == Approx(whole.oxide_m).epsilon(1e-14));
    CHECK(rest.rate_m_per_s == Approx(whole.rate_m_per_s).epsilon(1e-14));
    CHECK(silicon_first + rest.silicon_used_m == Approx(whole.silicon_used_m).epsilon(1e-13));
    in.time_s = 0;
    CHECK(ThermalOxidation{}(in).oxide_m == Approx(in.initial_oxide_m).epsilon(1e-14));
  }
}

}  // namespace
}  // namespace twinline

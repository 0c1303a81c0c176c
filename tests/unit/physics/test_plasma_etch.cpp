#include <cmath>

#include <boost/numeric/odeint.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/plasma_etch.h"

namespace twinline {
namespace {

using doctest::Approx;

/// Depth by integration of Coburn and Winters' rate, in units of the width.
double oracle_depth(const PlasmaEtch::Input& in, double open_rate) {
  double aspect_ratio = in.initial_depth_m / in.width_m;
  namespace odeint = boost::numeric::odeint;
  using Stepper =
      odeint::runge_kutta_dopri5<double, double, double, double, odeint::vector_space_algebra>;
  const auto rate = [&](const double& ar, double& slope, double) {
    const double k = 1 / (1 + 3 * ar / 8);
    slope = open_rate * k / (k + in.sticking - k * in.sticking) / in.width_m;
  };
  odeint::integrate_adaptive(odeint::make_controlled(1e-12, 1e-12, Stepper()), rate, aspect_ratio,
                             0.0, in.time_s, 0.1);
  return aspect_ratio * in.width_m;
}

TEST_SUITE("physics.plasma_etch") {
  TEST_CASE("plasma_etch: fluxes in series and the published ratio of rates") {
    PlasmaEtch::Input in = usual_input<PlasmaEtch>();
    in.neutral_rate_m_per_s = 1000e-9 / 60;
    in.ion_rate_m_per_s = 300e-9 / 60;
    CHECK(PlasmaEtch{}(in).open_rate_m_per_s * 60e9 == Approx(230.769).epsilon(1e-5));
    const double aspect_ratio = 32.0 / 3.0;  // K = 1/5
    CHECK(PlasmaEtch::relative_rate(aspect_ratio, 0.1) == Approx(0.714286).epsilon(1e-6));
    in.neutral_rate_m_per_s = 1e-6;
    in.ion_rate_m_per_s = 1e-10;
    CHECK(PlasmaEtch{}(in).open_rate_m_per_s == Approx(1e-10).epsilon(2e-4));
  }

  TEST_CASE("plasma_etch: a wide opening or no sticking etches at the open rate") {
    PlasmaEtch::Input in = usual_input<PlasmaEtch>();
    in.sticking = 0;
    const PlasmaEtch::Output even = PlasmaEtch{}(in);
    CHECK(even.depth_m == Approx(even.open_rate_m_per_s * in.time_s).epsilon(1e-14));
    in.sticking = 0.5;
    CHECK(PlasmaEtch{}(in).depth_m < 0.9 * even.depth_m);
    in.width_m = 1e-2;
    CHECK(PlasmaEtch{}(in).depth_m == Approx(even.depth_m).epsilon(1e-4));
  }

  TEST_CASE("plasma_etch: agrees with the integrated rate") {
    PlasmaEtch::Input in = usual_input<PlasmaEtch>();
    for (const double sticking : {0.02, 0.3, 1.0}) {
      in.sticking = sticking;
      in.initial_depth_m = 5e-8;
      in.time_s = 600;
      const PlasmaEtch::Output out = PlasmaEtch{}(in);
      CHECK(out.depth_m == Approx(oracle_depth(in, out.open_rate_m_per_s)).epsilon(1e-9));
    }
  }

  TEST_CASE("plasma_etch: two parts end where one part does") {
    PlasmaEtch::Input in = usual_input<PlasmaEtch>();
    in.time_s = 100;
    const double whole = PlasmaEtch{}(in).depth_m;
    in.time_s = 40;
    in.initial_depth_m = PlasmaEtch{}(in).depth_m;
    in.time_s = 60;
    CHECK(PlasmaEtch{}(in).depth_m == Approx(whole).epsilon(1e-14));
  }

  TEST_CASE("plasma_etch: a clean chamber is slower until it is seasoned and then drifts") {
    PlasmaEtch::Input in = usual_input<PlasmaEtch>();
    in.unseasoned_loss = 0.1;
    in.seasoning_wafers = 5;
    in.drift_per_wafer = 1e-5;
    in.wafers_since_clean = 0;
    CHECK(PlasmaEtch::chamber_factor(in, 1.0 / in.seasoning_wafers) == Approx(0.9).epsilon(1e-14));
    in.wafers_since_clean = 1000;
    CHECK(PlasmaEtch::chamber_factor(in, 1.0 / in.seasoning_wafers) == Approx(1.01).epsilon(1e-14));
  }
}

}  // namespace
}  // namespace twinline

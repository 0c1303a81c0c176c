#include <cmath>

#include <boost/math/distributions/inverse_gaussian.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/machine_wear.h"

namespace twinline {
namespace {

using doctest::Approx;

constexpr int kMachines = 40000;

/// Within four standard errors of a share p of n: alpha = 6e-5.
bool is_share(double found, double p) {
  return std::fabs(found - p) < 4 * std::sqrt(p * (1 - p) / kMachines);
}

/// Share of machines whose wear reaches 100 before `until`, in stretches of `stretch`; each
/// stretch of each machine has its own key.
double wiener_share(double until, double stretch) {
  int n_crossed = 0;
  for (int machine = 0; machine < kMachines; ++machine) {
    double wear = 0;
    int key = machine * 64;
    for (double t = 0; t < until; t += stretch) {
      const double length = std::fmin(stretch, until - t);
      const WienerWear::Output out =
          WienerWear{}({static_cast<double>(key++), wear, length, 0.5, 1, 100});
      wear = out.wear;
      if (out.crossed == 1) {
        ++n_crossed;
        break;
      }
    }
  }
  return n_crossed / static_cast<double>(kMachines);
}

TEST_SUITE("physics.machine_wear") {
  TEST_CASE("wiener_wear: first passage is inverse Gaussian whatever the stretches") {
    // n = 40000 machines, fixed keys, alpha = 6e-5 a check. Without the bridge the share after
    // one stretch to t = 200 is 0.500 for 0.528: eleven standard errors off.
    const boost::math::inverse_gaussian law(200, 10000);  // mean D/mu, shape (D/sigma)^2
    CHECK(cdf(law, 160.0) == Approx(0.064916).epsilon(1e-4));
    CHECK(is_share(wiener_share(160, 40), cdf(law, 160.0)));
    CHECK(is_share(wiener_share(200, 200), cdf(law, 200.0)));
    CHECK(is_share(wiener_share(200, 10), cdf(law, 200.0)));
    CHECK(is_share(wiener_share(250, 125), cdf(law, 250.0)));
  }

  TEST_CASE("wiener_wear: certain and impossible crossings") {
    CHECK(WienerWear{}({1, 2, 10, 0, 1, 1}).crossed == 1);
    CHECK(WienerWear{}({1, 0, 10, 0.05, 0, 1}).crossed == 0);
    CHECK(WienerWear{}({1, 0, 10, 0.05, 0, 1}).wear == 0.5);
    CHECK(WienerWear{}({1, 0, 10, 0.2, 0, 1}).crossed == 1);
    CHECK(WienerWear{}({1, 0.25, 0, 0.2, 1, 1}).wear == 0.25);
  }

  TEST_CASE("gamma_wear: first passage follows the incomplete gamma function") {
    // n = 40000 machines, fixed keys, alpha = 6e-5 a check; c = 1, scale 0.5, threshold 100. The
    // scale 0.51 for 0.5 would be forty standard errors off at t = 200.
    for (const double until : {180.0, 200.0, 220.0}) {
      for (const int n_stretches : {1, 40}) {
        int n_crossed = 0;
        for (int machine = 0; machine < kMachines; ++machine) {
          double wear = 0;
          double crossed = 0;
          for (int i = 0; i < n_stretches; ++i) {
            const GammaWear::Output out =
                GammaWear{}({machine * 64.0 + i, wear, until / n_stretches, 1, 0.5, 100});
            CHECK_FALSE(out.wear < wear);
            wear = out.wear;
            crossed = out.crossed;
          }
          n_crossed += crossed == 1 ? 1 : 0;
        }
        CAPTURE(until);
        CAPTURE(n_stretches);
        CHECK(is_share(n_crossed / static_cast<double>(kMachines),
                       boost::math::gamma_q(until, 200.0)));
      }
    }
  }

  TEST_CASE("gamma_wear: small shapes have the right mean and share below") {
    // n = 40000, shape 0.3, scale 2: mean 0.6, standard error sqrt(0.3) 2 / 200; fixed keys.
    double sum = 0;
    int n_below = 0;
    for (int i = 0; i < kMachines; ++i) {
      const double wear = GammaWear{}({static_cast<double>(i), 0, 3, 0.1, 2, 1e6}).wear;
      sum += wear;
      n_below += wear < 0.2 ? 1 : 0;
    }
    CHECK(std::fabs(sum / kMachines - 0.6) < 4 * std::sqrt(0.3) * 2 / 200);
    CHECK(is_share(n_below / static_cast<double>(kMachines), boost::math::gamma_p(0.3, 0.1)));
  }
}

}  // namespace
}  // namespace twinline

#include <cmath>
#include <cstddef>

#include <boost/math/constants/constants.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/ellint_2.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/cmp.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

/// Mean of |a + b e^(i phi)| by the complete elliptic integral of the second kind.
double oracle_speed(const Cmp::Input& in, double r) {
  const double a = in.platen_speed_rad_per_s * in.centre_distance_m;
  const double b = std::fabs(in.platen_speed_rad_per_s - in.carrier_speed_rad_per_s) * r;
  const double k = 2 * std::sqrt(a * b) / (a + b);
  return 2 * (a + b) * boost::math::ellint_2(k) / boost::math::constants::pi<double>();
}

double oracle_removed(const Cmp::Input& in, double r) {
  const double s = r * r / (in.wafer_radius_m * in.wafer_radius_m);
  const double pressure = in.pressure_pa * (1 + in.edge_pressure * s) / (1 + in.edge_pressure / 2);
  const auto pad = [&](double t) {
    return in.pad_floor + (1 - in.pad_floor) * std::exp(-(in.pad_age_s + t) / in.pad_life_s);
  };
  const double pad_time =
      boost::math::quadrature::gauss_kronrod<double, 15>::integrate(pad, 0.0, in.time_s);
  return in.preston_per_pa * pressure * oracle_speed(in, r) * pad_time;
}

Cmp::Input worn_and_uneven() {
  Cmp::Input in = usual_input<Cmp>();
  in.carrier_speed_rad_per_s = 5.2;
  in.edge_pressure = 0.3;
  in.pad_age_s = 9000;
  in.pad_life_s = 5000;
  in.time_s = 400;
  return in;
}

TEST_SUITE("physics.cmp") {
  TEST_CASE("cmp: Preston's law at one metre a second") {
    Cmp::Input in = usual_input<Cmp>();
    in.centre_distance_m = 0.2;
    in.platen_speed_rad_per_s = in.carrier_speed_rad_per_s = 5;
    in.pad_floor = 1;
    in.pressure_pa = 20684;
    CHECK(Cmp{}(in).removed_mean_m == Approx(124.104e-9).epsilon(1e-6));
  }

  TEST_CASE("cmp: equal speeds polish evenly and unequal ones faster outside") {
    Cmp::Input in = usual_input<Cmp>();
    CHECK(Cmp::mean_speed(in, 0.7) == Approx(1.256637).epsilon(1e-6));
    CHECK(Cmp{}(in).nonuniformity < 1e-15);
    in.wafer_radius_m = 0.149;
    in.carrier_speed_rad_per_s = 50 * 2 * kPi / 60;
    CHECK(Cmp::mean_speed(in, 0) == Approx(1.256637).epsilon(1e-6));
    CHECK(Cmp::mean_speed(in, 1) == Approx(1.261485).epsilon(1e-6));
  }

  TEST_CASE("cmp: agrees with elliptic integrals and adaptive quadrature") {
    const Cmp::Input in = worn_and_uneven();
    const Cmp::Output out = Cmp{}(in);
    CHECK(out.removed_centre_m == Approx(oracle_removed(in, 1e-9)).epsilon(1e-12));
    CHECK(out.removed_edge_m == Approx(oracle_removed(in, in.wafer_radius_m)).epsilon(1e-12));
    const auto integrate = [&](auto f) {
      return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, 1e-12, 1.0);
    };
    const auto at = [&](double s) { return oracle_removed(in, in.wafer_radius_m * std::sqrt(s)); };
    const double mean = integrate(at);
    const double variance = integrate([&](double s) { return (at(s) - mean) * (at(s) - mean); });
    CHECK(out.removed_mean_m == Approx(mean).epsilon(1e-9));
    CHECK(out.nonuniformity == Approx(std::sqrt(variance) / mean).epsilon(1e-8));
  }

  TEST_CASE("cmp: polishing in two parts removes what one part does") {
    Cmp::Input in = worn_and_uneven();
    const double whole = Cmp{}(in).removed_mean_m;
    in.time_s = 150;
    const double first = Cmp{}(in).removed_mean_m;
    in.pad_age_s += 150;
    in.time_s = 250;
    CHECK(first + Cmp{}(in).removed_mean_m == Approx(whole).epsilon(1e-14));
  }

  TEST_CASE("cmp: the worst speed ratio keeps its stated accuracy") {
    Cmp::Input in = usual_input<Cmp>();
    in.centre_distance_m = 0.2;
    in.wafer_radius_m = 0.2;
    in.carrier_speed_rad_per_s = 0;  // |a| = |b| at the edge
    CHECK(Cmp::mean_speed(in, 1) == Approx(oracle_speed(in, 0.2)).epsilon(2e-3));
  }
}

}  // namespace
}  // namespace twinline

#include <cmath>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/roots.hpp>
#include <doctest/doctest.h>

#include "twinline/physics/batch_oven.h"
#include "twinline/physics/ecoat_film.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/oven_cure.h"

namespace twinline {
namespace {

using doctest::Approx;

/// Integral of dt by the thickness, of which the film's growth is the inverse.
double time_to(double from, double to, const EcoatFilm::Input& in) {
  const auto slowness = [&](double h) {
    return (in.bath_ohm_m2 + in.film_ohm_m * h) / (in.yield_m3_per_c * in.voltage_v);
  };
  return boost::math::quadrature::gauss_kronrod<double, 15>::integrate(slowness, from, to);
}

double celsius(double degrees) { return degrees + 273.15; }

/// The sheet's temperature by the law of each zone, and the cure by adaptive quadrature.
struct Oven {
  OvenCure::Input in;

  double at(double time) const {
    const double air[4] = {in.air_1_k, in.air_2_k, in.air_3_k, in.air_4_k};
    double sheet = in.start_k;
    for (int zone = 0; zone < 4; ++zone) {
      const double spent = std::min(std::max(time - zone * in.time_s / 4, 0.0), in.time_s / 4);
      sheet = air[zone] + (sheet - air[zone]) * std::exp(-spent / in.time_constant_s);
    }
    return sheet;
  }
  double equivalent() const {
    const auto pace = [&](double t) {
      return std::exp(-in.energy_j_per_mol / 8.31446261815324 * (1 / at(t) - 1 / in.reference_k));
    };
    double sum = 0;
    for (int zone = 0; zone < 4; ++zone) {
      sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
          pace, zone * in.time_s / 4, (zone + 1) * in.time_s / 4, 12, 1e-12);
    }
    return sum;
  }
};

OvenCure::Input isothermal(double kelvin, double time_s) {
  OvenCure::Input in = usual_input<OvenCure>();
  in.air_1_k = in.air_2_k = in.air_3_k = in.air_4_k = in.start_k = kelvin;
  in.time_s = time_s;
  return in;
}

TEST_SUITE("physics.body_paint") {
  TEST_CASE("ecoat_film: known thicknesses and the growth inverted") {
    EcoatFilm::Input in = usual_input<EcoatFilm>();
    const double known[] = {12.872e-6, 18.711e-6, 23.198e-6};
    for (int i = 0; i < 3; ++i) {
      in.time_s = 60.0 * (i + 1);
      const EcoatFilm::Output out = EcoatFilm{}(in);
      CHECK(out.film_m == Approx(known[i]).epsilon(5e-5));
      CHECK(time_to(0, out.film_m, in) == Approx(in.time_s).epsilon(1e-12));
      CHECK(out.charge_c_per_m2 * in.yield_m3_per_c == Approx(out.film_m));
      CHECK(out.current_a_per_m2 * (in.bath_ohm_m2 + in.film_ohm_m * out.film_m) ==
            Approx(in.voltage_v));
    }
  }

  TEST_CASE("ecoat_film: linear at first and with the root of time in the end") {
    EcoatFilm::Input in = usual_input<EcoatFilm>();
    in.time_s = 1e-6;
    const double linear = in.yield_m3_per_c * in.voltage_v * in.time_s / in.bath_ohm_m2;
    CHECK(EcoatFilm{}(in).film_m == Approx(linear).epsilon(1e-5));
    in.time_s = 1000;
    in.bath_ohm_m2 = 0.01;
    const double root = std::sqrt(2 * in.yield_m3_per_c * in.voltage_v * in.time_s / in.film_ohm_m);
    CHECK(EcoatFilm{}(in).film_m == Approx(root).epsilon(1e-3));
  }

  TEST_CASE("ecoat_film: two baths one after the other are one") {
    EcoatFilm::Input in = usual_input<EcoatFilm>();
    const double whole = EcoatFilm{}(in).film_m;
    in.time_s = 70;
    in.start_m = EcoatFilm{}(in).film_m;
    in.time_s = 110;
    CHECK(EcoatFilm{}(in).film_m == Approx(whole).epsilon(1e-13));
    in.voltage_v = 0;
    CHECK(EcoatFilm{}(in).film_m == in.start_m);
  }

  TEST_CASE("oven_cure: the sheet reaches 160 degC in air of 175 degC after 118.09 s") {
    OvenCure::Input in = isothermal(celsius(175), 118.09);
    in.start_k = celsius(25);
    const OvenCure::Output out = OvenCure{}(in);
    CHECK(out.end_k == Approx(celsius(160)).epsilon(1e-5));
    CHECK(out.peak_k == out.end_k);
  }

  TEST_CASE("oven_cure: at one temperature the cure is exponential") {
    const OvenCure::Output out = OvenCure{}(isothermal(443.15, 600));
    CHECK(out.equivalent_s == Approx(600).epsilon(1e-12));
    CHECK(out.cure == Approx(0.95).epsilon(1e-5));
    // 12 min at 165 degC, 10 min at 170 degC and 8 min at 175 degC are alike, by the fitted energy.
    const double at_165 = OvenCure{}(isothermal(celsius(165), 720)).equivalent_s;
    const double at_175 = OvenCure{}(isothermal(celsius(175), 480)).equivalent_s;
    CHECK(at_165 == Approx(at_175).epsilon(1e-3));
    CHECK(at_165 == Approx(600).epsilon(0.03));
  }

  TEST_CASE("oven_cure: agrees with adaptive quadrature along the way") {
    OvenCure::Input in = usual_input<OvenCure>();
    CHECK(OvenCure{}(in).equivalent_s == Approx(Oven{in}.equivalent()).epsilon(1e-6));
    CHECK(OvenCure{}(in).end_k == Approx(Oven{in}.at(in.time_s)).epsilon(1e-13));
    in.air_3_k = 400;  // a zone of cooling: the peak lies before it
    in.air_4_k = 350;
    in.time_constant_s = 300;
    CHECK(OvenCure{}(in).equivalent_s == Approx(Oven{in}.equivalent()).epsilon(1e-6));
    CHECK(OvenCure{}(in).peak_k == Approx(Oven{in}.at(in.time_s / 2)).epsilon(1e-13));
    in.time_s = 7200;
    in.time_constant_s = 18;  // a hundred time constants a zone
    CHECK(OvenCure{}(in).equivalent_s == Approx(Oven{in}.equivalent()).epsilon(1e-2));
  }

  TEST_CASE("oven_cure: higher orders by their own law and continuous at the first") {
    OvenCure::Input in = isothermal(443.15, 600);
    in.order = 2;
    const double run = in.rate_per_s * 600;
    CHECK(OvenCure{}(in).cure == Approx(run / (1 + run)).epsilon(1e-13));
    in.order = 1 + 1e-6;
    CHECK(OvenCure{}(in).cure == Approx(OvenCure{}(isothermal(443.15, 600)).cure).epsilon(1e-5));
  }

  TEST_CASE("batch_oven: a part at the temperature of the oven is cured by the law of its rate") {
    BatchOven::Input in = usual_input<BatchOven>();
    in.start_k = in.air_k;
    CHECK(BatchOven{}(in).cure_time_s == Approx(600).epsilon(1e-5));
    CHECK(BatchOven{}(in).is_cured == 1);
    in.order = 2;
    in.target = 0.9;
    CHECK(BatchOven{}(in).cure_time_s == Approx(9 / in.rate_per_s).epsilon(1e-12));
    in.longest_s = 100;
    CHECK(BatchOven{}(in).cure_time_s == 100);
    CHECK(BatchOven{}(in).is_cured == 0);
  }

  TEST_CASE("batch_oven: after the time that it gives the oven of four zones has made the target") {
    BatchOven::Input in = usual_input<BatchOven>();
    for (const double air : {430.0, 443.15, 460.0}) {
      for (const double tau : {51.29, 300.0}) {
        for (const double target : {0.5, 0.95}) {
          in.air_k = air;
          in.time_constant_s = tau;
          in.target = target;
          const BatchOven::Output out = BatchOven{}(in);
          REQUIRE(out.is_cured == 1);
          OvenCure::Input zones = isothermal(air, out.cure_time_s);
          zones.start_k = in.start_k;
          zones.time_constant_s = tau;
          CHECK(OvenCure{}(zones).cure == Approx(target).epsilon(3e-4));
          CHECK(OvenCure{}(zones).end_k == Approx(out.end_k).epsilon(1e-12));
        }
      }
    }
  }
}

}  // namespace
}  // namespace twinline

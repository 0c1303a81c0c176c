#include <cmath>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "twinline/physics/deposition.h"
#include "twinline/physics/evaluate.h"

namespace twinline {
namespace {

using doctest::Approx;

/// Concentration at the surface from the balance of the two fluxes, as a linear system.
double oracle_rate(const CvdDeposition::Input& in) {
  const double ks = in.reaction_factor_m_per_s *
                    std::exp(-in.reaction_energy_ev / (8.617333262e-5 * in.temperature_k));
  Eigen::Matrix2d balance;  // flux = hg (gas - surface); flux = ks surface
  balance << 1, in.transport_m_per_s, 1, -ks;
  const Eigen::Vector2d known(in.transport_m_per_s * in.gas_per_m3, 0);
  return Eigen::Vector2d(balance.partialPivLu().solve(known))[0] / in.film_per_m3;
}

TEST_SUITE("physics.deposition") {
  TEST_CASE("cvd: both fluxes balance") {
    CvdDeposition::Input in = usual_input<CvdDeposition>();
    for (const double temperature_k : {600.0, 900.0, 1300.0}) {
      in.temperature_k = temperature_k;
      const CvdDeposition::Output out = CvdDeposition{}(in);
      CHECK(out.rate_m_per_s == Approx(oracle_rate(in)).epsilon(1e-11));
      CHECK(out.thickness_m == Approx(oracle_rate(in) * in.time_s).epsilon(1e-11));
    }
  }

  TEST_CASE("cvd: activated where it is cold and limited by transport where it is hot") {
    CvdDeposition::Input in = usual_input<CvdDeposition>();
    in.temperature_k = 600;
    const double cold = CvdDeposition{}(in).rate_m_per_s;
    in.temperature_k = 601;
    const double slope =
        (std::log(CvdDeposition{}(in).rate_m_per_s) - std::log(cold)) / (1 / 601.0 - 1 / 600.0);
    CHECK(slope == Approx(-1.6 / kBoltzmannEvPerK).epsilon(1e-5));
    in.temperature_k = 1473;
    in.reaction_factor_m_per_s = 1e9;
    const CvdDeposition::Output hot = CvdDeposition{}(in);
    CHECK(hot.rate_m_per_s ==
          Approx(in.transport_m_per_s * in.gas_per_m3 / in.film_per_m3).epsilon(1e-4));
    CHECK(hot.transport_share > 0.9999);
  }

  TEST_CASE("ald: saturates and grows by the cycle") {
    AldDeposition::Input in = usual_input<AldDeposition>();
    in.pulse_s = 100;
    CHECK(AldDeposition{}(in).thickness_m == Approx(10e-9).epsilon(1e-14));
    in.uptake_per_pa_s = 3 / (in.pressure_pa * in.pulse_s);
    CHECK(AldDeposition{}(in).saturation == Approx(0.950212931632136).epsilon(1e-14));
    in.pulse_s *= 1e-6;  // a short pulse fills in proportion to its length
    CHECK(AldDeposition{}(in).saturation == Approx(3e-6).epsilon(2e-6));
    in.cycles = 0;
    CHECK(AldDeposition{}(in).thickness_m == 0);
  }
}

}  // namespace
}  // namespace twinline

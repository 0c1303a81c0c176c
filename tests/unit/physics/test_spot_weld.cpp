#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/spot_weld.h"

namespace twinline {
namespace {

using doctest::Approx;
constexpr double kPi64 = 3.14159265358979323846;

double balance(const SpotWeld::Output& out) {
  return out.joule_j_per_m2 - out.stored_j_per_m2 - out.taken_j_per_m2 - out.spread_j_per_m2;
}

/// The same equations on a fine grid with small steps, written for one weld.
struct Fine {
  double molten = 0;
  double peak = 0;

  explicit Fine(const SpotWeld::Input& in) {
    constexpr std::size_t kN = 64;
    const double face = in.face_m * (1 + in.wear_per_weld * in.welds);
    const double area = kPi64 / 4 * face * face;
    const double j = in.current_a / area;
    const double dz = in.sheet_m / kN;
    const double k = in.conductivity_w_per_m_k;
    const double c = in.heat_j_per_m3_k;
    const double melt = in.melting_k - in.start_k;
    std::vector<double> h(kN, 0.0);
    const auto warm = [&](double heat) {
      if (heat < c * melt) return heat / c;
      return std::max(melt, (heat - in.latent_j_per_m3) / c);
    };
    const int steps = static_cast<int>(8 * in.time_s * k / (c * dz * dz)) + 1;
    const double dt = in.time_s / steps;
    for (int s = 0; s < steps; ++s) {
      std::vector<double> t(kN);
      std::transform(h.begin(), h.end(), t.begin(), warm);
      double flux =
          0.5 * in.contact_ohm * 3000 / in.force_n * area * j * j * std::max(0.0, 1 - t[0] / melt);
      for (std::size_t i = 0; i < kN; ++i) {
        const double on = i + 1 < kN ? k * (t[i] - t[i + 1]) / dz
                                     : t[i] / (1 / in.cooling_w_per_m2_k + dz / 2 / k);
        h[i] += dt * ((flux - on) / dz + j * j * in.resistivity_ohm_m -
                      16 * k * (1 - in.edge) / (face * face) * t[i]);
        flux = on;
      }
    }
    for (const double heat : h) {
      molten += std::clamp((heat - c * melt) / in.latent_j_per_m3, 0.0, 1.0) / kN;
    }
    peak = in.start_k + warm(h[0]);
  }
};

TEST_SUITE("physics.spot_weld") {
  TEST_CASE("spot_weld: heat made is heat stored, taken by the electrode and gone aside") {
    for (const double current : {2000.0, 7000.0, 9000.0, 14000.0}) {
      for (const double sheet : {6e-4, 1.2e-3, 2.5e-3}) {
        SpotWeld::Input in = usual_input<SpotWeld>();
        in.current_a = current;
        in.sheet_m = sheet;
        const SpotWeld::Output out = SpotWeld{}(in);
        CHECK(std::abs(balance(out)) < 1e-12 * out.joule_j_per_m2);
      }
    }
  }

  TEST_CASE("spot_weld: the steady slab with cooled ends and loss aside") {
    SpotWeld::Input in = usual_input<SpotWeld>();
    in.current_a = 3000;
    in.contact_ohm = 0;
    in.sheet_m = 5e-4;
    in.time_s = 0.6;
    const double area = kPi64 / 4 * in.face_m * in.face_m;
    const double q = std::pow(in.current_a / area, 2) * in.resistivity_ohm_m;
    const double k = in.conductivity_w_per_m_k;
    const auto rise = [&](double z) {
      const double aside = 16 * k * (1 - in.edge) / (in.face_m * in.face_m);
      const double m = std::sqrt(aside / k);
      const double h = in.cooling_w_per_m2_k;
      const double c = h / (k * m * std::sinh(m * in.sheet_m) + h * std::cosh(m * in.sheet_m));
      return q / aside * (1 - c * std::cosh(m * z));
    };
    const double first_cell = in.sheet_m / SpotWeld::kCells / 2;
    CHECK(SpotWeld{}(in).peak_k - in.start_k == Approx(rise(first_cell)).epsilon(2e-3));
    // With ends of one temperature and nothing aside it is J^2 rho L^2 / 2k.
    in.cooling_w_per_m2_k = 1e6;
    in.face_m = 0.012;
    in.current_a = 12000;
    in.edge = 0.9;
    const double source = std::pow(in.current_a / (4 * area), 2) * in.resistivity_ohm_m;
    const double slab = source * in.sheet_m * in.sheet_m / (2 * k) + source * in.sheet_m / 1e6;
    CHECK(SpotWeld{}(in).peak_k - in.start_k == Approx(slab).epsilon(1e-2));
  }

  TEST_CASE("spot_weld: before it melts the cells follow their linear equations") {
    SpotWeld::Input in = usual_input<SpotWeld>();
    in.current_a = 5000;
    in.contact_ohm = 0;
    in.time_s = 0.1;
    constexpr int kN = SpotWeld::kCells;
    const double dz = in.sheet_m / kN;
    const double g = in.conductivity_w_per_m_k / dz;
    const double out = 1 / (1 / in.cooling_w_per_m2_k + 0.5 / g);
    const double c = in.heat_j_per_m3_k * dz;
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(kN, kN);
    const double aside = 16 * in.conductivity_w_per_m_k * (1 - in.edge) / (in.face_m * in.face_m);
    for (int i = 0; i < kN; ++i) {
      a(i, i) = (i > 0 ? g : 0) + (i + 1 < kN ? g : out) + aside * dz;
      if (i > 0) a(i, i - 1) = a(i - 1, i) = -g;
    }
    const double area = kPi64 / 4 * in.face_m * in.face_m;
    const double q = std::pow(in.current_a / area, 2) * in.resistivity_ohm_m * dz;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> modes(a);
    Eigen::VectorXd amplitude = modes.eigenvectors().transpose() * Eigen::VectorXd::Constant(kN, q);
    for (int i = 0; i < kN; ++i) {
      const double lambda = modes.eigenvalues()[i];
      amplitude[i] *= (1 - std::exp(-lambda / c * in.time_s)) / lambda;
    }
    const Eigen::VectorXd rise = modes.eigenvectors() * amplitude;
    CHECK(SpotWeld{}(in).peak_k - in.start_k == Approx(rise[0]).epsilon(5e-3));
  }

  TEST_CASE("spot_weld: eight cells are near a fine grid") {
    for (const double current : {7500.0, 9000.0, 10000.0}) {
      for (const double sheet : {8e-4, 1.2e-3, 2e-3}) {
        CAPTURE(current);
        CAPTURE(sheet);
        SpotWeld::Input in = usual_input<SpotWeld>();
        in.current_a = current;
        in.sheet_m = sheet;
        const SpotWeld::Output out = SpotWeld{}(in);
        const Fine fine(in);
        CHECK(std::abs(out.penetration - fine.molten) < 0.06);
        CHECK(out.peak_k == Approx(fine.peak).epsilon(0.02));
      }
    }
  }

  TEST_CASE("spot_weld: 9 kA and 250 ms make an accepted nugget, worn tips none") {
    SpotWeld::Input in = usual_input<SpotWeld>();
    const double root = std::sqrt(in.sheet_m * 1e3) * 1e-3;
    const double fresh = SpotWeld{}(in).diameter_m;
    CHECK(fresh > 4 * root);
    CHECK(fresh < 5 * root);
    double last = fresh;
    for (in.welds = 500; in.welds <= 4000; in.welds += 500) {
      const double worn = SpotWeld{}(in).diameter_m;
      CHECK(worn <= last);
      last = worn;
    }
    CHECK(last == 0);
    in.current_a = 0;
    CHECK(SpotWeld{}(in).joule_j_per_m2 == 0);
    CHECK(SpotWeld{}(in).peak_k == in.start_k);
  }
}

}  // namespace
}  // namespace twinline

#include <cmath>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/lithography.h"

namespace twinline {
namespace {

using doctest::Approx;

TEST_SUITE("physics.lithography") {
  TEST_CASE("lithography_cd: is even in defocus and best at its centre") {
    LithographyCd::Input in = usual_input<LithographyCd>();
    CHECK(LithographyCd{}(in).width_m == 5e-8);
    in.best_focus_m = 2e-8;
    in.dose_j_per_m2 = 315;
    in.focus_m = in.best_focus_m + 7e-8;
    const double above = LithographyCd{}(in).width_m;
    in.focus_m = in.best_focus_m - 7e-8;
    CHECK(LithographyCd{}(in).width_m == Approx(above).epsilon(1e-14));
    CHECK(above < 5e-8);
  }

  TEST_CASE("lithography_cd: does not change with focus at the isofocal dose") {
    LithographyCd::Input in = usual_input<LithographyCd>();
    in.dose_j_per_m2 = LithographyCd{}(in).isofocal_dose_j_per_m2;
    CHECK(in.dose_j_per_m2 == Approx(300 * std::exp(4.0 / 30.0)).epsilon(1e-14));
    const double focused = LithographyCd{}(in).width_m;
    in.focus_m = 1.5e-7;
    CHECK(LithographyCd{}(in).width_m == Approx(focused).epsilon(1e-12));
    in.dose_focus_per_m = 0;
    CHECK(LithographyCd{}(in).isofocal_dose_j_per_m2 == 0);
  }

  TEST_CASE("lithography_cd: a least-squares fit finds the coefficients again") {
    const LithographyCd::Input planted = usual_input<LithographyCd>();
    Eigen::MatrixXd basis(49, 5);
    Eigen::VectorXd width(49);
    for (int i = 0; i < 49; ++i) {
      LithographyCd::Input in = planted;
      in.dose_j_per_m2 = 300 * (0.9 + 0.2 * (i % 7) / 6.0);
      in.focus_m = (i / 7 - 3) * 4e-8;
      const double e = std::log(in.dose_j_per_m2 / 300);
      const double f2 = in.focus_m * in.focus_m * 1e14;  // scaled: columns of like size
      basis.row(i) << 1, e, e * e, f2, e * f2;
      width[i] = LithographyCd{}(in).width_m * 1e9;
    }
    const Eigen::VectorXd found = basis.colPivHouseholderQr().solve(width);
    CHECK(found[0] == Approx(planted.cd_m * 1e9).epsilon(1e-10));
    CHECK(found[1] == Approx(planted.dose_slope_m * 1e9).epsilon(1e-10));
    CHECK(found[2] == Approx(planted.dose_curvature_m * 1e9).epsilon(1e-9));
    CHECK(found[3] == Approx(planted.focus_curvature_per_m * 1e-5).epsilon(1e-9));
    CHECK(found[4] == Approx(planted.dose_focus_per_m * 1e-5).epsilon(1e-8));
  }

  TEST_CASE("lithography_cd: the sensitivity is the slope in the logarithm of the dose") {
    LithographyCd::Input in = usual_input<LithographyCd>();
    in.focus_m = 1e-7;
    in.dose_j_per_m2 = 310;
    const double stated = LithographyCd{}(in).dose_sensitivity_m;
    in.dose_j_per_m2 = 310 * std::exp(1e-4);
    const double up = LithographyCd{}(in).width_m;
    in.dose_j_per_m2 = 310 * std::exp(-1e-4);
    CHECK(stated == Approx((up - LithographyCd{}(in).width_m) / 2e-4).epsilon(1e-8));
  }

  TEST_CASE("resist_development: Mack's curve at its known points") {
    ResistDevelopment::Input in = usual_input<ResistDevelopment>();
    in.largest_rate_m_per_s = 100e-9;
    in.smallest_rate_m_per_s = 0.1e-9;
    CHECK(ResistDevelopment::rate(in, 0) * 1e9 == Approx(100.1).epsilon(1e-12));
    CHECK(ResistDevelopment::rate(in, 0.5) * 1e9 == Approx(41.975).epsilon(1e-12));
    CHECK(ResistDevelopment::rate(in, 1) * 1e9 == Approx(0.1).epsilon(1e-12));
  }

  TEST_CASE("resist_development: agrees with the formulas of the library's functions") {
    ResistDevelopment::Input in = usual_input<ResistDevelopment>();
    in.depth_m = 8e-7;
    const double m = std::exp(-in.exposure_m2_per_j * in.dose_j_per_m2 *
                              std::exp(-in.absorption_per_m * in.depth_m));
    const double a = 6.0 / 4.0 * std::pow(0.5, 5);
    const double rate =
        in.largest_rate_m_per_s * (a + 1) * std::pow(1 - m, 5) / (a + std::pow(1 - m, 5)) +
        in.smallest_rate_m_per_s;
    CHECK(ResistDevelopment{}(in).inhibitor == Approx(m).epsilon(1e-13));
    CHECK(ResistDevelopment{}(in).rate_m_per_s == Approx(rate).epsilon(1e-13));
  }
}

}  // namespace
}  // namespace twinline

#include <cmath>
#include <random>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/overlay.h"

namespace twinline {
namespace {

using doctest::Approx;

constexpr int kPoints = 400;

Overlay::Input planted() {
  Overlay::Input in = usual_input<Overlay>();
  in.translation_x_m = 3e-9;
  in.translation_y_m = -2e-9;
  in.scale_x = 2e-8;
  in.scale_y = -1e-8;
  in.rotation_x_rad = 3e-8;
  in.rotation_y_rad = 2.5e-8;
  in.field_scale_x = 4e-7;
  in.field_scale_y = 3e-7;
  in.field_rotation_x_rad = -2e-7;
  in.field_rotation_y_rad = 1e-7;
  in.noise_m = 0;
  return in;
}

struct Fit {
  Eigen::VectorXd x;
  Eigen::VectorXd y;
  double residual_m;
};

/// Least squares for the ten coefficients on random points.
Fit fit(const Overlay::Input& model) {
  std::mt19937_64 bits(3);
  Eigen::MatrixXd basis(kPoints, 5);
  Eigen::VectorXd x(kPoints);
  Eigen::VectorXd y(kPoints);
  for (int i = 0; i < kPoints; ++i) {
    Overlay::Input in = model;
    in.wafer_x_m = 0.28 * (testing::unit_number(bits) - 0.5);
    in.wafer_y_m = 0.28 * (testing::unit_number(bits) - 0.5);
    in.field_x_m = 0.026 * (testing::unit_number(bits) - 0.5);
    in.field_y_m = 0.033 * (testing::unit_number(bits) - 0.5);
    in.random_key = i;
    basis.row(i) << 1, in.wafer_x_m, in.wafer_y_m, in.field_x_m, in.field_y_m;
    const Overlay::Output out = Overlay{}(in);
    CHECK(out.error_m == Approx(std::hypot(out.error_x_m, out.error_y_m)).epsilon(1e-12));
    x[i] = out.error_x_m;
    y[i] = out.error_y_m;
  }
  const auto qr = basis.colPivHouseholderQr();
  Fit result{qr.solve(x), qr.solve(y), 0};
  result.residual_m = std::sqrt((basis * result.x - x).squaredNorm() / (kPoints - 5));
  return result;
}

TEST_SUITE("physics.overlay") {
  TEST_CASE("overlay: least squares finds the planted coefficients again") {
    const Overlay::Input in = planted();
    const Fit found = fit(in);
    CHECK(found.residual_m < 1e-20);
    CHECK(found.x[0] == Approx(in.translation_x_m).epsilon(1e-9));
    CHECK(found.x[1] == Approx(in.scale_x).epsilon(1e-9));
    CHECK(found.x[2] == Approx(-in.rotation_x_rad).epsilon(1e-9));
    CHECK(found.x[3] == Approx(in.field_scale_x).epsilon(1e-9));
    CHECK(found.x[4] == Approx(-in.field_rotation_x_rad).epsilon(1e-9));
    CHECK(found.y[0] == Approx(in.translation_y_m).epsilon(1e-9));
    CHECK(found.y[1] == Approx(in.rotation_y_rad).epsilon(1e-9));
    CHECK(found.y[2] == Approx(in.scale_y).epsilon(1e-9));
    CHECK(found.y[3] == Approx(in.field_rotation_y_rad).epsilon(1e-9));
    CHECK(found.y[4] == Approx(in.field_scale_y).epsilon(1e-9));
  }

  TEST_CASE("overlay: what the fit leaves over is the noise") {
    // n = 400 points less 5 coefficients: the standard error of a standard deviation is
    // sigma / sqrt(2 * 395) = 0.0356 sigma; four of them, alpha = 6e-5; fixed keys.
    Overlay::Input in = planted();
    in.noise_m = 1e-9;
    CHECK(std::fabs(fit(in).residual_m / 1e-9 - 1) < 4 * 0.0356);
  }
}

}  // namespace
}  // namespace twinline

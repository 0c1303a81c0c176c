#include <cmath>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/wafer_uniformity.h"

namespace twinline {
namespace {

using doctest::Approx;

TEST_SUITE("physics.wafer_uniformity") {
  TEST_CASE("wafer_map_49: rings of 8 16 and 24 in balance") {
    double x = 0;
    double y = 0;
    int on_ring[4] = {};
    for (int i = 0; i < WaferMap49::kPoints; ++i) {
      const WaferMap49::Point p = WaferMap49::point(i);
      x += p.x;
      y += p.y;
      ++on_ring[std::lround(3 * std::hypot(p.x, p.y))];
    }
    CHECK(std::fabs(x) < 1e-14);
    CHECK(std::fabs(y) < 1e-14);
    CHECK(on_ring[0] == 1);
    CHECK(on_ring[1] == 8);
    CHECK(on_ring[2] == 16);
    CHECK(on_ring[3] == 24);
  }

  TEST_CASE("wafer_uniformity: a pure tilt and a pure bowl have known sigmas") {
    // Mean of x^2 over the points: (8/9 + 16 4/9 + 24)/98 = 16/49; of r^2: 32/49; of r^4:
    // (8/81 + 16 16/81 + 24)/49.
    WaferUniformity::Input in = usual_input<WaferUniformity>();
    in.tilt_x = 0.06;
    in.tilt_y = 0.08;
    WaferUniformity::Output out = WaferUniformity{}(in);
    CHECK(out.sigma_nonuniformity == Approx(0.1 * 4.0 / 7.0).epsilon(1e-13));
    CHECK(out.map_mean_m == Approx(in.mean_m).epsilon(1e-14));
    in.tilt_x = in.tilt_y = 0;
    in.bowl = 0.1;
    out = WaferUniformity{}(in);
    const double mean = 32.0 / 49.0;
    const double square = (8.0 / 81.0 + 256.0 / 81.0 + 24.0) / 49.0;
    CHECK(out.sigma_nonuniformity ==
          Approx(0.1 * std::sqrt(square - mean * mean) / (1 + 0.1 * mean)).epsilon(1e-13));
    CHECK(out.range_nonuniformity == Approx(0.05 / (1 + 0.1 * mean)).epsilon(1e-13));
  }

  TEST_CASE("wafer_uniformity: an even wafer has none") {
    const WaferUniformity::Output out = WaferUniformity{}(usual_input<WaferUniformity>());
    CHECK(out.sigma_nonuniformity == 0);
    CHECK(out.range_nonuniformity == 0);
    CHECK(out.map_low_m == out.map_high_m);
  }

  TEST_CASE("wafer_uniformity: agrees with the map evaluated by the library's functions") {
    const WaferUniformity::Input in{2e-7, 0.03, -0.05, 0.04, -0.07, 0.02, 0.05};
    Eigen::ArrayXd map(49);
    map[0] = 1;
    int next = 1;
    for (int ring = 1; ring <= 3; ++ring) {
      for (int k = 0; k < 8 * ring; ++k) {
        const double r = ring / 3.0;
        const double angle = 2 * std::acos(-1.0) * k / (8 * ring);
        map[next++] = 1 + r * (0.03 * std::cos(angle) - 0.05 * std::sin(angle)) + 0.04 * r * r -
                      0.07 * std::pow(r, 6) +
                      r * r * (0.02 * std::cos(2 * angle) + 0.05 * std::sin(2 * angle));
      }
    }
    const double mean = map.mean();
    const WaferUniformity::Output out = WaferUniformity{}(in);
    CHECK(out.map_mean_m == Approx(2e-7 * mean).epsilon(1e-13));
    CHECK(out.map_low_m == Approx(2e-7 * map.minCoeff()).epsilon(1e-13));
    CHECK(out.map_high_m == Approx(2e-7 * map.maxCoeff()).epsilon(1e-13));
    CHECK(out.sigma_nonuniformity ==
          Approx(std::sqrt((map - mean).square().mean()) / mean).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace twinline

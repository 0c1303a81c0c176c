#include <array>
#include <cmath>

#include <Eigen/Geometry>
#include <doctest/doctest.h>

#include "twinline/physics/evaluate.h"
#include "twinline/physics/gap_flush.h"
#include "twinline/physics/robot_cycle.h"
#include "twinline/physics/stamping.h"

namespace twinline {
namespace {

using doctest::Approx;

/// The link's matrix by Denavit and Hartenberg.
Eigen::Affine3d link(double theta, double a, double d, double alpha) {
  return Eigen::AngleAxisd(theta, Eigen::Vector3d::UnitZ()) * Eigen::Translation3d(a, 0, d) *
         Eigen::AngleAxisd(alpha, Eigen::Vector3d::UnitX());
}

Eigen::Vector3d flange(const RobotCycle::Input& in) {
  constexpr double kQuarter = 1.57079632679489661923;
  return (link(in.to_1_rad, 0, in.d1_m, kQuarter) * link(in.to_2_rad, in.a2_m, 0, 0) *
          link(in.to_3_rad, in.a3_m, 0, 0) * link(in.to_4_rad, 0, in.d4_m, kQuarter) *
          link(in.to_5_rad, 0, in.d5_m, -kQuarter) * link(in.to_6_rad, 0, in.d6_m, 0))
      .translation();
}

TEST_SUITE("physics.body_forming") {
  TEST_CASE("robot_cycle: the flange is where six matrices put it") {
    RobotCycle::Input in = usual_input<RobotCycle>();
    in.to_1_rad = in.to_2_rad = in.to_3_rad = in.to_4_rad = in.to_5_rad = in.to_6_rad = 0;
    const RobotCycle::Output zero = RobotCycle{}(in);
    CHECK(zero.x_m == Approx(-0.81725).epsilon(1e-12));
    CHECK(zero.y_m == Approx(-0.19145).epsilon(1e-12));
    CHECK(zero.z_m == Approx(-0.005491).epsilon(1e-12));
    for (int k = 0; k < 200; ++k) {
      in.to_1_rad = std::sin(1.0 + k);
      in.to_2_rad = 3 * std::sin(2.0 + 1.7 * k);
      in.to_3_rad = 3 * std::sin(3.0 + 2.9 * k);
      in.to_4_rad = 3 * std::sin(4.0 + 0.3 * k);
      in.to_5_rad = 3 * std::sin(5.0 + 5.1 * k);
      const RobotCycle::Output out = RobotCycle{}(in);
      const Eigen::Vector3d expected = flange(in);
      CHECK((Eigen::Vector3d(out.x_m, out.y_m, out.z_m) - expected).norm() < 1e-14);
    }
  }

  TEST_CASE("robot_cycle: trapezoid, triangle, and the slowest joint decides") {
    RobotCycle::Input in = usual_input<RobotCycle>();
    in.from_1_rad = in.from_2_rad = in.from_3_rad = in.from_4_rad = in.from_5_rad = 0;
    in.from_6_rad = in.to_2_rad = in.to_3_rad = in.to_4_rad = in.to_5_rad = in.to_6_rad = 0;
    in.arm_speed_rad_per_s = 1.5;
    in.arm_acceleration_rad_per_s2 = 5;
    in.dwell_s = 0;
    in.to_1_rad = 1;
    CHECK(RobotCycle{}(in).move_s == Approx(0.966667).epsilon(1e-6));
    in.to_1_rad = -0.2;  // below v^2/a = 0.45
    CHECK(RobotCycle{}(in).move_s == Approx(0.4).epsilon(1e-14));
    in.to_6_rad = 6;
    in.moves = 3;
    in.dwell_s = 1;
    const double wrist =
        6 / in.wrist_speed_rad_per_s + in.wrist_speed_rad_per_s / in.wrist_acceleration_rad_per_s2;
    CHECK(RobotCycle{}(in).time_s == Approx(3 * (wrist + 1)).epsilon(1e-14));
    // There and back is as long, and as far.
    std::swap(in.from_1_rad, in.to_1_rad);
    std::swap(in.from_6_rad, in.to_6_rad);
    CHECK(RobotCycle{}(in).time_s == Approx(3 * (wrist + 1)).epsilon(1e-14));
  }

  TEST_CASE("stamping: the published bend and the cut of a metre") {
    Stamping::Input in = usual_input<Stamping>();
    const Stamping::Output out = Stamping{}(in);
    CHECK(out.radius_after_m == Approx(0.0104711).epsilon(1e-5));
    CHECK(out.cutting_n == Approx(350e6 * 1e-3).epsilon(1e-12));
    CHECK(out.angle_after_rad / in.angle_rad == Approx(out.ratio).epsilon(1e-15));
    // The arc keeps its length.
    CHECK(out.angle_after_rad * out.radius_after_m ==
          Approx(in.angle_rad * in.radius_m).epsilon(1e-12));
  }

  TEST_CASE("stamping: no yield, no springback; no bend beyond yield, all springs back") {
    Stamping::Input in = usual_input<Stamping>();
    in.radius_m = 1e-4;
    in.yield_pa = 5e7;
    in.thickness_m = 0.02;
    CHECK(Stamping{}(in).ratio == Approx(1).epsilon(1e-5));
    in = usual_input<Stamping>();
    in.radius_m = 1;
    CHECK(Stamping{}(in).ratio == 0);
    CHECK(Stamping{}(in).angle_after_rad == 0);
  }

  TEST_CASE("gap_flush: mean and spread are those of the stack (n 20000, alpha 0.001)") {
    GapFlush::Input in = usual_input<GapFlush>();
    in.door_shift_m = 2e-4;
    constexpr int kN = 20000;
    double gap = 0;
    double gap2 = 0;
    double flush2 = 0;
    double both = 0;
    for (int k = 0; k < kN; ++k) {
      in.random_key = k;
      const GapFlush::Output out = GapFlush{}(in);
      const double g = out.gap_m - (in.gap_m - in.door_shift_m);
      gap += g;
      gap2 += g * g;
      flush2 += out.flush_m * out.flush_m;
      both += g * out.flush_m;
    }
    const auto square = [](double x) { return x * x; };
    const double gap_variance =
        (square(in.opening_m) + square(in.door_m) + square(in.hinge_m) + square(in.fixture_m)) / 9;
    const double flush_variance = (square(in.hinge_to_flush * in.hinge_m) + square(in.depth_m)) / 9;
    // Mean: 3.29 standard errors. Variance: chi-square, nearly normal with sd sqrt(2/n).
    CHECK(std::abs(gap / kN) < 3.29 * std::sqrt(gap_variance / kN));
    const double bound = 3.29 * std::sqrt(2.0 / kN);
    CHECK(std::abs(gap2 / kN / gap_variance - 1) < bound);
    CHECK(std::abs(flush2 / kN / flush_variance - 1) < bound);
    CHECK(std::abs(1.1 * gap2 / kN / gap_variance - 1) > bound);  // a wrong one is found out
    const double covariance = -in.hinge_to_flush * square(in.hinge_m) / 9;
    CHECK(std::abs(both / kN - covariance) <
          3.29 * std::sqrt((gap_variance * flush_variance + square(covariance)) / kN));
    CHECK(GapFlush{}(in).worst_gap_m == Approx(1.8e-3).epsilon(1e-12));
  }
}

}  // namespace
}  // namespace twinline

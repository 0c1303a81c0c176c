#pragma once

#include "twinline/math/square_root.h"
#include "twinline/math/trigonometric.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// A move of a robot with six joints: trapezoidal speeds, the slowest joint decides, and where the
/// tool ends by forward kinematics. Equations and sources: docs/methods/physics/robot_cycle.md.
struct RobotCycle {
  template <class Number>
  struct InputOf {
    Number from_1_rad, from_2_rad, from_3_rad, from_4_rad, from_5_rad, from_6_rad;
    Number to_1_rad, to_2_rad, to_3_rad, to_4_rad, to_5_rad, to_6_rad;
    Number moves;
    Number dwell_s;
    Number arm_speed_rad_per_s;
    Number wrist_speed_rad_per_s;
    Number arm_acceleration_rad_per_s2;
    Number wrist_acceleration_rad_per_s2;
    Number a2_m, a3_m, d1_m, d4_m, d5_m, d6_m;
  };
  template <class Number>
  struct OutputOf {
    Number time_s;
    Number move_s;
    Number x_m;
    Number y_m;
    Number z_m;
    Number distance_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "robot_cycle";
  static constexpr const char* kTitle = "Cycle of a six-axis robot (trapezoidal joint speeds)";
  static constexpr const char* kPage = "physics/robot_cycle.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "from_1_rad", "rad", -7, 7, 0, "joint 1 at the beginning of the move"},
      {Role::kInput, "from_2_rad", "rad", -7, 7, -0.8, "joint 2"},
      {Role::kInput, "from_3_rad", "rad", -7, 7, 1.2, "joint 3"},
      {Role::kInput, "from_4_rad", "rad", -7, 7, 0, "joint 4"},
      {Role::kInput, "from_5_rad", "rad", -7, 7, 0, "joint 5"},
      {Role::kInput, "from_6_rad", "rad", -7, 7, 0, "joint 6"},
      {Role::kInput, "to_1_rad", "rad", -7, 7, 0.4, "joint 1 at its end"},
      {Role::kInput, "to_2_rad", "rad", -7, 7, -0.6, "joint 2"},
      {Role::kInput, "to_3_rad", "rad", -7, 7, 1.0, "joint 3"},
      {Role::kInput, "to_4_rad", "rad", -7, 7, 0.3, "joint 4"},
      {Role::kInput, "to_5_rad", "rad", -7, 7, 0.2, "joint 5"},
      {Role::kInput, "to_6_rad", "rad", -7, 7, 0.5, "joint 6"},
      {Role::kInput, "moves", "1", 1, 1000, 1, "such moves in the cycle"},
      {Role::kInput, "dwell_s", "s", 0, 60, 0.6,
       "work at the end of each: a weld with its clamping"},
      {Role::kParameter, "arm_speed_rad_per_s", "rad/s", 0.1, 10, 1.8, "most, joints 1 to 3"},
      {Role::kParameter, "wrist_speed_rad_per_s", "rad/s", 0.1, 20, 3, "most, joints 4 to 6"},
      {Role::kParameter, "arm_acceleration_rad_per_s2", "rad/s^2", 0.1, 100, 5, "joints 1 to 3"},
      {Role::kParameter, "wrist_acceleration_rad_per_s2", "rad/s^2", 0.1, 200, 10, "joints 4 to 6"},
      {Role::kParameter, "a2_m", "m", -3, 3, -0.425, "Denavit-Hartenberg: link 2"},
      {Role::kParameter, "a3_m", "m", -3, 3, -0.39225, "link 3"},
      {Role::kParameter, "d1_m", "m", -3, 3, 0.089159, "offset 1"},
      {Role::kParameter, "d4_m", "m", -3, 3, 0.10915, "offset 4"},
      {Role::kParameter, "d5_m", "m", -3, 3, 0.09465, "offset 5"},
      {Role::kParameter, "d6_m", "m", -3, 3, 0.0823, "offset 6"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "time_s", "s", 0, 5e5, 0, "of the cycle"},
      {Role::kOutput, "move_s", "s", 0, 300, 0, "of one move"},
      {Role::kOutput, "x_m", "m", -20, 20, 0, "of the tool's flange at the end"},
      {Role::kOutput, "y_m", "m", -20, 20, 0, "of it"},
      {Role::kOutput, "z_m", "m", -20, 20, 0, "of it"},
      {Role::kOutput, "distance_m", "m", 0, 40, 0, "between the ends of the move"}};
  /// More would not leave the angles' sines and cosines in the registers (tile.h).
  static constexpr int kSideBySide = 1;

  template <class Number>
  struct Point {
    Number x, y, z;
  };

  /// Rest to rest over an angle: a triangle of speeds where it is short, else a trapezoid.
  template <class Number>
  TWINLINE_HD static Number trapezoid(Number way, Number speed, Number acceleration) {
    const Number per_both = 1.0 / (speed * acceleration);
    const Number ramp_s = speed * speed * per_both;
    return select(way > speed * ramp_s, way * (acceleration * per_both) + ramp_s,
                  2.0 * math::sqrt(way * (speed * per_both)));
  }

  /// The longest way of three joints: with equal speeds it takes longest.
  template <class Number>
  TWINLINE_HD static Number longest(Number a, Number b, Number c) {
    using math::magnitude;
    return larger(larger(magnitude(a), magnitude(b)), magnitude(c));
  }

  /// Where the flange is: the product of the links' matrices, multiplied out (joints 2, 3 and 4
  /// turn about parallel axes; joint 6 turns about the flange's).
  template <class Number>
  TWINLINE_HD static Point<Number> flange(const InputOf<Number>& in, Number q1, Number q2,
                                          Number q3, Number q4, Number q5) {
    const Number q23 = q2 + q3;
    const auto joint_1 = math::sin_cos_inside(q1);
    const auto joint_2 = math::sin_cos_inside(q2);
    const auto joints_23 = math::sin_cos_inside(q23);
    const auto joints_234 = math::sin_cos_inside(q23 + q4);
    const auto joint_5 = math::sin_cos_inside(q5);
    const Number reach = in.d6_m * joint_5.sine;
    // Along and across the arm's plane, and up.
    const Number along = (in.a2_m * joint_2.cosine + in.a3_m * joints_23.cosine) +
                         (in.d5_m * joints_234.sine - reach * joints_234.cosine);
    const Number across = in.d4_m + in.d6_m * joint_5.cosine;
    const Number up = (in.a2_m * joint_2.sine + in.a3_m * joints_23.sine) -
                      (in.d5_m * joints_234.cosine + reach * joints_234.sine);
    return {joint_1.cosine * along + joint_1.sine * across,
            joint_1.sine * along - joint_1.cosine * across, in.d1_m + up};
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number arm = longest(in.to_1_rad - in.from_1_rad, in.to_2_rad - in.from_2_rad,
                               in.to_3_rad - in.from_3_rad);
    const Number wrist = longest(in.to_4_rad - in.from_4_rad, in.to_5_rad - in.from_5_rad,
                                 in.to_6_rad - in.from_6_rad);
    const Number move =
        larger(trapezoid(arm, in.arm_speed_rad_per_s, in.arm_acceleration_rad_per_s2),
               trapezoid(wrist, in.wrist_speed_rad_per_s, in.wrist_acceleration_rad_per_s2));
    const Point<Number> a =
        flange(in, in.from_1_rad, in.from_2_rad, in.from_3_rad, in.from_4_rad, in.from_5_rad);
    const Point<Number> b =
        flange(in, in.to_1_rad, in.to_2_rad, in.to_3_rad, in.to_4_rad, in.to_5_rad);
    const Number dx = b.x - a.x;
    const Number dy = b.y - a.y;
    const Number dz = b.z - a.z;
    return {in.moves * (move + in.dwell_s),         move, b.x, b.y, b.z,
            math::sqrt(dx * dx + dy * dy + dz * dz)};
  }
};

}  // namespace twinline

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
  static constexpr int kSideBySide = 2;

  template <class Number>
  struct Point {
    Number x, y, z;
  };

  /// Rest to rest over an angle: a triangle of speeds where it is short, else a trapezoid.
  template <class Number>
  TWINLINE_HD static Number trapezoid(Number from, Number to, Number speed, Number acceleration) {
    const Number way = select(to > from, to - from, from - to);
    const Number ramps = speed * speed / acceleration;
    return select(way > ramps, way / speed + speed / acceleration,
                  2.0 * math::sqrt(way / acceleration));
  }

  /// Where the flange is: the product of the links' matrices, multiplied out (joints 2, 3 and 4
  /// turn about parallel axes; joint 6 turns about the flange's).
  template <class Number>
  TWINLINE_HD static Point<Number> flange(const InputOf<Number>& in, Number q1, Number q2,
                                          Number q3, Number q4, Number q5) {
    const Number c1 = math::cos(q1);
    const Number s1 = math::sin(q1);
    const Number q23 = q2 + q3;
    const Number q234 = q23 + q4;
    const Number c234 = math::cos(q234);
    const Number s234 = math::sin(q234);
    const Number c5 = math::cos(q5);
    const Number s5 = math::sin(q5);
    // Along and across the arm's plane.
    const Number along =
        in.a2_m * math::cos(q2) + in.a3_m * math::cos(q23) + in.d5_m * s234 - in.d6_m * c234 * s5;
    const Number across = in.d4_m + in.d6_m * c5;
    return {c1 * along + s1 * across, s1 * along - c1 * across,
            in.d1_m + in.a2_m * math::sin(q2) + in.a3_m * math::sin(q23) - in.d5_m * c234 -
                in.d6_m * s234 * s5};
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number from[6] = {in.from_1_rad, in.from_2_rad, in.from_3_rad,
                            in.from_4_rad, in.from_5_rad, in.from_6_rad};
    const Number to[6] = {in.to_1_rad, in.to_2_rad, in.to_3_rad,
                          in.to_4_rad, in.to_5_rad, in.to_6_rad};
    Number move = 0.0;
    for (int j = 0; j < 6; ++j) {
      const Number speed = j < 3 ? in.arm_speed_rad_per_s : in.wrist_speed_rad_per_s;
      const Number rate = j < 3 ? in.arm_acceleration_rad_per_s2 : in.wrist_acceleration_rad_per_s2;
      const Number time = trapezoid(from[j], to[j], speed, rate);
      move = select(time > move, time, move);
    }
    const Point<Number> a = flange(in, from[0], from[1], from[2], from[3], from[4]);
    const Point<Number> b = flange(in, to[0], to[1], to[2], to[3], to[4]);
    const Number dx = b.x - a.x;
    const Number dy = b.y - a.y;
    const Number dz = b.z - a.z;
    return {in.moves * (move + in.dwell_s),         move, b.x, b.y, b.z,
            math::sqrt(dx * dx + dy * dy + dz * dz)};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Preload of a bolt tightened to a torque: lead of the thread, friction of thread and head.
/// Equations and sources: docs/methods/physics/tightening.md.
struct Tightening {
  template <class Number>
  struct InputOf {
    Number torque_j;
    Number thread_friction;
    Number head_friction;
    Number diameter_m;
    Number pitch_m;
    Number thread_radius_m;
    Number head_radius_m;
    Number flank_cosine;
  };
  template <class Number>
  struct OutputOf {
    Number preload_n;
    Number nut_factor;
    Number lead_share;
    Number thread_share;
    Number head_share;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "tightening";
  static constexpr const char* kTitle = "Bolt tightened to a torque (preload)";
  static constexpr const char* kPage = "physics/tightening.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "torque_j", "J", 0, 5000, 57.4, "torque [N m]"},
      {Role::kInput, "thread_friction", "1", 0.01, 0.6, 0.14, "of the thread"},
      {Role::kInput, "head_friction", "1", 0.01, 0.6, 0.14, "under the head"},
      {Role::kParameter, "diameter_m", "m", 1e-3, 0.1, 0.01, "nominal diameter"},
      {Role::kParameter, "pitch_m", "m", 1e-4, 0.01, 0.0015, "of the thread"},
      {Role::kParameter, "thread_radius_m", "m", 4e-4, 0.05, 0.004513, "half the pitch diameter"},
      {Role::kParameter, "head_radius_m", "m", 5e-4, 0.1, 0.00675, "mean radius under the head"},
      {Role::kParameter, "flank_cosine", "1", 0.5, 1, 0.8660254037844387,
       "of half the angle of the flanks"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "preload_n", "N", 0, 3e8, 0, "in the bolt"},
      {Role::kOutput, "nut_factor", "1", 0, 200, 0, "torque / (preload x nominal diameter)"},
      {Role::kOutput, "lead_share", "1", 0, 1, 0, "of the torque: makes preload"},
      {Role::kOutput, "thread_share", "1", 0, 1, 0, "of the torque: friction of the thread"},
      {Role::kOutput, "head_share", "1", 0, 1, 0, "of the torque: friction under the head"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number lead = in.pitch_m * (0.5 / kPi);
    const Number inverse =
        1.0 / (in.flank_cosine * in.diameter_m);  // one division for two quotients
    const Number thread = in.thread_friction * in.thread_radius_m * (in.diameter_m * inverse);
    const Number head = in.head_friction * in.head_radius_m;
    const Number arm = lead + thread + head;
    const Number per_arm = 1.0 / arm;
    return {in.torque_j * per_arm, arm * (in.flank_cosine * inverse), lead * per_arm,
            thread * per_arm, head * per_arm};
  }
};

}  // namespace twinline

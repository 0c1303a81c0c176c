#pragma once

#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// A bent sheet after the press has opened: springback, and the force that cuts its blank.
/// Equations and sources: docs/methods/physics/stamping.md.
struct Stamping {
  template <class Number>
  struct InputOf {
    Number radius_m;
    Number angle_rad;
    Number thickness_m;
    Number yield_pa;
    Number strength_pa;
    Number cut_m;
    Number modulus_pa;
    Number shear_share;
  };
  template <class Number>
  struct OutputOf {
    Number radius_after_m;
    Number angle_after_rad;
    Number ratio;
    Number cutting_n;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "stamping";
  static constexpr const char* kTitle = "Stamped sheet (springback, cutting force)";
  static constexpr const char* kPage = "physics/stamping.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "radius_m", "m", 1e-4, 1, 0.01, "of the bend in the closed tool"},
      {Role::kInput, "angle_rad", "rad", 0, 3.2, 1.5707963267948966, "of the bend"},
      {Role::kInput, "thickness_m", "m", 2e-4, 0.02, 0.001, "of the sheet"},
      {Role::kInput, "yield_pa", "Pa", 5e7, 2e9, 3e8, "yield stress of the coil"},
      {Role::kInput, "strength_pa", "Pa", 1e8, 3e9, 4.375e8, "tensile strength of the coil"},
      {Role::kInput, "cut_m", "m", 0, 50, 1, "length of the cut"},
      {Role::kParameter, "modulus_pa", "Pa", 3e10, 3e11, 2e11, "Young's modulus"},
      {Role::kParameter, "shear_share", "1", 0.4, 1, 0.8, "shear strength / tensile strength"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "radius_after_m", "m", 1e-4, 1e7, 0, "of the bend once it is free"},
      {Role::kOutput, "angle_after_rad", "rad", 0, 3.2, 0, "of the bend once it is free"},
      {Role::kOutput, "ratio", "1", 0, 1, 0, "radius in the tool / radius after"},
      {Role::kOutput, "cutting_n", "N", 0, 3e9, 0, "of the press for the cut"}};

  /// Straighter than this a sheet counts as straight.
  static constexpr double kLeastRatio = 1e-7;

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number bend = in.radius_m * in.yield_pa / (in.modulus_pa * in.thickness_m);
    // At 1/2 no fibre yields: the sheet springs back whole.
    const Number x = smaller(bend, 0.5);
    const Number ratio = (4.0 * x * x - 3.0) * x + 1.0;
    const Number kept = larger(ratio, kLeastRatio);
    const Number inside = larger(ratio, 0.0);
    return {in.radius_m / kept, in.angle_rad * inside, inside,
            in.cut_m * in.thickness_m * in.shear_share * in.strength_pa};
  }
};

}  // namespace twinline

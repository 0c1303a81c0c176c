#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/error_function.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// D = D0 exp(-Ea / k T), m^2/s.
template <class Number>
TWINLINE_HD inline Number diffusivity(Number factor_m2_per_s, Number energy_ev,
                                      Number temperature_k) {
  return factor_m2_per_s * math::exp(-energy_ev / (kBoltzmannEvPerK * temperature_k));
}

/// Diffusion from a surface held at a constant concentration into a clean wafer.
/// Equations and sources: docs/methods/physics/dopant.md.
struct DopantPredeposition {
  template <class Number>
  struct InputOf {
    Number temperature_k;
    Number time_s;
    Number surface_per_m3;
    Number depth_m;
    Number diffusion_factor_m2_per_s;
    Number diffusion_energy_ev;
  };
  template <class Number>
  struct OutputOf {
    Number dose_per_m2;
    Number concentration_per_m3;
    Number diffusion_length_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "dopant_predeposition";
  static constexpr const char* kTitle = "Dopant predeposition (constant source)";
  static constexpr const char* kPage = "physics/dopant.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "temperature_k", "K", 873.15, 1573.15, 1223.15, "of the wafer"},
      {Role::kInput, "time_s", "s", 0, 1e5, 1800, "in the source"},
      {Role::kInput, "surface_per_m3", "1/m^3", 1e18, 1e28, 2e26, "held at the surface"},
      {Role::kInput, "depth_m", "m", 0, 1e-3, 1e-7, "where the concentration is asked for"},
      {Role::kParameter, "diffusion_factor_m2_per_s", "m^2/s", 1e-7, 1e-2, 7.6e-5,
       "D0 (boron: 0.76 cm^2/s)"},
      {Role::kParameter, "diffusion_energy_ev", "eV", 2, 5, 3.46, "activation energy (boron)"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "dose_per_m2", "1/m^2", 0, 1e27, 0, "dopant taken up"},
      {Role::kOutput, "concentration_per_m3", "1/m^3", 0, 1e28, 0, "at the depth asked for"},
      {Role::kOutput, "diffusion_length_m", "m", 0, 0.1, 0, "square root of D t"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr double kTwoOverRootPi = 1.12837916709551257390;
    const Number length = math::sqrt(
        diffusivity(in.diffusion_factor_m2_per_s, in.diffusion_energy_ev, in.temperature_k) *
        in.time_s);
    const Number surface = in.surface_per_m3;
    const Number before = select(in.depth_m == 0.0, surface, 0.0);
    const Number depth = in.depth_m / (2.0 * length);
    const Number concentration = select(length > 0.0, surface * math::erfc(depth), before);
    return {kTwoOverRootPi * surface * length, concentration, length};
  }
};

/// Implant of a Gaussian profile and its diffusion in an anneal, one dimension, no loss through
/// the surface: finite volumes, Crank and Nicolson's scheme started by Rannacher's four implicit
/// half steps. Equations and sources: docs/methods/physics/dopant.md.
struct ImplantAnneal {
  static constexpr int kCells = 160;
  static constexpr int kSteps = 80;

  template <class Number>
  struct InputOf {
    Number dose_per_m2;
    Number range_m;
    Number straggle_m;
    Number temperature_k;
    Number time_s;
    Number background_per_m3;
    Number diffusion_factor_m2_per_s;
    Number diffusion_energy_ev;
  };
  template <class Number>
  struct OutputOf {
    Number junction_depth_m;
    Number surface_per_m3;
    Number peak_per_m3;
    Number dose_per_m2;
    Number diffusion_length_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;
  /// The concentrations, 1/m^3, in cells of equal width from the surface down.
  template <class Number>
  struct ProfileOf {
    Number cell_m;
    Number concentration[kCells];
  };
  using Profile = ProfileOf<double>;

  static constexpr const char* kName = "implant_anneal";
  static constexpr const char* kTitle = "Implant and anneal of a dopant (1-D diffusion)";
  static constexpr const char* kPage = "physics/dopant.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "dose_per_m2", "1/m^2", 1e13, 1e21, 1e19, "implanted (1e19 = 1e15 /cm^2)"},
      {Role::kInput, "range_m", "m", 1e-9, 2e-6, 1e-7, "mean depth of the implant"},
      {Role::kInput, "straggle_m", "m", 1e-9, 1e-6, 4e-8, "standard deviation of the depth"},
      {Role::kInput, "temperature_k", "K", 873.15, 1573.15, 1273.15, "of the anneal"},
      {Role::kInput, "time_s", "s", 0, 1e5, 1800, "of the anneal"},
      {Role::kParameter, "background_per_m3", "1/m^3", 1e18, 1e26, 1e21, "doping of the wafer"},
      {Role::kParameter, "diffusion_factor_m2_per_s", "m^2/s", 1e-7, 1e-2, 7.6e-5,
       "D0 (boron: 0.76 cm^2/s)"},
      {Role::kParameter, "diffusion_energy_ev", "eV", 2, 5, 3.46, "activation energy (boron)"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "junction_depth_m", "m", 0, 1, 0,
       "where the profile falls to the background; 0: nowhere above it"},
      {Role::kOutput, "surface_per_m3", "1/m^3", 0, 1e30, 0, "concentration in the first cell"},
      {Role::kOutput, "peak_per_m3", "1/m^3", 0, 1e30, 0, "largest concentration"},
      {Role::kOutput, "dose_per_m2", "1/m^2", 0, 1.0000001e21, 0, "dopant after the anneal"},
      {Role::kOutput, "diffusion_length_m", "m", 0, 0.1, 0, "square root of D t"}};
  /// More would not leave the profile in the first-level cache (tile.h).
  static constexpr int kSideBySide = 2;

  /// The profile as implanted, in a depth that holds it before and after the anneal.
  template <class Number>
  TWINLINE_HD static ProfileOf<Number> implanted(const InputOf<Number>& in,
                                                 math::As<Number> length_m) {
    constexpr double kRoot2 = 1.41421356237309504880;
    ProfileOf<Number> profile;
    profile.cell_m =
        (in.range_m + 7.0 * math::sqrt(in.straggle_m * in.straggle_m + 2.0 * length_m * length_m)) /
        kCells;
    const Number scale = 1.0 / (kRoot2 * in.straggle_m);
    Number total = 0.0;
    Number left = math::erf(-in.range_m * scale);
    for (int i = 0; i < kCells; ++i) {
      const Number right = math::erf(((i + 1) * profile.cell_m - in.range_m) * scale);
      profile.concentration[i] = right - left;
      total += right - left;
      left = right;
    }
    const Number factor = in.dose_per_m2 / (total * profile.cell_m);
    for (Number& value : profile.concentration) value *= factor;
    return profile;
  }

  static constexpr int kHalf = kCells / 2;
  /// From here on the factors below do not change in any digit: a < 1.64, since the cells span
  /// seven widths, and so each is nearer to their limit than the one before by a factor of 4.6.
  static constexpr int kSettled = 32;

  /// The matrix 1 - a L, L the second difference with closed ends, factored for elimination from
  /// both ends to the middle: two chains instead of one twice as long. Both ends are alike.
  template <class Number>
  struct Factors {
    Number inverse[kSettled];  ///< of the pivots
    Number ratio[kSettled];    ///< a / pivot
    Number middle;             ///< where the chains meet: 1 / (1 - ratio^2)
  };
  TWINLINE_HD static constexpr int settled(int i) { return i < kSettled ? i : kSettled - 1; }

  template <class Number>
  TWINLINE_HD static void factor(Number a, Factors<Number>& factors) {
    Number ratio = 0.0;
    for (int i = 0; i < kSettled; ++i) {
      const Number diagonal = 1.0 + (i == 0 ? a : 2.0 * a);
      factors.inverse[i] = 1.0 / (diagonal - a * ratio);
      ratio = a * factors.inverse[i];
      factors.ratio[i] = ratio;
    }
    factors.middle = 1.0 / (1.0 - ratio * ratio);
  }

  /// Less than an atom in a cubic metre is none: the far tail would end in subnormal numbers, which
  /// processors are slow with.
  template <class Number>
  TWINLINE_HD static Number none_if_few(Number value) {
    using math::magnitude;
    return select(magnitude(value) < 1.0, 0.0, value);
  }

  /// c = s of (1 - a L) s = c, or where kTwice c = 2 s - c, which is a step of Crank and Nicolson:
  /// the other side of its equation is (1 + a L) c = 2 c - (1 - a L) c.
  template <bool kTwice, class Number>
  TWINLINE_HD static void step(const Factors<Number>& factors, Number* c) {
    Number solved[kCells];
    Number left = 0.0;
    Number right = 0.0;
    TWINLINE_ROLLED
    for (int i = 0; i < kHalf; ++i) {
      const int k = settled(i);
      left = c[i] * factors.inverse[k] + left * factors.ratio[k];
      right = c[kCells - 1 - i] * factors.inverse[k] + right * factors.ratio[k];
      solved[i] = left;
      solved[kCells - 1 - i] = right;
    }
    const Number met = right + left * factors.ratio[kSettled - 1];
    left = met * factors.middle;  // the cell right of the middle, seen from the left
    right = (solved[kHalf - 1] + solved[kHalf] * factors.ratio[kSettled - 1]) * factors.middle;
    TWINLINE_ROLLED
    for (int i = kHalf - 1; i >= 0; --i) {
      const int k = settled(i);
      left = solved[i] + left * factors.ratio[k];
      right = solved[kCells - 1 - i] + right * factors.ratio[k];
      c[i] = none_if_few(kTwice ? (left + left) - c[i] : left);
      c[kCells - 1 - i] = none_if_few(kTwice ? (right + right) - c[kCells - 1 - i] : right);
    }
  }

  template <class Number>
  TWINLINE_HD static void anneal(Number length_m, ProfileOf<Number>& profile) {
    const Number relative = length_m / profile.cell_m;
    const Number half = 0.5 * (relative * relative / kSteps);
    Factors<Number> factors;  // of an implicit half step and of a step of Crank and Nicolson alike
    factor(half, factors);
    for (int i = 0; i < 4; ++i) step<false>(factors, profile.concentration);
    for (int i = 2; i < kSteps; ++i) step<true>(factors, profile.concentration);
  }

  /// Depth below which the profile stays under the background: the logarithm of the concentration
  /// is linear between the cells' centres.
  template <class Number>
  TWINLINE_HD static Number junction(const ProfileOf<Number>& profile,
                                     math::As<Number> background_per_m3) {
    Number cell = -1.0;  // the deepest one that is not below the background
    Number here = 0.0;   // the concentration in it, and in the next
    Number beyond = 0.0;
    for (int i = 0; i < kCells; ++i) {
      const auto is_above = !(profile.concentration[i] < background_per_m3);
      cell = select(is_above, i, cell);
      here = select(is_above, profile.concentration[i], here);
      beyond =
          select(is_above, i + 1 < kCells ? profile.concentration[i + 1] : Number(0.0), beyond);
    }
    const Number share = math::log(here / background_per_m3) / math::log(here / beyond);
    const Number depth = cell + (0.5 + select(beyond > 0.0, share, 0.0));
    return select(cell >= 0.0, depth * profile.cell_m, 0.0);
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number length = math::sqrt(
        diffusivity(in.diffusion_factor_m2_per_s, in.diffusion_energy_ev, in.temperature_k) *
        in.time_s);
    ProfileOf<Number> profile = implanted(in, length);
    anneal(length, profile);
    Number peak = 0.0;
    Number sum = 0.0;
    for (Number& value : profile.concentration) {
      value = select(value < 0.0, 0.0, value);  // rounding of the far tail
      peak = select(value > peak, value, peak);
      sum += value;
    }
    return {junction(profile, in.background_per_m3), profile.concentration[0], peak,
            sum * profile.cell_m, length};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Plasma etching of a trench: neutral and ion fluxes in series, slower the deeper the trench
/// (Coburn and Winters), in a chamber that drifts between cleans.
/// Equations and sources: docs/methods/physics/plasma_etch.md.
struct PlasmaEtch {
  template <class Number>
  struct InputOf {
    Number time_s;
    Number initial_depth_m;
    Number width_m;
    Number wafers_since_clean;
    Number neutral_rate_m_per_s;
    Number ion_rate_m_per_s;
    Number sticking;
    Number unseasoned_loss;
    Number seasoning_wafers;
    Number drift_per_wafer;
  };
  template <class Number>
  struct OutputOf {
    Number depth_m;
    Number aspect_ratio;
    Number open_rate_m_per_s;
    Number end_rate_m_per_s;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "plasma_etch";
  static constexpr const char* kTitle = "Plasma etch of a trench (aspect ratio, chamber drift)";
  static constexpr const char* kPage = "physics/plasma_etch.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "time_s", "s", 0, 7200, 60, "etching time"},
      {Role::kInput, "initial_depth_m", "m", 0, 1e-4, 0, "depth before"},
      {Role::kInput, "width_m", "m", 1e-9, 1e-2, 1e-7, "opening of the trench"},
      {Role::kInput, "wafers_since_clean", "1", 0, 1e4, 100, "wafers since the chamber's clean"},
      {Role::kParameter, "neutral_rate_m_per_s", "m/s", 1e-11, 1e-6, 1.6666666666666667e-8,
       "rate if only the neutral flux limited"},
      {Role::kParameter, "ion_rate_m_per_s", "m/s", 1e-11, 1e-6, 5e-9,
       "rate if only the ion flux limited"},
      {Role::kParameter, "sticking", "1", 0, 1, 0.1, "chance that a neutral reacts at the bottom"},
      {Role::kParameter, "unseasoned_loss", "1", 0, 0.9, 0, "rate lost right after a clean"},
      {Role::kParameter, "seasoning_wafers", "1", 0.1, 1000, 5, "wafers that season the chamber"},
      {Role::kParameter, "drift_per_wafer", "1", -5e-5, 5e-5, 0, "relative change of the rate"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "depth_m", "m", 0, 0.02, 0, "depth afterwards"},
      {Role::kOutput, "aspect_ratio", "1", 0, 1e7, 0, "depth / width"},
      {Role::kOutput, "open_rate_m_per_s", "m/s", 0, 1e-6, 0, "rate on an open area"},
      {Role::kOutput, "end_rate_m_per_s", "m/s", 0, 1e-6, 0, "rate at the bottom at the end"}};

  /// Rate at an aspect ratio over the rate on an open area: K/(K + S - K S), K = 1/(1 + 3 AR/8).
  template <class Number>
  TWINLINE_HD static Number relative_rate(Number aspect_ratio, Number sticking) {
    return 1.0 / (1.0 + 0.375 * sticking * aspect_ratio);
  }

  /// Rate of the chamber over that of a seasoned one without drift.
  template <class Number>
  TWINLINE_HD static Number chamber_factor(const InputOf<Number>& in,
                                           math::As<Number> per_seasoning_wafers) {
    const Number seasoning =
        1.0 - in.unseasoned_loss * math::exp(-in.wafers_since_clean * per_seasoning_wafers);
    return seasoning * (1.0 + in.drift_per_wafer * in.wafers_since_clean);
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number neutral = in.neutral_rate_m_per_s;
    const Number ion = in.ion_rate_m_per_s;
    // One division for three quotients.
    const Number both = neutral + ion;
    const Number trench = in.width_m * in.seasoning_wafers;
    const Number inverse = 1.0 / (both * trench);
    const Number per_width = in.seasoning_wafers * (both * inverse);
    const Number open_rate =
        (neutral * ion) * (trench * inverse) * chamber_factor(in, in.width_m * (both * inverse));
    // dd/dt = rate / (1 + 2 q d), q = 3 S / (16 w), so d + q d^2 grows linearly with time.
    const Number q = 0.1875 * in.sticking * per_width;
    const Number d0 = in.initial_depth_m;
    const Number level = d0 + q * d0 * d0 + open_rate * in.time_s;
    const Number root = math::sqrt(1.0 + 4.0 * q * level);
    const Number solved = 2.0 * level / (1.0 + root);
    const Number depth = larger(solved, d0);
    const Number aspect_ratio = depth * per_width;
    return {depth, aspect_ratio, open_rate, open_rate * relative_rate(aspect_ratio, in.sticking)};
  }
};

}  // namespace twinline

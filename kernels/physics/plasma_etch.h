#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Plasma etching of a trench: neutral and ion fluxes in series, slower the deeper the trench
/// (Coburn and Winters), in a chamber that drifts between cleans.
/// Equations and sources: docs/methods/physics/plasma_etch.md.
struct PlasmaEtch {
  struct Input {
    double time_s;
    double initial_depth_m;
    double width_m;
    double wafers_since_clean;
    double neutral_rate_m_per_s;
    double ion_rate_m_per_s;
    double sticking;
    double unseasoned_loss;
    double seasoning_wafers;
    double drift_per_wafer;
  };
  struct Output {
    double depth_m;
    double aspect_ratio;
    double open_rate_m_per_s;
    double end_rate_m_per_s;
  };

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
  TWINLINE_HD static double relative_rate(double aspect_ratio, double sticking) {
    return 1.0 / (1.0 + 0.375 * sticking * aspect_ratio);
  }

  /// Rate of the chamber over that of a seasoned one without drift.
  TWINLINE_HD static double chamber_factor(const Input& in) {
    const double seasoning =
        1.0 - in.unseasoned_loss * math::exp(-in.wafers_since_clean / in.seasoning_wafers);
    return seasoning * (1.0 + in.drift_per_wafer * in.wafers_since_clean);
  }

  TWINLINE_HD Output operator()(const Input& in) const {
    const double neutral = in.neutral_rate_m_per_s;
    const double ion = in.ion_rate_m_per_s;
    const double open_rate = neutral * ion / (neutral + ion) * chamber_factor(in);
    // dd/dt = rate / (1 + 2 q d), q = 3 S / (16 w), so d + q d^2 grows linearly with time.
    const double q = 0.1875 * in.sticking / in.width_m;
    const double d0 = in.initial_depth_m;
    const double level = d0 + q * d0 * d0 + open_rate * in.time_s;
    const double root = math::sqrt(1.0 + 4.0 * q * level);
    const double solved = 2.0 * level / (1.0 + root);
    const double depth = solved > d0 ? solved : d0;
    const double aspect_ratio = depth / in.width_m;
    return {depth, aspect_ratio, open_rate, open_rate * relative_rate(aspect_ratio, in.sticking)};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/math/elementary.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Width of a printed line over dose and focus: Bossung curves as a polynomial in the logarithm of
/// the dose and in the defocus. Equations and sources: docs/methods/physics/lithography.md.
struct LithographyCd {
  template <class Number>
  struct InputOf {
    Number dose_j_per_m2;
    Number focus_m;
    Number cd_m;
    Number best_dose_j_per_m2;
    Number best_focus_m;
    Number dose_slope_m;
    Number dose_curvature_m;
    Number focus_curvature_per_m;
    Number dose_focus_per_m;
  };
  template <class Number>
  struct OutputOf {
    Number width_m;
    Number isofocal_dose_j_per_m2;
    Number dose_sensitivity_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "lithography_cd";
  static constexpr const char* kTitle = "Line width over dose and focus (Bossung)";
  static constexpr const char* kPage = "physics/lithography.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "dose_j_per_m2", "J/m^2", 1, 1e4, 300, "exposure (10 J/m^2 = 1 mJ/cm^2)"},
      {Role::kInput, "focus_m", "m", -1e-5, 1e-5, 0, "focus of the scanner"},
      {Role::kParameter, "cd_m", "m", 1e-9, 1e-5, 5e-8, "width at best dose and focus"},
      {Role::kParameter, "best_dose_j_per_m2", "J/m^2", 1, 1e4, 300, "dose that prints cd_m"},
      {Role::kParameter, "best_focus_m", "m", -1e-5, 1e-5, 0, "focus of the curves' extremes"},
      {Role::kParameter, "dose_slope_m", "m", -1e-6, 1e-6, -3e-8, "change by ln(dose)"},
      {Role::kParameter, "dose_curvature_m", "m", -1e-6, 1e-6, 1e-8, "change by ln(dose)^2"},
      {Role::kParameter, "focus_curvature_per_m", "1/m", -1e7, 1e7, -4e5, "change by defocus^2"},
      {Role::kParameter, "dose_focus_per_m", "1/m", -1e8, 1e8, 3e6,
       "change by ln(dose) defocus^2"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "width_m", "m", 0, 0.4, 0, "printed width; 0: the line is gone"},
      {Role::kOutput, "isofocal_dose_j_per_m2", "J/m^2", 0, 1e8, 0,
       "dose at which the width does not change with focus; 0: none below 1e8"},
      {Role::kOutput, "dose_sensitivity_m", "m", -1, 1, 0, "change of width by ln(dose), here"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number e = math::log(in.dose_j_per_m2 / in.best_dose_j_per_m2);
    const Number f = in.focus_m - in.best_focus_m;
    const Number f2 = f * f;
    const Number width = in.cd_m + e * (in.dose_slope_m + e * in.dose_curvature_m) +
                         f2 * (in.focus_curvature_per_m + e * in.dose_focus_per_m);
    const Number sensitivity =
        in.dose_slope_m + 2.0 * e * in.dose_curvature_m + f2 * in.dose_focus_per_m;
    return {select(width > 0.0, width, 0.0), isofocal_dose(in), sensitivity};
  }

  template <class Number>
  TWINLINE_HD static Number isofocal_dose(const InputOf<Number>& in) {
    constexpr double kLargest = 1e8;
    const Number dose =
        in.best_dose_j_per_m2 * math::exp(-in.focus_curvature_per_m / in.dose_focus_per_m);
    return select(in.dose_focus_per_m != 0.0 && dose <= kLargest, dose, 0.0);
  }
};

/// Rate at which exposed resist dissolves: Dill's exposure without bleaching and Mack's
/// development. Equations and sources: docs/methods/physics/lithography.md.
struct ResistDevelopment {
  template <class Number>
  struct InputOf {
    Number dose_j_per_m2;
    Number depth_m;
    Number exposure_m2_per_j;
    Number absorption_per_m;
    Number largest_rate_m_per_s;
    Number smallest_rate_m_per_s;
    Number threshold_inhibitor;
    Number selectivity;
  };
  template <class Number>
  struct OutputOf {
    Number inhibitor;
    Number rate_m_per_s;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "resist_development";
  static constexpr const char* kTitle = "Dissolution of exposed resist (Dill, Mack)";
  static constexpr const char* kPage = "physics/lithography.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "dose_j_per_m2", "J/m^2", 0, 1e4, 300, "exposure at the top of the resist"},
      {Role::kInput, "depth_m", "m", 0, 1e-4, 0, "below the top of the resist"},
      {Role::kParameter, "exposure_m2_per_j", "m^2/J", 0, 1, 0.003, "Dill's C"},
      {Role::kParameter, "absorption_per_m", "1/m", 0, 1e8, 5e5, "Dill's B"},
      {Role::kParameter, "largest_rate_m_per_s", "m/s", 1e-10, 1e-5, 1e-7, "fully exposed"},
      {Role::kParameter, "smallest_rate_m_per_s", "m/s", 0, 1e-7, 1e-10, "unexposed"},
      {Role::kParameter, "threshold_inhibitor", "1", 0, 0.99, 0.5,
       "inhibitor left where the curve bends"},
      {Role::kParameter, "selectivity", "1", 1.01, 50, 5, "exponent n of the contrast"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "inhibitor", "1", 0, 1, 0, "share of the inhibitor left"},
      {Role::kOutput, "rate_m_per_s", "m/s", 0, 2e-5, 0, "dissolution rate"}};

  /// Mack's rate for a share of inhibitor left.
  template <class Number>
  TWINLINE_HD static Number rate(const InputOf<Number>& in, math::As<Number> inhibitor) {
    const Number n = in.selectivity;
    const Number a = (n + 1.0) / (n - 1.0) * math::pow(1.0 - in.threshold_inhibitor, n);
    const Number cleared = math::pow(1.0 - inhibitor, n);
    return in.largest_rate_m_per_s * (a + 1.0) * cleared / (a + cleared) + in.smallest_rate_m_per_s;
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number dose = in.dose_j_per_m2 * math::exp(-in.absorption_per_m * in.depth_m);
    const Number inhibitor = math::exp(-in.exposure_m2_per_j * dose);
    return {inhibitor, rate(in, inhibitor)};
  }
};

}  // namespace twinline

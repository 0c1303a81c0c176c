#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Thermal oxidation of silicon: Deal and Grove's linear-parabolic law.
/// Equations and sources: docs/methods/physics/thermal_oxidation.md.
struct ThermalOxidation {
  template <class Number>
  struct InputOf {
    Number temperature_k;
    Number time_s;
    Number initial_oxide_m;
    Number parabolic_factor_m2_per_s;
    Number parabolic_energy_ev;
    Number linear_factor_m_per_s;
    Number linear_energy_ev;
  };
  template <class Number>
  struct OutputOf {
    Number oxide_m;
    Number silicon_used_m;
    Number rate_m_per_s;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "thermal_oxidation";
  static constexpr const char* kTitle = "Thermal oxidation of silicon (Deal-Grove)";
  static constexpr const char* kPage = "physics/thermal_oxidation.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "temperature_k", "K", 973.15, 1473.15, 1273.15, "of the wafer"},
      {Role::kInput, "time_s", "s", 0, 1e6, 3600, "in the oxidant"},
      {Role::kInput, "initial_oxide_m", "m", 0, 1e-5, 0,
       "oxide before (25 nm stands for dry growth's fast start)"},
      {Role::kParameter, "parabolic_factor_m2_per_s", "m^2/s", 1e-15, 1e-11, 2.1444444444444445e-13,
       "B at infinite temperature (dry: 772 um^2/h)"},
      {Role::kParameter, "parabolic_energy_ev", "eV", 0.5, 2, 1.23, "activation energy of B"},
      {Role::kParameter, "linear_factor_m_per_s", "m/s", 1e-5, 0.1, 1.0305555555555556e-3,
       "B/A at infinite temperature (dry, (100): 3.71e6 um/h)"},
      {Role::kParameter, "linear_energy_ev", "eV", 1, 3, 2.0, "activation energy of B/A"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "oxide_m", "m", 0, 1e-3, 0, "oxide afterwards"},
      {Role::kOutput, "silicon_used_m", "m", 0, 1e-3, 0, "0.44 of the new oxide"},
      {Role::kOutput, "rate_m_per_s", "m/s", 0, 1e-4, 0, "growth rate at the end"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number per_ev = -1.0 / (kBoltzmannEvPerK * in.temperature_k);
    const Number parabolic =
        in.parabolic_factor_m2_per_s * math::exp(in.parabolic_energy_ev * per_ev);
    const Number linear = in.linear_factor_m_per_s * math::exp(in.linear_energy_ev * per_ev);
    // x^2 + A x = B (t + tau), solved for x without the difference of near numbers.
    const Number x0 = in.initial_oxide_m;
    const Number per_a = linear / parabolic;
    const Number reach = linear * in.time_s + x0 * (x0 * per_a + 1.0);  // B/A (t + tau)
    const Number root = math::sqrt(1.0 + 4.0 * per_a * reach);          // (2 x + A) / A
    const Number after = 1.0 + root;
    const Number inverse = 1.0 / (after * root);  // one division for both quotients
    const Number oxide = larger(2.0 * reach * (root * inverse), x0);
    return {oxide, 0.44 * (oxide - x0), linear * (after * inverse)};
  }
};

}  // namespace twinline

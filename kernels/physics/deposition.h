#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/exponential.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Chemical vapour deposition: reaction at the surface and transport through the gas in series
/// (Grove). Equations and sources: docs/methods/physics/deposition.md.
struct CvdDeposition {
  template <class Number>
  struct InputOf {
    Number temperature_k;
    Number time_s;
    Number gas_per_m3;
    Number transport_m_per_s;
    Number reaction_factor_m_per_s;
    Number reaction_energy_ev;
    Number film_per_m3;
  };
  template <class Number>
  struct OutputOf {
    Number thickness_m;
    Number rate_m_per_s;
    Number transport_share;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "cvd_deposition";
  static constexpr const char* kTitle = "Chemical vapour deposition (reaction and transport)";
  static constexpr const char* kPage = "physics/deposition.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "temperature_k", "K", 473.15, 1473.15, 893.15, "of the wafer"},
      {Role::kInput, "time_s", "s", 0, 1e5, 600, "in the gas"},
      {Role::kInput, "gas_per_m3", "1/m^3", 1e18, 1e25, 1e21, "molecules of the source in the gas"},
      {Role::kParameter, "transport_m_per_s", "m/s", 1e-4, 1, 0.05, "mass transfer coefficient"},
      {Role::kParameter, "reaction_factor_m_per_s", "m/s", 1, 1e9, 1e7,
       "reaction coefficient at infinite temperature"},
      {Role::kParameter, "reaction_energy_ev", "eV", 0.1, 4, 1.6,
       "activation energy (polysilicon from silane: 1.6)"},
      {Role::kParameter, "film_per_m3", "1/m^3", 1e27, 1e30, 5e28,
       "molecules of the source that a volume of film takes"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "thickness_m", "m", 0, 1e3, 0, "film deposited"},
      {Role::kOutput, "rate_m_per_s", "m/s", 0, 0.01, 0, "growth rate"},
      {Role::kOutput, "transport_share", "1", 0, 1, 0,
       "share of the resistance that is transport: 0 reaction-limited, 1 transport-limited"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number reaction =
        in.reaction_factor_m_per_s *
        math::exp(-in.reaction_energy_ev / (kBoltzmannEvPerK * in.temperature_k));
    const Number both = reaction + in.transport_m_per_s;
    const Number inverse = 1.0 / (both * in.film_per_m3);  // one division for both quotients
    const Number rate = (reaction * in.transport_m_per_s) * (in.gas_per_m3 * inverse);
    return {rate * in.time_s, rate, reaction * (in.film_per_m3 * inverse)};
  }
};

/// Atomic layer deposition: saturating half-reactions, a fixed growth a cycle.
/// Equations and sources: docs/methods/physics/deposition.md.
struct AldDeposition {
  template <class Number>
  struct InputOf {
    Number cycles;
    Number pulse_s;
    Number pressure_pa;
    Number growth_per_cycle_m;
    Number uptake_per_pa_s;
  };
  template <class Number>
  struct OutputOf {
    Number thickness_m;
    Number saturation;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "ald_deposition";
  static constexpr const char* kTitle = "Atomic layer deposition (saturating pulses)";
  static constexpr const char* kPage = "physics/deposition.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "cycles", "1", 0, 1e5, 100, "number of cycles"},
      {Role::kInput, "pulse_s", "s", 0, 100, 0.1, "length of a pulse of the source"},
      {Role::kInput, "pressure_pa", "Pa", 0, 1e4, 10, "partial pressure of the source"},
      {Role::kParameter, "growth_per_cycle_m", "m", 1e-12, 1e-9, 1e-10,
       "at saturation (Al2O3 from TMA and water at 200 degC: 0.1 nm)"},
      {Role::kParameter, "uptake_per_pa_s", "1/(Pa s)", 1e-6, 1e3, 5, "rate of adsorption"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "thickness_m", "m", 0, 1e-4, 0, "film deposited"},
      {Role::kOutput, "saturation", "1", 0, 1, 0, "share of the sites that a pulse fills"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number filled = -math::expm1(-in.uptake_per_pa_s * in.pressure_pa * in.pulse_s);
    return {in.cycles * in.growth_per_cycle_m * filled, filled};
  }
};

}  // namespace twinline

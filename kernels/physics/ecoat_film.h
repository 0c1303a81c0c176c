#pragma once

#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Film of an electrodeposition bath: a resistance that grows with the film throttles the current.
/// Equations and sources: docs/methods/physics/ecoat_film.md.
struct EcoatFilm {
  template <class Number>
  struct InputOf {
    Number voltage_v;
    Number time_s;
    Number start_m;
    Number yield_m3_per_c;
    Number film_ohm_m;
    Number bath_ohm_m2;
  };
  template <class Number>
  struct OutputOf {
    Number film_m;
    Number current_a_per_m2;
    Number charge_c_per_m2;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "ecoat_film";
  static constexpr const char* kTitle = "Electrodeposition of a primer (film build)";
  static constexpr const char* kPage = "physics/ecoat_film.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "voltage_v", "V", 0, 500, 250, "between body and anode"},
      {Role::kInput, "time_s", "s", 0, 1000, 180, "in the bath under voltage"},
      {Role::kInput, "start_m", "m", 0, 1e-4, 0, "film that is there before"},
      {Role::kParameter, "yield_m3_per_c", "m^3/C", 1e-9, 1e-6, 2e-8, "film per charge"},
      {Role::kParameter, "film_ohm_m", "V m/A", 1e4, 1e8, 3e6, "specific resistance of the film"},
      {Role::kParameter, "bath_ohm_m2", "V m^2/A", 0.01, 1000, 4,
       "resistance of the bath over a unit of area"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "film_m", "m", 0, 0.011, 0, "thickness at the end"},
      {Role::kOutput, "current_a_per_m2", "A/m^2", 0, 5.1e4, 0, "at the end"},
      {Role::kOutput, "charge_c_per_m2", "C/m^2", 0, 1.1e7, 0, "that has flowed"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number before = in.bath_ohm_m2 + in.film_ohm_m * in.start_m;
    const Number drive = 2.0 * in.voltage_v * in.time_s;
    const Number after = math::sqrt(before * before + in.film_ohm_m * in.yield_m3_per_c * drive);
    // The root of the quadratic without cancellation: exact for a film that hardly grows. One
    // division for both quotients.
    const Number sum = before + after;
    const Number inverse = 1.0 / (sum * after);
    const Number charge = drive * (after * inverse);
    return {in.start_m + charge * in.yield_m3_per_c, in.voltage_v * (sum * inverse), charge};
  }
};

}  // namespace twinline

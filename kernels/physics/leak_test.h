#pragma once

#include "twinline/math/elementary.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Pressure that a leaking volume loses in a test, and the leak that the gauge indicates.
/// Equations and sources: docs/methods/physics/leak_test.md.
struct LeakTest {
  template <class Number>
  struct InputOf {
    Number leak_pa_m3_per_s;
    Number pressure_pa;
    Number time_s;
    Number warming_k;
    Number volume_m3;
    Number room_pa;
    Number room_k;
  };
  template <class Number>
  struct OutputOf {
    Number drop_pa;
    Number leak_drop_pa;
    Number indicated_pa_m3_per_s;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "leak_test";
  static constexpr const char* kTitle = "Leak test by pressure decay";
  static constexpr const char* kPage = "physics/leak_test.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "leak_pa_m3_per_s", "Pa m^3/s", 0, 10, 1.68875e-3,
       "leak at the full test pressure; 1 sccm is 1.68875e-3"},
      {Role::kInput, "pressure_pa", "Pa", 100, 1e7, 20000, "test pressure above the room's"},
      {Role::kInput, "time_s", "s", 0.1, 3600, 30, "of the measurement"},
      {Role::kInput, "warming_k", "K", -20, 20, 0, "of the gas during it"},
      {Role::kParameter, "volume_m3", "m^3", 1e-6, 10, 1e-3, "of part and gauge"},
      {Role::kParameter, "room_pa", "Pa", 5e4, 1.2e5, 101325, "pressure of the room"},
      {Role::kParameter, "room_k", "K", 250, 350, 293.15, "temperature at the begin"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "drop_pa", "Pa", -9e5, 1.1e7, 0, "of the pressure, as the gauge sees it"},
      {Role::kOutput, "leak_drop_pa", "Pa", 0, 1e7, 0, "the part of it that is the leak's"},
      {Role::kOutput, "indicated_pa_m3_per_s", "Pa m^3/s", -9e7, 1.1e9, 0,
       "leak by drop x volume / time"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    // One division for three quotients.
    const Number stored = in.pressure_pa * in.volume_m3;
    const Number waited = in.room_k * in.time_s;
    const Number inverse = 1.0 / (stored * waited);
    const Number per_stored = waited * inverse;
    const Number per_waited = stored * inverse;
    const Number left = math::exp(-(in.leak_pa_m3_per_s * in.time_s) * per_stored);
    const Number lost = in.pressure_pa * (1.0 - left);
    const Number warmed =
        (in.pressure_pa * left + in.room_pa) * (in.warming_k * (in.time_s * per_waited));
    const Number drop = lost - warmed;
    return {drop, lost, drop * (in.volume_m3 * in.room_k * per_waited)};
  }
};

}  // namespace twinline

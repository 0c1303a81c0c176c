#pragma once

#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Temperature of a wafer under lamps: absorbed flux against radiation from both faces.
/// Equations and sources: docs/methods/physics/rapid_thermal.md.
struct RapidThermal {
  template <class Number>
  struct InputOf {
    Number absorbed_w_per_m2;
    Number time_s;
    Number start_k;
    Number wall_k;
    Number emissivity;
    Number thickness_m;
    Number density_kg_per_m3;
    Number heat_j_per_kg_k;
  };
  template <class Number>
  struct OutputOf {
    Number end_k;
    Number steady_k;
    Number emitted_j_per_m2;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "rapid_thermal";
  static constexpr const char* kTitle = "Rapid thermal processing (radiative heat balance)";
  static constexpr const char* kPage = "physics/rapid_thermal.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "absorbed_w_per_m2", "W/m^2", 0, 5e5, 2.5e5, "flux that the wafer absorbs"},
      {Role::kInput, "time_s", "s", 0, 600, 10, "time under it"},
      {Role::kInput, "start_k", "K", 200, 1700, 300, "temperature at the beginning"},
      {Role::kParameter, "wall_k", "K", 0, 1200, 300, "temperature of the walls"},
      {Role::kParameter, "emissivity", "1", 0.1, 1, 0.7, "of both faces"},
      {Role::kParameter, "thickness_m", "m", 2e-4, 2e-3, 7.75e-4, "of the wafer"},
      {Role::kParameter, "density_kg_per_m3", "kg/m^3", 1500, 10000, 2330, "of silicon"},
      {Role::kParameter, "heat_j_per_kg_k", "J/(kg K)", 500, 2000, 900, "of hot silicon"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "end_k", "K", 0, 3000, 0, "temperature at the end"},
      {Role::kOutput, "steady_k", "K", 0, 3000, 0, "temperature after a long time"},
      {Role::kOutput, "emitted_j_per_m2", "J/m^2", -1e8, 4e8, 0,
       "radiated to the walls, net, both faces"}};
  /// A chain that needs few registers: more of them fill its waits (tile.h).
  static constexpr int kSideBySide = 8;

  template <class Number>
  TWINLINE_HD static Number fourth_power(Number x) {
    return (x * x) * (x * x);
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    using math::whole_bits;
    using math::whole_number;
    const Number capacity = in.density_kg_per_m3 * in.heat_j_per_kg_k * in.thickness_m;
    const Number radiation = 2.0 * in.emissivity * kStefanBoltzmannWPerM2K4;
    const Number source = in.absorbed_w_per_m2 + radiation * fourth_power(in.wall_k);
    const Number steady = math::sqrt(math::sqrt(source / radiation));
    // Steps of a tenth of the shortest time constant on the way: Runge and Kutta's error is then
    // below 1e-6 of the change.
    const Number hottest = select(in.start_k > steady, in.start_k, steady);
    const Number fastest = 4.0 * radiation * hottest * hottest * hottest / capacity;
    const Number n_steps = 4.0 + whole_number(whole_bits(10.0 * fastest * in.time_s));
    const Number step_s = in.time_s / n_steps;
    const Number gain = step_s * (source / capacity);  // of a step
    const Number loss = step_s * (radiation / capacity);
    const Number half_gain = 0.5 * gain;
    const Number half_loss = 0.5 * loss;
    const Number sixth_gain = gain / 6.0;
    const Number sixth_loss = loss / 6.0;
    Number t = in.start_k;
    for (double done = 0; any(n_steps > done); done += 1.0) {
      // The four slopes by the temperatures that follow from them: a shorter chain.
      const Number half_on = t + half_gain;
      const Number second = half_on - half_loss * fourth_power(t);
      const Number third = half_on - half_loss * fourth_power(second);
      const Number fourth = (t + gain) - loss * fourth_power(third);
      const Number next = ((second - t) + (2.0 * third + fourth)) * (1.0 / 3.0) +
                          (sixth_gain - sixth_loss * fourth_power(fourth));
      t = select(n_steps > done, next, t);
    }
    // What came in and is not in the wafer went out.
    const Number emitted = in.absorbed_w_per_m2 * in.time_s - capacity * (t - in.start_k);
    return {t, steady, emitted};
  }
};

}  // namespace twinline

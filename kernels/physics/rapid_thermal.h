#pragma once

#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Temperature of a wafer under lamps: absorbed flux against radiation from both faces.
/// Equations and sources: docs/methods/physics/rapid_thermal.md.
struct RapidThermal {
  struct Input {
    double absorbed_w_per_m2;
    double time_s;
    double start_k;
    double wall_k;
    double emissivity;
    double thickness_m;
    double density_kg_per_m3;
    double heat_j_per_kg_k;
  };
  struct Output {
    double end_k;
    double steady_k;
    double emitted_j_per_m2;
  };

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

  TWINLINE_HD static double fourth_power(double x) { return (x * x) * (x * x); }

  TWINLINE_HD Output operator()(const Input& in) const {
    const double capacity = in.density_kg_per_m3 * in.heat_j_per_kg_k * in.thickness_m;
    const double radiation = 2.0 * in.emissivity * kStefanBoltzmannWPerM2K4;
    const double source = in.absorbed_w_per_m2 + radiation * fourth_power(in.wall_k);
    const double steady = math::sqrt(math::sqrt(source / radiation));
    // Steps of a tenth of the shortest time constant on the way: Runge and Kutta's error is then
    // below 1e-6 of the change.
    const double hottest = in.start_k > steady ? in.start_k : steady;
    const double fastest = 4.0 * radiation * hottest * hottest * hottest / capacity;
    const int n_steps = 4 + static_cast<int>(10.0 * fastest * in.time_s);
    const double h = in.time_s / n_steps;
    const double gain = source / capacity;
    const double loss = radiation / capacity;
    double t = in.start_k;
    for (int i = 0; i < n_steps; ++i) {
      const double k1 = gain - loss * fourth_power(t);
      const double k2 = gain - loss * fourth_power(t + 0.5 * h * k1);
      const double k3 = gain - loss * fourth_power(t + 0.5 * h * k2);
      const double k4 = gain - loss * fourth_power(t + h * k3);
      t += h / 6.0 * ((k1 + k4) + 2.0 * (k2 + k3));
    }
    // What came in and is not in the wafer went out.
    const double emitted = in.absorbed_w_per_m2 * in.time_s - capacity * (t - in.start_k);
    return {t, steady, emitted};
  }
};

}  // namespace twinline

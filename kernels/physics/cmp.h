#pragma once

#include <cstddef>

#include "twinline/math/exponential.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Removal by chemical-mechanical polishing: Preston's law over the wafer's radius, averaged over
/// a turn of the carrier, with a pad that wears. Equations and sources:
/// docs/methods/physics/cmp.md.
struct Cmp {
  template <class Number>
  struct InputOf {
    Number time_s;
    Number pressure_pa;
    Number platen_speed_rad_per_s;
    Number carrier_speed_rad_per_s;
    Number pad_age_s;
    Number preston_per_pa;
    Number centre_distance_m;
    Number wafer_radius_m;
    Number edge_pressure;
    Number pad_floor;
    Number pad_life_s;
  };
  template <class Number>
  struct OutputOf {
    Number removed_mean_m;
    Number removed_centre_m;
    Number removed_edge_m;
    Number nonuniformity;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "cmp";
  static constexpr const char* kTitle = "Chemical-mechanical polishing (Preston, radial, pad wear)";
  static constexpr const char* kPage = "physics/cmp.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "time_s", "s", 0, 1800, 60, "polishing time"},
      {Role::kInput, "pressure_pa", "Pa", 0, 1e5, 20684, "mean pressure on the wafer"},
      {Role::kInput, "platen_speed_rad_per_s", "rad/s", 0, 20, 6.283185307179586, "of the pad"},
      {Role::kInput, "carrier_speed_rad_per_s", "rad/s", 0, 20, 6.283185307179586, "of the wafer"},
      {Role::kInput, "pad_age_s", "s", 0, 1e7, 0, "polishing since the pad was new or conditioned"},
      {Role::kParameter, "preston_per_pa", "1/Pa", 1e-15, 1e-11, 1e-13, "Preston's coefficient"},
      {Role::kParameter, "centre_distance_m", "m", 0.05, 0.6, 0.2, "platen axis to carrier axis"},
      {Role::kParameter, "wafer_radius_m", "m", 0.01, 0.25, 0.15, "radius of the wafer"},
      {Role::kParameter, "edge_pressure", "1", -0.9, 2, 0,
       "surplus of pressure at the edge over the centre, growing as r^2"},
      {Role::kParameter, "pad_floor", "1", 0, 1, 0.7, "share of its rate that a worn pad keeps"},
      {Role::kParameter, "pad_life_s", "s", 1, 1e7, 36000, "time constant of the pad's wear"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "removed_mean_m", "m", 0, 0.1, 0, "mean over the wafer's area"},
      {Role::kOutput, "removed_centre_m", "m", 0, 0.1, 0, "at the centre"},
      {Role::kOutput, "removed_edge_m", "m", 0, 0.1, 0, "at the edge"},
      {Role::kOutput, "nonuniformity", "1", 0, 2, 0, "standard deviation over the area / mean"}};

  /// Mean sliding speed, m/s, of a point at the share s = (r/R)^2 of the area: the speed
  /// |a + b e^(i phi)|, a = platen speed x centre distance, b = difference of speeds x r, averaged
  /// over 32 angles of a turn. Relative error below 1e-12 for b < a/2, below 2e-3 everywhere.
  template <class Number>
  TWINLINE_HD static Number mean_speed(const InputOf<Number>& in, double s) {
    constexpr double kCosine[8] = {0.99518472667219693, 0.95694033573220882, 0.88192126434835505,
                                   0.77301045336273699, 0.63439328416364549, 0.47139673682599764,
                                   0.29028467725446233, 0.098017140329560604};
    const Number a = in.platen_speed_rad_per_s * in.centre_distance_m;
    const Number b = (in.platen_speed_rad_per_s - in.carrier_speed_rad_per_s) * in.wafer_radius_m *
                     math::sqrt(s);
    const Number squares = a * a + b * b;
    Number sum = 0.0;
    for (const double cosine : kCosine) {
      const Number mixed = 2.0 * a * b * cosine;
      const Number behind = squares - mixed;  // rounding may take it below 0 where |a| = |b|
      const Number ahead = squares + mixed;
      sum += math::sqrt(select(ahead > 0.0, ahead, 0.0)) +
             math::sqrt(select(behind > 0.0, behind, 0.0));
    }
    return sum / 16.0;
  }

  /// Integral of the pad's relative rate over the polishing time, s.
  template <class Number>
  TWINLINE_HD static Number pad_time(const InputOf<Number>& in) {
    const Number fresh = -math::expm1(-in.time_s / in.pad_life_s) * in.pad_life_s *
                         math::exp(-in.pad_age_s / in.pad_life_s);
    return in.pad_floor * in.time_s + (1.0 - in.pad_floor) * fresh;
  }

  /// Film removed, m, at the share s of the area inside.
  template <class Number>
  TWINLINE_HD static Number removed(const InputOf<Number>& in, double s,
                                    math::As<Number> pad_time_s) {
    // The mean of 1 + e s over the area is 1 + e/2: the mean pressure stays the given one.
    const Number pressure_pa =
        in.pressure_pa * (1.0 + in.edge_pressure * s) / (1.0 + 0.5 * in.edge_pressure);
    return in.preston_per_pa * pressure_pa * mean_speed(in, s) * pad_time_s;
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    // Gauss and Legendre's five points on [0, 1]: the area's measure is uniform in s.
    constexpr double kNode[5] = {0.046910077030668, 0.23076534494715845, 0.5, 0.76923465505284155,
                                 0.953089922969332};
    constexpr double kWeight[5] = {0.11846344252809454, 0.23931433524968324, 0.28444444444444444,
                                   0.23931433524968324, 0.11846344252809454};
    const Number pad_time_s = pad_time(in);
    Number depth[5];
    Number mean = 0.0;
    for (int i = 0; i < 5; ++i) {
      depth[i] = removed(in, kNode[i], pad_time_s);
      mean += kWeight[i] * depth[i];
    }
    Number variance = 0.0;
    for (int i = 0; i < 5; ++i) variance += kWeight[i] * (depth[i] - mean) * (depth[i] - mean);
    return {mean, removed(in, 0.0, pad_time_s), removed(in, 1.0, pad_time_s),
            select(mean > 0.0, math::sqrt(variance) / mean, 0.0)};
  }
};

}  // namespace twinline

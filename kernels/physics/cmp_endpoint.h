#pragma once

#include "twinline/math/exponential.h"
#include "twinline/physics/cmp.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// How long chemical-mechanical polishing must last to remove a film: the inverse of Cmp in time.
/// Equations and sources: docs/methods/physics/cmp_endpoint.md.
struct CmpEndpoint {
  template <class Number>
  struct InputOf {
    Number target_m;
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
    Number longest_s;
  };
  template <class Number>
  struct OutputOf {
    Number time_s;
    Number removed_mean_m;
    Number reached;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "cmp_endpoint";
  static constexpr const char* kTitle = "Polishing time to an end point (Preston, pad wear)";
  static constexpr const char* kPage = "physics/cmp_endpoint.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "target_m", "m", 0, 1e-5, 4e-7, "film to be removed, mean over the wafer"},
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
      {Role::kParameter, "pad_life_s", "s", 1, 1e7, 36000, "time constant of the pad's wear"},
      {Role::kParameter, "longest_s", "s", 1, 1800, 600, "the polish is given up after this time"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "time_s", "s", 0, 1800, 0, "polishing time"},
      {Role::kOutput, "removed_mean_m", "m", 0, 0.1, 0, "mean over the wafer's area"},
      {Role::kOutput, "reached", "1", 0, 1, 0, "1: the end point came before the longest time"}};
  /// A chain that needs few registers: more of them fill its waits (tile.h).
  static constexpr int kSideBySide = 8;

  template <class Number>
  TWINLINE_HD static Cmp::InputOf<Number> polish(const InputOf<Number>& in, Number time_s) {
    return {time_s,
            in.pressure_pa,
            in.platen_speed_rad_per_s,
            in.carrier_speed_rad_per_s,
            in.pad_age_s,
            in.preston_per_pa,
            in.centre_distance_m,
            in.wafer_radius_m,
            in.edge_pressure,
            in.pad_floor,
            in.pad_life_s};
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr int kSteps = 8;
    const Cmp::InputOf<Number> unit = polish(in, Number(1.0));
    Number rate = 0.0;  // m of film a second of a fresh pad
    for (int i = 0; i < Cmp::kNodes; ++i) {
      rate += Cmp::weight(i) * Cmp::removed(unit, Cmp::node(i), 1.0);
    }
    // The time wanted of a fresh pad; a rate of nothing never gets there.
    const Number wanted =
        select(rate > 0.0, in.target_m / rate, select(in.target_m > 0.0, 1e9, 0.0));
    const Number fresh =
        (1.0 - in.pad_floor) * math::exp(-in.pad_age_s / in.pad_life_s);  // and beyond the floor
    // The pad's time is a concave function of the polish's: Newton's steps rise to the root.
    Number time = 0.0;
    for (int i = 0; i < kSteps; ++i) {
      const Number slope = in.pad_floor + fresh * math::exp(-time / in.pad_life_s);
      const Number step = (wanted - Cmp::pad_time(polish(in, time))) / slope;
      const Number next = time + select(slope > 0.0, step, Number(in.longest_s));
      time = select(next < in.longest_s, select(next > time, next, time), in.longest_s);
    }
    const Number removed = rate * Cmp::pad_time(polish(in, time));
    return {time, removed, select(removed >= in.target_m * (1.0 - 1e-9), 1.0, 0.0)};
  }
};

}  // namespace twinline

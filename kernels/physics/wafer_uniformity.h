#pragma once

#include "twinline/math/square_root.h"
#include "twinline/math/trigonometric.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Points of the 49-point map: the centre and rings of 8, 16 and 24 at a third, two thirds and the
/// whole of the measured radius.
struct WaferMap49 {
  static constexpr int kPoints = 49;
  struct Point {
    double x;  ///< of the unit disc
    double y;
  };
  Point points[kPoints];

  /// @param index 0 (centre) to 48, ring by ring, each from the x axis on.
  TWINLINE_HD static constexpr Point point(int index) {
    if (index == 0) return {0.0, 0.0};
    const int ring = index <= 8 ? 1 : (index <= 24 ? 2 : 3);
    const int first = 4 * ring * (ring - 1) + 1;
    const double angle = 2.0 * kPi * (index - first) / (8 * ring);
    const double r = ring / 3.0;
    return {r * math::cos(angle), r * math::sin(angle)};
  }

  TWINLINE_HD static constexpr WaferMap49 all() {
    WaferMap49 map{};
    for (int i = 0; i < kPoints; ++i) map.points[i] = point(i);
    return map;
  }
};

/// Uniformity within a wafer whose profile is a sum of low Zernike-like terms, as a 49-point map
/// sees it. Equations and sources: docs/methods/physics/wafer_uniformity.md.
struct WaferUniformity {
  template <class Number>
  struct InputOf {
    Number mean_m;
    Number tilt_x;
    Number tilt_y;
    Number bowl;
    Number edge;
    Number saddle;
    Number saddle_45;
  };
  template <class Number>
  struct OutputOf {
    Number map_mean_m;
    Number map_low_m;
    Number map_high_m;
    Number sigma_nonuniformity;
    Number range_nonuniformity;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "wafer_uniformity";
  static constexpr const char* kTitle = "Within-wafer uniformity over a 49-point map";
  static constexpr const char* kPage = "physics/wafer_uniformity.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "mean_m", "m", 1e-10, 1e-2, 1e-7, "value at the centre"},
      {Role::kInput, "tilt_x", "1", -0.15, 0.15, 0, "relative change over the radius, along x"},
      {Role::kInput, "tilt_y", "1", -0.15, 0.15, 0, "the same, along y"},
      {Role::kInput, "bowl", "1", -0.15, 0.15, 0, "relative change centre to edge, as r^2"},
      {Role::kInput, "edge", "1", -0.15, 0.15, 0, "relative change centre to edge, as r^6"},
      {Role::kInput, "saddle", "1", -0.15, 0.15, 0, "relative change as x^2 - y^2"},
      {Role::kInput, "saddle_45", "1", -0.15, 0.15, 0, "relative change as 2 x y"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "map_mean_m", "m", 0, 0.02, 0, "mean of the 49 points"},
      {Role::kOutput, "map_low_m", "m", 0, 0.02, 0, "lowest of them"},
      {Role::kOutput, "map_high_m", "m", 0, 0.02, 0, "highest of them"},
      {Role::kOutput, "sigma_nonuniformity", "1", 0, 1, 0, "standard deviation / mean"},
      {Role::kOutput, "range_nonuniformity", "1", 0, 1, 0, "(highest - lowest) / (2 mean)"}};

  /// Value at a point of the unit disc, over that at the centre.
  template <class Number>
  TWINLINE_HD static Number relative(const InputOf<Number>& in, WaferMap49::Point p) {
    const Number r2 = p.x * p.x + p.y * p.y;
    return 1.0 + in.tilt_x * p.x + in.tilt_y * p.y + in.bowl * r2 + in.edge * r2 * r2 * r2 +
           in.saddle * (p.x * p.x - p.y * p.y) + in.saddle_45 * 2.0 * p.x * p.y;
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr double kPoints = WaferMap49::kPoints;
    constexpr WaferMap49 kMap = WaferMap49::all();  // worked out by the compiler
    Number above = 0.0;                             // sums of the value less 1, and of its square
    Number squares = 0.0;
    Number low = 0.0;
    Number high = 0.0;
    for (const WaferMap49::Point& point : kMap.points) {
      const Number value = relative(in, point) - 1.0;
      above += value;
      squares += value * value;
      low = select(value < low, value, low);
      high = select(value > high, value, high);
    }
    const Number shift = above / kPoints;
    const Number variance = squares / kPoints - shift * shift;
    const Number mean = 1.0 + shift;
    return {in.mean_m * mean, in.mean_m * (1.0 + low), in.mean_m * (1.0 + high),
            math::sqrt(select(variance > 0.0, variance, 0.0)) / mean, (high - low) / (2.0 * mean)};
  }
};

}  // namespace twinline

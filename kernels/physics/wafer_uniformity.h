#pragma once

#include <utility>

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
  /// @param index 0 (centre) to 48, ring by ring, each from the x axis on.
  TWINLINE_HD static constexpr Point point(int index) {
    if (index == 0) return {0.0, 0.0};
    const int ring = index <= 8 ? 1 : (index <= 24 ? 2 : 3);
    const int first = 4 * ring * (ring - 1) + 1;
    const double angle = 2.0 * kPi * (index - first) / (8 * ring);
    const double r = ring / 3.0;
    return {r * math::cos(angle), r * math::sin(angle)};
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
  /// Sums that wait for nothing: more would not leave them in the registers (tile.h).
  static constexpr int kSideBySide = 1;

  /// Value at a point of the unit disc, over that at the centre.
  template <class Number>
  TWINLINE_HD static Number relative(const InputOf<Number>& in, WaferMap49::Point p) {
    const Number r2 = p.x * p.x + p.y * p.y;
    return 1.0 + in.tilt_x * p.x + in.tilt_y * p.y + in.bowl * r2 + in.edge * r2 * r2 * r2 +
           in.saddle * (p.x * p.x - p.y * p.y) + in.saddle_45 * 2.0 * p.x * p.y;
  }

  /// Sums of the value less 1 and of its square, and its ends.
  template <class Number>
  struct MapOf {
    Number above;
    Number squares;
    Number low;
    Number high;
  };

  template <int Index, class Number>
  TWINLINE_HD static void add_point(const InputOf<Number>& in, MapOf<Number>& map) {
    constexpr WaferMap49::Point kPoint = WaferMap49::point(Index);  // the compiler's work
    const Number value = relative(in, kPoint) - 1.0;
    map.above += value;
    map.squares += value * value;
    map.low = select(value < map.low, value, map.low);
    map.high = select(value > map.high, value, map.high);
  }

  template <class Number, int... Index>
  TWINLINE_HD static MapOf<Number> measure(const InputOf<Number>& in,
                                           std::integer_sequence<int, Index...> /*points*/) {
    MapOf<Number> map{0.0, 0.0, 0.0, 0.0};
    (add_point<Index>(in, map), ...);
    return map;
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr double kPoints = WaferMap49::kPoints;
    const MapOf<Number> map = measure(in, std::make_integer_sequence<int, WaferMap49::kPoints>());
    const Number shift = map.above / kPoints;
    const Number variance = map.squares / kPoints - shift * shift;
    const Number mean = 1.0 + shift;
    return {in.mean_m * mean, in.mean_m * (1.0 + map.low), in.mean_m * (1.0 + map.high),
            math::sqrt(select(variance > 0.0, variance, 0.0)) / mean,
            (map.high - map.low) / (2.0 * mean)};
  }
};

}  // namespace twinline

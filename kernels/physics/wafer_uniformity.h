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
  /// @param index 0 (centre) to 48, ring by ring, each from the x axis on.
  TWINLINE_HD static Point point(int index) {
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
  struct Input {
    double mean_m;
    double tilt_x;
    double tilt_y;
    double bowl;
    double edge;
    double saddle;
    double saddle_45;
  };
  struct Output {
    double map_mean_m;
    double map_low_m;
    double map_high_m;
    double sigma_nonuniformity;
    double range_nonuniformity;
  };

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
  TWINLINE_HD static double relative(const Input& in, WaferMap49::Point p) {
    const double r2 = p.x * p.x + p.y * p.y;
    return 1.0 + in.tilt_x * p.x + in.tilt_y * p.y + in.bowl * r2 + in.edge * r2 * r2 * r2 +
           in.saddle * (p.x * p.x - p.y * p.y) + in.saddle_45 * 2.0 * p.x * p.y;
  }

  TWINLINE_HD Output operator()(const Input& in) const {
    constexpr double kPoints = WaferMap49::kPoints;
    double above = 0;  // sums of the value less 1, and of its square
    double squares = 0;
    double low = 0;
    double high = 0;
    for (int i = 0; i < WaferMap49::kPoints; ++i) {
      const double value = relative(in, WaferMap49::point(i)) - 1.0;
      above += value;
      squares += value * value;
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    const double shift = above / kPoints;
    const double variance = squares / kPoints - shift * shift;
    const double mean = 1.0 + shift;
    return {in.mean_m * mean, in.mean_m * (1.0 + low), in.mean_m * (1.0 + high),
            math::sqrt(variance > 0 ? variance : 0.0) / mean, (high - low) / (2.0 * mean)};
  }
};

}  // namespace twinline

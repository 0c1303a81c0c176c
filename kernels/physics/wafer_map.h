#pragma once

#include <cstddef>
#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/square_root.h"
#include "twinline/math/trigonometric.h"
#include "twinline/physics/constants.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// What puts defects on a wafer.
enum class WaferPattern { kNone, kRandom, kCentre, kEdgeRing, kScratch, kCluster };
inline constexpr int kWaferPatterns = 6;

/// A map of good and bad dies on a grid of kSize x kSize, drawn: a background of defects and one
/// pattern over it. Equations: docs/methods/physics/wafer_map.md. Its output is an array, so it is
/// no model of the registry.
struct WaferMap {
  static constexpr int kSize = 16;
  static constexpr int kCells = kSize * kSize;

  struct Input {
    std::uint64_t random_key;  ///< chooses the place of the pattern and each die
    WaferPattern pattern;
    double background;  ///< mean defects of a die, >= 0
    double strength;    ///< mean defects of a die in the middle of the pattern, >= 0
  };

  /// A cell of the map.
  static constexpr float kOutside = 0;
  static constexpr float kGood = 1;
  static constexpr float kBad = 2;

  /// Where a pattern of this wafer lies, in units of the wafer's radius.
  struct Place {
    double x, y, angle, size;
  };

  TWINLINE_HD static Place place(const KeyedDraws& draws) {
    const double angle = 2.0 * kPi * draws.uniform(0);
    const double radius = 0.3 + 0.4 * draws.uniform(1);
    return {radius * math::cos(angle), radius * math::sin(angle), kPi * draws.uniform(2),
            draws.uniform(3)};
  }

  TWINLINE_HD static double square(double x) { return x * x; }

  /// Strength of the pattern at (x, y), 0 to 1.
  TWINLINE_HD static double shape(WaferPattern pattern, const Place& p, double x, double y) {
    const double radius = math::sqrt(x * x + y * y);
    if (pattern == WaferPattern::kRandom) return 1.0;
    if (pattern == WaferPattern::kCentre) {
      return math::exp(-0.5 * square(radius / (0.2 + 0.15 * p.size)));
    }
    if (pattern == WaferPattern::kEdgeRing) {
      return math::exp(-0.5 * square((radius - 0.95) / (0.07 + 0.05 * p.size)));
    }
    if (pattern == WaferPattern::kCluster) {
      return math::exp(-0.5 * (square(x - p.x) + square(y - p.y)) / square(0.12 + 0.1 * p.size));
    }
    if (pattern != WaferPattern::kScratch) return 0.0;
    const double along = (x - p.x) * math::cos(p.angle) + (y - p.y) * math::sin(p.angle);
    const double across = (y - p.y) * math::cos(p.angle) - (x - p.x) * math::sin(p.angle);
    const double bow = across - 0.3 * (p.size - 0.5) * along * along;
    return along > -0.6 && along < 0.6 ? math::exp(-0.5 * square(bow / 0.05)) : 0.0;
  }

  /// @param[out] map kCells numbers, row by row: kOutside, kGood or kBad.
  TWINLINE_HD void operator()(const Input& in, float* map) const {
    constexpr std::uint32_t kModelNumber = number_of_name("wafer_map");
    constexpr std::uint32_t kFirstDie = 16;  // the draws before are those of the place
    const KeyedDraws draws{in.random_key, kModelNumber};
    const Place p = place(draws);
    for (int cell = 0; cell < kCells; ++cell) {
      const double x = (2.0 * (cell % kSize) + 1.0) / kSize - 1.0;
      const double y = (2.0 * (cell / kSize) + 1.0) / kSize - 1.0;
      const double defects = in.background + in.strength * shape(in.pattern, p, x, y);
      const bool bad =
          draws.uniform(kFirstDie + static_cast<std::uint32_t>(cell)) < 1.0 - math::exp(-defects);
      map[cell] = x * x + y * y > 1.0 ? kOutside : (bad ? kBad : kGood);
    }
  }
};

}  // namespace twinline

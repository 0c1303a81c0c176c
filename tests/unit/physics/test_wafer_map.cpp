#include <cmath>
#include <cstdint>
#include <cstring>

#include <doctest/doctest.h>

#include "twinline/physics/wafer_map.h"

namespace twinline {
namespace {

/// Share of bad dies of a pattern over many wafers, inside and outside of a radius.
struct Shares {
  double inside;
  double outside;
};

Shares bad_shares(WaferPattern pattern, double strength, double radius) {
  constexpr std::uint64_t kWafers = 400;
  double bad[2] = {};
  double all[2] = {};
  float map[WaferMap::kCells];
  for (std::uint64_t key = 0; key < kWafers; ++key) {
    WaferMap{}({key, pattern, 0.05, strength}, map);
    for (int cell = 0; cell < WaferMap::kCells; ++cell) {
      if (map[cell] == WaferMap::kOutside) continue;
      const double x = (cell % WaferMap::kSize + 0.5) / 8 - 1;
      const double y = (cell / WaferMap::kSize + 0.5) / 8 - 1;
      const int side = std::hypot(x, y) < radius ? 0 : 1;
      bad[side] += map[cell] == WaferMap::kBad ? 1 : 0;
      all[side] += 1;
    }
  }
  return {bad[0] / all[0], bad[1] / all[1]};
}

TEST_SUITE("physics.wafer_map") {
  TEST_CASE("wafer_map: the background gives the yield of independent defects") {
    // n = 400 wafers of 208 dies, p = 1 - e^-0.05 = 0.0488, standard error 7.5e-4; limit at 5 of
    // these, alpha = 6e-7 two-sided; fixed keys.
    const double share = bad_shares(WaferPattern::kNone, 1.0, 2.0).inside;
    CHECK(std::abs(share - 0.048771) < 5 * 7.5e-4);
    const double random = bad_shares(WaferPattern::kRandom, 0.3, 2.0).inside;
    CHECK(std::abs(random - (1 - std::exp(-0.35))) < 5 * 1.6e-3);
  }

  TEST_CASE("wafer_map: centre and edge ring lie where their names say") {
    const Shares centre = bad_shares(WaferPattern::kCentre, 2.0, 0.4);
    CHECK(centre.inside > 4 * centre.outside);
    const Shares ring = bad_shares(WaferPattern::kEdgeRing, 2.0, 0.75);
    CHECK(ring.outside > 5 * ring.inside);
  }

  TEST_CASE("wafer_map: dies outside of the wafer are marked and the key decides the rest") {
    float map[WaferMap::kCells];
    float again[WaferMap::kCells];
    const WaferMap::Input in{7, WaferPattern::kScratch, 0.05, 3.0};
    WaferMap{}(in, map);
    WaferMap{}(in, again);
    CHECK(std::memcmp(map, again, sizeof map) == 0);
    int n_dies = 0;
    for (const float cell : map) n_dies += cell == WaferMap::kOutside ? 0 : 1;
    CHECK(n_dies == 208);
    CHECK(map[0] == WaferMap::kOutside);
  }

  TEST_CASE("wafer_map: has the bits written down") {
    std::uint64_t hash = 14695981039346656037U;
    float map[WaferMap::kCells];
    for (int wafer = 0; wafer < 120; ++wafer) {
      const auto pattern = static_cast<WaferPattern>(wafer % kWaferPatterns);
      WaferMap{}({static_cast<std::uint64_t>(wafer), pattern, 0.05, 2.0}, map);
      for (const float cell : map)
        hash = (hash ^ static_cast<std::uint64_t>(cell)) * 1099511628211U;
    }
    CHECK(hash == 1027365411297400985U);
  }
}

}  // namespace
}  // namespace twinline

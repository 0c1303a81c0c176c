#include <cstring>

#include <doctest/doctest.h>

#include "hot_plate.h"
#include "twinline/physics/tile.h"

namespace twinline {
namespace {

TEST_SUITE("physics.tile") {
  TEST_CASE("tile: the example of docs/extending.md has the bits of its single evaluations") {
    constexpr std::size_t kItems = 5;
    double taken[4][kItems];
    double given[2][kItems];
    for (std::size_t i = 0; i < kItems; ++i) {
      const double numbers[] = {383.0 + 9.0 * static_cast<double>(i), 296, 60,
                                5.0 * static_cast<double>(i + 1)};
      for (std::size_t f = 0; f < 4; ++f) taken[f][i] = numbers[f];
    }
    REQUIRE(evaluate_tile<HotPlate, 2>({taken[0], kItems, given[0], kItems}, 0, kItems));
    for (std::size_t i = 0; i < kItems; ++i) {
      const HotPlate::Output alone =
          HotPlate{}({taken[0][i], taken[1][i], taken[2][i], taken[3][i]});
      CHECK(std::memcmp(&alone.end_k, &given[0][i], sizeof(double)) == 0);
      CHECK(alone.is_ready == given[1][i]);
    }
  }
}

}  // namespace
}  // namespace twinline

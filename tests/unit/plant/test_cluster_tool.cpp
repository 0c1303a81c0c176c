#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/core/random.h"
#include "twinline/plant/process/cluster_tool.h"

namespace {

using namespace twinline;

ClusterRecipe recipe_of(const std::vector<int>& seconds, int move_s, bool parallel, bool dual) {
  ClusterRecipe recipe;
  for (const int time : seconds) recipe.chambers.push_back(SimTime::from_seconds(time));
  recipe.move = SimTime::from_seconds(move_s);
  recipe.parallel = parallel;
  recipe.dual_blade = dual;
  return recipe;
}

/// Whole seconds in [low, high], a pure function of the case and the draw.
int draw(std::uint32_t number, std::uint32_t visit, int low, int high) {
  const double u = RandomStreams{2026, 0}.uniform(Purpose::kOther, 1, number, visit);
  return low + static_cast<int>(u * (high - low + 1));
}

SimTime serial_period(const ClusterRecipe& recipe) {
  const auto n = static_cast<std::int64_t>(recipe.chambers.size());
  const SimTime slowest = *std::max_element(recipe.chambers.begin(), recipe.chambers.end());
  return std::max(recipe.move * (2 * (n + 1)), slowest + recipe.move * (recipe.dual_blade ? 2 : 4));
}

}  // namespace

TEST_SUITE("plant.cluster_tool") {
  TEST_CASE("serial cluster tool: worked periods of one and two blades") {
    const std::vector<int> two = {60, 60};
    const std::vector<int> three = {20, 20, 20};
    CHECK(cluster_timing(recipe_of(two, 5, false, false)).period.seconds() == 80.0);
    CHECK(cluster_timing(recipe_of(two, 5, false, true)).period.seconds() == 70.0);
    CHECK(cluster_timing(recipe_of(three, 5, false, false)).period.seconds() == 40.0);
    CHECK(cluster_timing(recipe_of(three, 5, false, true)).period.seconds() == 40.0);
  }

  TEST_CASE("serial cluster tool: a lone piece needs all chambers and all moves") {
    const ClusterRecipe recipe = recipe_of({60, 60}, 5, false, false);
    CHECK(cluster_lot_time(recipe, 1).seconds() == 150.0);
    CHECK(cluster_timing(recipe).first_piece.seconds() == 150.0);
    CHECK(cluster_lot_time(recipe, 25).seconds() == 150.0 + 24 * 80.0);
  }

  TEST_CASE("serial cluster tool: the period is the largest circuit for random recipes") {
    for (std::uint32_t k = 0; k < 2000; ++k) {
      std::vector<int> times(static_cast<std::size_t>(draw(k, 0, 1, 7)));
      for (std::uint32_t i = 0; i < times.size(); ++i) times[i] = draw(k, 10 + i, 0, 120);
      const ClusterRecipe recipe = recipe_of(times, draw(k, 1, 1, 9), false, k % 2 == 1);
      CAPTURE(k);
      const ClusterTiming timing = cluster_timing(recipe);
      REQUIRE(timing.period == serial_period(recipe));
      REQUIRE(timing.first_piece + timing.period * 999 == cluster_lot_time(recipe, 1000));
    }
  }

  TEST_CASE("parallel cluster tool: the period is the largest circuit for random recipes") {
    for (std::uint32_t k = 0; k < 2000; ++k) {
      const int n = draw(k, 2, 1, 6);
      const std::vector<int> times(static_cast<std::size_t>(n), draw(k, 3, 0, 200));
      const ClusterRecipe recipe = recipe_of(times, draw(k, 4, 1, 9), true, k % 2 == 1);
      const std::int64_t move = recipe.move.ns();
      const std::int64_t around = recipe.chambers[0].ns() + (recipe.dual_blade ? 2 : 4) * move;
      CAPTURE(k);
      const ClusterTiming timing = cluster_timing(recipe);
      REQUIRE(timing.period.ns() == std::max(4 * move, (around + n / 2) / n));
      // 720 is a multiple of every number of chambers, hence of every cycle
      const std::int64_t error =
          cluster_lot_time(recipe, 721).ns() - (timing.first_piece + timing.period * 720).ns();
      REQUIRE(std::abs(error) <= 720);  // period rounded: at most half a nanosecond a piece
    }
  }

  TEST_CASE("cluster tool: chambers a nanosecond from a tie still have a period") {
    ClusterRecipe recipe = recipe_of({60, 60}, 5, false, false);
    recipe.chambers[1] += SimTime::from_ns(1);
    const std::int64_t period = cluster_timing(recipe).period.ns();
    CHECK(std::abs(period - 80'000'000'000) <= 1);
  }

  TEST_CASE("cluster tool: impossible recipes are refused") {
    CHECK_THROWS_AS(cluster_timing(recipe_of({}, 5, false, false)), ArgumentError);
    CHECK_THROWS_AS(cluster_timing(recipe_of({-1}, 5, false, false)), ArgumentError);
    CHECK_THROWS_AS(cluster_timing(recipe_of({10}, -5, true, false)), ArgumentError);
    CHECK_THROWS_AS(cluster_timing(recipe_of({0, 0}, 0, false, true)), ArgumentError);
  }
}

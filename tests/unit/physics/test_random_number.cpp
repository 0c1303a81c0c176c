#include <cmath>

#include <doctest/doctest.h>

#include "twinline/physics/random_number.h"

namespace twinline {
namespace {

TEST_SUITE("physics.random_number") {
  TEST_CASE("random_number: moments of normal and uniform draws") {
    // n = 200 000 keys; 5 standard errors: alpha below 1e-5 for the four checks together.
    constexpr int kDraws = 200000;
    double sum = 0;
    double squares = 0;
    double uniform = 0;
    for (int key = 0; key < kDraws; ++key) {
      const double x = NormalNumber{}({static_cast<double>(key), 3, 2}).value;
      sum += x;
      squares += (x - 3) * (x - 3);
      const double u = UniformNumber{}({static_cast<double>(key), -1, 5}).value;
      CHECK_UNARY(u > -1 && u < 5);
      uniform += u;
    }
    const double root = std::sqrt(static_cast<double>(kDraws));
    CHECK(std::abs(sum / kDraws - 3) < 5 * 2 / root);
    CHECK(std::abs(squares / kDraws - 4) < 5 * 4 * std::sqrt(2.0) / root);
    CHECK(std::abs(uniform / kDraws - 2) < 5 * std::sqrt(3.0) / root);
  }

  TEST_CASE("random_number: both laws invert the same number") {
    const double u = UniformNumber{}({17, 0, 1}).value;
    CHECK(NormalNumber{}({17, 0, 1}).value == math::normal_quantile(u));
    CHECK(NormalNumber{}({17, 5, 0}).value == 5);
    CHECK(NormalNumber{}({18, 0, 1}).value != NormalNumber{}({17, 0, 1}).value);
  }
}

}  // namespace
}  // namespace twinline

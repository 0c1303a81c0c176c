#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "any_argument.h"
#include "support/ulp.h"
#include "twinline/math/trigonometric.h"

namespace twinline {
namespace {

using testing::any_size;
using testing::between;
using testing::ulp_error;

constexpr int kDraws = 400000;

double worst_of_both(double x) {
  const auto wide = static_cast<long double>(x);
  const auto both = math::sin_cos_inside(x);
  return std::max({ulp_error(math::sin(x), std::sin(wide)), ulp_error(math::cos(x), std::cos(wide)),
                   ulp_error(both.sine, std::sin(wide)), ulp_error(both.cosine, std::cos(wide))});
}

TEST_SUITE("math.trigonometric") {
  TEST_CASE("sin and cos are within 1 ulp over the whole range") {
    std::mt19937_64 bits(21);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      worst = std::max(worst, worst_of_both(between(bits, -10, 10)));
      worst = std::max(worst, worst_of_both(any_size(bits, 19, 70)));
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("sin and cos are within 1 ulp next to the multiples of a quarter turn") {
    const long double quarter = std::acos(0.0L);
    double worst = 0;
    for (int n = -300000; n < 300000; n += 7) {
      worst = std::max(worst, worst_of_both(static_cast<double>(n * quarter)));
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("sin and cos at their special points") {
    CHECK(math::sin(0.0) == 0.0);
    CHECK(std::signbit(math::sin(-0.0)));
    CHECK(math::cos(0.0) == 1.0);
    CHECK(math::sin(2.0) == -math::sin(-2.0));
    CHECK(math::cos(2.0) == math::cos(-2.0));
    CHECK(std::isnan(math::sin(std::numeric_limits<double>::infinity())));
    CHECK(std::isnan(math::cos(1e6)));
    CHECK(std::isnan(math::cos(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("the bits of sin and cos are those written down here") {
    CHECK(math::sin(100.0) == -0x1.03425b78c4db8p-1);
    CHECK(math::cos(100.0) == 0x1.b981dbf665fdfp-1);
  }
}

}  // namespace
}  // namespace twinline

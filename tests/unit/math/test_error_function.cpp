#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "any_argument.h"
#include "support/ulp.h"
#include "twinline/math/error_function.h"

namespace twinline {
namespace {

using testing::any_size;
using testing::between;
using testing::ulp_error;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kDraws = 400000;

TEST_SUITE("math.error_function") {
  TEST_CASE("erf is within 1 ulp over the whole range") {
    std::mt19937_64 bits(31);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      for (const double x : {between(bits, -6.5, 6.5), any_size(bits, 3, 1060)}) {
        worst = std::max(worst, ulp_error(math::erf(x), std::erf(static_cast<long double>(x))));
      }
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("erfc is within 5 ulp over the whole range") {
    std::mt19937_64 bits(32);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      for (const double x : {between(bits, -7, 27.5), any_size(bits, 1, 60)}) {
        worst = std::max(worst, ulp_error(math::erfc(x), std::erfc(static_cast<long double>(x))));
      }
    }
    CHECK(worst < 5.0);
  }

  TEST_CASE("erf and erfc at their special points") {
    CHECK(math::erf(0.0) == 0.0);
    CHECK(std::signbit(math::erf(-0.0)));
    CHECK(math::erf(kInfinity) == 1.0);
    CHECK(math::erf(-kInfinity) == -1.0);
    CHECK(math::erfc(0.0) == 1.0);
    CHECK(math::erfc(kInfinity) == 0.0);
    CHECK(math::erfc(-kInfinity) == 2.0);
    CHECK(math::erfc(28.5) == 0.0);
    CHECK(math::erfc(-6.5) == 2.0);
    CHECK(std::isnan(math::erf(std::numeric_limits<double>::quiet_NaN())));
    CHECK(std::isnan(math::erfc(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("the bits of erf and erfc are those written down here") {
    CHECK(math::erf(0.5) == 0x1.0a7ef5c18edd2p-1);
    CHECK(math::erfc(2.0) == 0x1.328f5ec350e66p-8);
    CHECK(math::erfc(5.0) == 0x1.b0c1a759f7738p-40);
  }
}

}  // namespace
}  // namespace twinline

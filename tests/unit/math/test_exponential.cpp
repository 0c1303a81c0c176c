#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "any_argument.h"
#include "support/ulp.h"
#include "twinline/math/exponential.h"
#include "twinline/math/square_root.h"

namespace twinline {
namespace {

using testing::any_size;
using testing::between;
using testing::ulp_error;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kDraws = 400000;

TEST_SUITE("math.exponential") {
  TEST_CASE("expm1 is within 1 ulp over the whole range") {
    std::mt19937_64 bits(11);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      for (const double x :
           {between(bits, -60, 710), between(bits, -2, 2), any_size(bits, 6, 70)}) {
        worst = std::max(worst, ulp_error(math::expm1(x), std::expm1(static_cast<long double>(x))));
      }
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("expm1 at its special points") {
    CHECK(math::expm1(0.0) == 0.0);
    CHECK(std::signbit(math::expm1(-0.0)));
    CHECK(math::expm1(-kInfinity) == -1.0);
    CHECK(math::expm1(-50.0) == -1.0);
    CHECK(math::expm1(kInfinity) == kInfinity);
    CHECK(math::expm1(709.782712893384) == doctest::Approx(1.797693134862273e308));
    CHECK(math::expm1(709.782712893385) == kInfinity);
    CHECK(std::isnan(math::expm1(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("log1p is within 2 ulp over the whole range") {
    std::mt19937_64 bits(12);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double large = std::fabs(any_size(bits, 1023, 1023));
      for (const double x : {between(bits, -1, 1), any_size(bits, 0, 70), large}) {
        worst = std::max(worst, ulp_error(math::log1p(x), std::log1p(static_cast<long double>(x))));
      }
    }
    CHECK(worst < 2.0);
  }

  TEST_CASE("log1p at its special points") {
    CHECK(math::log1p(0.0) == 0.0);
    CHECK(math::log1p(-1.0) == -kInfinity);
    CHECK(math::log1p(kInfinity) == kInfinity);
    CHECK(std::isnan(math::log1p(-1.5)));
    CHECK(std::isnan(math::log1p(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("tanh is within 3 ulp over the whole range") {
    std::mt19937_64 bits(13);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      for (const double x : {between(bits, -23, 23), any_size(bits, 5, 70)}) {
        worst = std::max(worst, ulp_error(math::tanh(x), std::tanh(static_cast<long double>(x))));
      }
    }
    CHECK(worst < 3.0);
  }

  TEST_CASE("tanh is odd and ends at one") {
    CHECK(math::tanh(0.7) == -math::tanh(-0.7));
    CHECK(math::tanh(kInfinity) == 1.0);
    CHECK(math::tanh(-kInfinity) == -1.0);
    CHECK(std::signbit(math::tanh(-0.0)));
    CHECK(std::isnan(math::tanh(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("sqrt is correctly rounded") {
    std::mt19937_64 bits(14);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = std::fabs(any_size(bits, 1023, 2000));
      worst = std::max(worst, ulp_error(math::sqrt(x), std::sqrt(static_cast<long double>(x))));
    }
    CHECK(worst <= 0.5);
  }

  TEST_CASE("the bits of expm1 log1p and tanh are those written down here") {
    CHECK(math::expm1(0.3) == 0x1.6641632306a56p-2);
    CHECK(math::log1p(0.3) == 0x1.0ca937be1b9dbp-2);
    CHECK(math::tanh(0.3) == 0x1.2a4dda7d914fap-2);
  }
}

}  // namespace
}  // namespace twinline

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "support/ulp.h"
#include "twinline/math/elementary.h"

namespace twinline {
namespace {

using testing::ulp_error;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kDraws = 400000;

static_assert(std::numeric_limits<long double>::digits >= 64,
              "the oracle needs extended precision");

/// Any positive finite number: the bits are uniform, so every binade comes equally often.
double any_positive(std::mt19937_64& bits) {
  constexpr std::uint64_t kBitsOfInfinity = 0x7ff0000000000000U;
  return math::detail::from_bits(1 + bits() % (kBitsOfInfinity - 1));
}

double between(std::mt19937_64& bits, double low, double high) {
  return low + (high - low) * (static_cast<double>(bits() >> 11U) * 0x1p-53);
}

TEST_SUITE("math.elementary") {
  TEST_CASE("log is within 1 ulp over the whole range") {
    std::mt19937_64 bits(1);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = any_positive(bits);
      worst = std::max(worst, ulp_error(math::log(x), std::log(static_cast<long double>(x))));
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("log is within 1 ulp near 1 and on the draws of the open interval") {
    std::mt19937_64 bits(2);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = 1.0 + std::ldexp(between(bits, -1, 1), -static_cast<int>(bits() % 53));
      const double u = between(bits, 0x1p-53, 1.0);
      if (x > 0) {
        worst = std::max(worst, ulp_error(math::log(x), std::log(static_cast<long double>(x))));
      }
      worst =
          std::max(worst, ulp_error(math::log_normal(u), std::log(static_cast<long double>(u))));
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("log at its special points") {
    CHECK(math::log(1.0) == 0.0);
    CHECK(math::log(0.0) == -kInfinity);
    CHECK(math::log(-0.0) == -kInfinity);
    CHECK(math::log(kInfinity) == kInfinity);
    CHECK(std::isnan(math::log(-1.0)));
    CHECK(std::isnan(math::log(-kInfinity)));
    CHECK(std::isnan(math::log(std::numeric_limits<double>::quiet_NaN())));
    CHECK(math::log(std::numeric_limits<double>::denorm_min()) == -744.4400719213812);
  }

  TEST_CASE("exp is within 1 ulp over the whole range") {
    std::mt19937_64 bits(3);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = between(bits, -746, 710);
      const double small = std::ldexp(between(bits, -1, 1), -static_cast<int>(bits() % 60));
      worst = std::max(worst, ulp_error(math::exp(x), std::exp(static_cast<long double>(x))));
      worst =
          std::max(worst, ulp_error(math::exp(small), std::exp(static_cast<long double>(small))));
    }
    CHECK(worst < 1.0);
  }

  TEST_CASE("exp at its special points") {
    CHECK(math::exp(0.0) == 1.0);
    CHECK(math::exp(-kInfinity) == 0.0);
    CHECK(math::exp(kInfinity) == kInfinity);
    CHECK(math::exp(709.782712893384) == doctest::Approx(1.797693134862273e308));
    CHECK(math::exp(709.782712893385) == kInfinity);
    CHECK(math::exp(-745.1332191019412) == 0.0);
    CHECK(math::exp(-745.1332191019411) == std::numeric_limits<double>::denorm_min());
    CHECK(std::isnan(math::exp(std::numeric_limits<double>::quiet_NaN())));
  }

  TEST_CASE("exp is infinite from its overflow on and 0 from its underflow on") {
    double high = 709.782712893384;
    double low = -745.1332191019411;
    int n_wrong = 0;
    for (int i = 0; i < 10000; ++i) {
      high = std::nextafter(high, kInfinity);
      low = std::nextafter(low, -kInfinity);
      n_wrong += (math::exp(high) != kInfinity) + (math::exp(low) != 0.0);
    }
    for (int i = 0; i < 1000; ++i) {
      n_wrong += (math::exp(709.79 + i * i) != kInfinity) + (math::exp(-745.14 - i * i) != 0.0);
    }
    CHECK(n_wrong == 0);
  }

  TEST_CASE("pow is within 2 ulp wherever the result is finite") {
    std::mt19937_64 bits(4);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = any_positive(bits);
      // Results of all sizes, from below the subnormal numbers to beyond overflow.
      const double y = between(bits, -750, 715) / std::log(x);
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      worst = std::max(worst, ulp_error(math::pow(x, y), exact));
    }
    CHECK(worst < 2.0);
  }

  TEST_CASE("pow is within 2 ulp for bases near 1 and moderate exponents") {
    std::mt19937_64 bits(5);
    double worst = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double x = 1.0 + std::ldexp(between(bits, -0.5, 1), -static_cast<int>(bits() % 52));
      const double y = std::ldexp(between(bits, -4, 4), static_cast<int>(bits() % 20));
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      worst = std::max(worst, ulp_error(math::pow(x, y), exact));
    }
    CHECK(worst < 2.0);
  }

  TEST_CASE("pow at its special points") {
    CHECK(math::pow(0.0, 2.0) == 0.0);
    CHECK(math::pow(0.0, 0.0) == 1.0);
    CHECK(math::pow(0.0, -1.0) == kInfinity);
    CHECK(math::pow(kInfinity, 0.5) == kInfinity);
    CHECK(math::pow(kInfinity, -0.5) == 0.0);
    CHECK(math::pow(2.0, kInfinity) == kInfinity);
    CHECK(math::pow(0.5, kInfinity) == 0.0);
    CHECK(math::pow(1.0, kInfinity) == 1.0);
    CHECK(math::pow(2.0, 10.0) == 1024.0);
    CHECK(math::pow(2.0, -1074.0) == std::numeric_limits<double>::denorm_min());
    CHECK(math::pow(10.0, 15.0) == 1e15);
    CHECK(math::pow(0.999, 1e300) == 0.0);
    CHECK(math::pow(1.001, 1e300) == kInfinity);
    CHECK(math::pow(3.0, 1e-300) == 1.0);
    CHECK(std::isnan(math::pow(-1.0, 0.5)));
  }

  TEST_CASE("the bits are those written down here") {
    // Any change of these values changes published results.
    CHECK(math::log(0.1) == -0x1.26bb1bbb55515p+1);
    CHECK(math::exp(-2.5) == 0x1.50385c094f425p-4);
    CHECK(math::pow(0.3, 1.7) == 0x1.08819f76d9f8dp-3);
  }
}

}  // namespace
}  // namespace twinline

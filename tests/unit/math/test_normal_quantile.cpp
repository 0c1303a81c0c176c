#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <boost/math/special_functions/erf.hpp>
#include <doctest/doctest.h>

#include "any_argument.h"
#include "support/ulp.h"
#include "twinline/math/normal_quantile.h"

namespace twinline {
namespace {

/// In extended precision, by another algorithm.
long double exact_quantile(double p) {
  return -std::sqrt(2.0L) * boost::math::erfc_inv(2.0L * static_cast<long double>(p));
}

double relative_error(double p) {
  const long double exact = exact_quantile(p);
  const long double difference = static_cast<long double>(math::normal_quantile(p)) - exact;
  return static_cast<double>(std::fabs(difference / exact));
}

TEST_SUITE("math.normal_quantile") {
  TEST_CASE("normal quantile has a relative error below 1e-15 in the body") {
    double worst = 0;
    for (int i = 1; i < 20000; ++i) {
      const double p = i / 20000.0;
      if (i != 10000) {
        worst = std::max(worst, relative_error(p));
      }
    }
    CHECK(worst < 1e-15);
  }

  TEST_CASE("normal quantile has a relative error below 1e-15 in the lower tail") {
    double worst = 0;
    for (int k = 1; k < 1020; ++k) {
      worst = std::max(worst, relative_error(std::ldexp(1.37, -k - 1)));
    }
    CHECK(worst < 1e-15);
  }

  TEST_CASE("normal quantile is within 8 ulp over the whole range") {
    std::mt19937_64 bits(51);
    double worst = 0;
    for (int i = 0; i < 60000; ++i) {
      const double body = testing::between(bits, 0x1p-53, 1);
      const double near_half = 0.5 + testing::any_size(bits, -2, 48);
      const double tail = std::fabs(testing::any_size(bits, -1, 1020));
      for (const double p : {body, near_half, tail}) {
        const long double exact = exact_quantile(p);
        worst = std::max(worst, testing::ulp_error(math::normal_quantile(p), exact));
      }
    }
    CHECK(worst < 8.0);
  }

  TEST_CASE("normal quantile is odd about one half") {
    for (const double p : {0x1p-53, 0x1p-20, 0.015625, 0.25, 0.4375}) {
      CHECK(math::normal_quantile(1.0 - p) == -math::normal_quantile(p));
    }
    CHECK(math::normal_quantile(0.5) == 0.0);
  }

  TEST_CASE("normal quantile agrees with the tables") {
    CHECK(math::normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    CHECK(math::normal_quantile(0.001) == doctest::Approx(-3.090232306167813).epsilon(1e-15));
  }

  TEST_CASE("normal quantile at and beyond the ends") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(math::normal_quantile(0.0) == -infinity);
    CHECK(math::normal_quantile(1.0) == infinity);
    CHECK(std::isnan(math::normal_quantile(-0.1)));
    CHECK(std::isnan(math::normal_quantile(1.1)));
    CHECK(std::isnan(math::normal_quantile(std::numeric_limits<double>::quiet_NaN())));
  }
}

}  // namespace
}  // namespace twinline

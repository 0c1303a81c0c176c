#include <boost/math/distributions/binomial.hpp>
#include <doctest/doctest.h>

#include "twinline/core/random.h"
#include "twinline/plant/flow/quality.h"

using namespace twinline;

TEST_SUITE("plant.binomial_quantile") {
  TEST_CASE("binomial quantile: nothing and everything") {
    CHECK(binomial_quantile(25, 0, 0.999) == 0);
    CHECK(binomial_quantile(25, 1, 0.001) == 25);
    CHECK(binomial_quantile(0, 0.5, 0.9) == 0);
    CHECK(binomial_quantile(1, 0.3, 0.69) == 0);
    CHECK(binomial_quantile(1, 0.3, 0.71) == 1);
    CHECK(binomial_quantile(2, 0.5, 0.2) == 0);
    CHECK(binomial_quantile(2, 0.5, 0.3) == 1);
    CHECK(binomial_quantile(2, 0.5, 0.8) == 2);
  }

  TEST_CASE("binomial quantile: smallest number whose distribution reaches u") {
    std::uint32_t visit = 0;
    const RandomStreams random{5, 0};
    for (const std::uint32_t n : {1U, 2U, 25U, 200U, 5'000U, 1'000'000U}) {
      for (const double p : {1e-4, 0.01, 0.3, 0.5, 0.9, 0.9999}) {
        const boost::math::binomial_distribution<> reference(n, p);
        for (int i = 0; i < 50; ++i) {
          const double u = random.uniform(Purpose::kOther, 0, 0, visit++);
          const std::uint32_t k = binomial_quantile(n, p, u);
          CAPTURE(n);
          CAPTURE(p);
          CAPTURE(u);
          REQUIRE(k <= n);
          REQUIRE(boost::math::cdf(reference, k) >= u - 1e-12);
          if (k > 0) REQUIRE(boost::math::cdf(reference, k - 1) < u + 1e-12);
        }
      }
    }
  }

  TEST_CASE("binomial quantile: rises with u") {
    std::uint32_t last = 0;
    for (int i = 1; i < 1000; ++i) {
      const std::uint32_t k = binomial_quantile(100'000, 0.4, i / 1000.0);
      REQUIRE(k >= last);
      last = k;
    }
    CHECK(last > 40'000);
  }
}

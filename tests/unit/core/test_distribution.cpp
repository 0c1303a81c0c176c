#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/distribution.h"
#include "twinline/core/error.h"

namespace twinline {
namespace {

const EmpiricalTable kNoTable;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double q(const Distribution& distribution, double u) { return quantile(distribution, kNoTable, u); }

std::string reason(const std::function<void()>& call) {
  try {
    call();
  } catch (const ArgumentError& error) {
    return error.what();
  }
  return "accepted";
}

std::vector<std::pair<std::string, Distribution>> examples() {
  return {{"constant", constant(3)},
          {"uniform", uniform(-2, 5)},
          {"exponential", exponential(7)},
          {"triangular", triangular(1, 2, 6)},
          {"triangular with the mode at the end", triangular(0, 4, 4)},
          {"normal", normal(10, 3)},
          {"normal truncated below", truncated_normal(10, 8, 0, kInfinity)},
          {"normal truncated on both sides", truncated_normal(1, 2, -1, 2)},
          {"upper tail of a normal", truncated_normal(0, 1, 6, 9)},
          {"lognormal", lognormal(5, 0.4)},
          {"weibull", weibull(1.7, 3)},
          {"gamma", gamma(2.5, 2)},
          {"gamma below 1", gamma(0.4, 2)},
          {"erlang", erlang(3, 9)},
          {"geometric", geometric(2, 0.3)},
          {"beta", beta(2, 3, 10, 20)}};
}

TEST_SUITE("core.distribution") {
  TEST_CASE("quantiles at known points") {
    CHECK(q(constant(4), 0.3) == 4);
    CHECK(q(uniform(10, 20), 0.25) == 12.5);
    CHECK(q(exponential(2), 0.5) == doctest::Approx(2 * std::log(2.0)).epsilon(1e-15));
    CHECK(q(triangular(0, 1, 4), 0.25) == doctest::Approx(1.0));
    CHECK(q(triangular(0, 1, 4), 0.75) == doctest::Approx(4 - std::sqrt(3.0)));
    CHECK(q(normal(5, 2), 0.975) == doctest::Approx(5 + 2 * 1.959963984540054));
    CHECK(q(weibull(2, 3), 0.5) == doctest::Approx(3 * std::sqrt(std::log(2.0))));
    CHECK(q(lognormal(1, 1), 0.5) == doctest::Approx(std::sqrt(0.5)));
    CHECK(q(gamma(1, 3), 0.5) == doctest::Approx(3 * std::log(2.0)));
    CHECK(q(erlang(1, 3), 0.5) == doctest::Approx(3 * std::log(2.0)));
    CHECK(q(geometric(2, 0.25), 0.24) == 2);
    CHECK(q(geometric(2, 0.25), 0.26) == 4);
    CHECK(q(geometric(2, 0.25), 1e-17) == 2);
    CHECK(q(geometric(2, 1), 0.5) == 2);
    CHECK(q(beta(1, 1, 2, 4), 0.25) == doctest::Approx(2.5));
    CHECK(q(truncated_normal(0, 1, -1, 1), 0.5) == doctest::Approx(0.0));
    CHECK(q(truncated_normal(3, 2, -1000, kInfinity), 0.9) ==
          doctest::Approx(q(normal(3, 2), 0.9)));
  }

  TEST_CASE("stated moments are the integrals of the quantile function") {
    // Midpoint rule on 200000 strips: the error is below 1e-3 for these distributions.
    constexpr int kStrips = 200000;
    for (const auto& [name, distribution] : examples()) {
      INFO(name);
      double mean = 0;
      double square = 0;
      for (int i = 0; i < kStrips; ++i) {
        const double x = q(distribution, (i + 0.5) / kStrips) - distribution.mean;
        mean += x / kStrips;
        square += x * x / kStrips;
      }
      const double spread = std::sqrt(distribution.variance);
      CHECK(std::fabs(mean) <= 1e-4 * spread);
      CHECK(square == doctest::Approx(distribution.variance).epsilon(1e-3));
    }
  }

  TEST_CASE("quantiles never fall and stay finite at the ends of the interval") {
    for (const auto& [name, distribution] : examples()) {
      INFO(name);
      const double lowest = q(distribution, 0x1p-53);
      const double highest = q(distribution, 1.0 - 0x1p-53);
      CHECK(std::isfinite(lowest));
      CHECK(std::isfinite(highest));
      bool rising = true;
      double before = lowest;
      for (int i = 1; i < 1000; ++i) {
        const double now = q(distribution, i / 1000.0);
        rising = rising && now >= before;
        before = now;
      }
      CHECK(rising);
      CHECK(highest >= before);
    }
  }

  TEST_CASE("sample equals quantile to the bit") {
    for (const auto& [name, distribution] : examples()) {
      INFO(name);
      CHECK(sample(distribution, kNoTable, 0.37) == q(distribution, 0.37));
    }
  }

  TEST_CASE("bounded distributions keep within their bounds") {
    for (const double u : {0x1p-53, 0.5, 1.0 - 0x1p-53}) {
      const double tail = q(truncated_normal(0, 1, 6, 9), u);
      CHECK(tail >= 6);
      CHECK(tail <= 9);
      const double scaled = q(beta(0.5, 0.5, 2, 3), u);
      CHECK(scaled >= 2);
      CHECK(scaled <= 3);
    }
  }

  TEST_CASE("no spread makes a constant") {
    for (const Distribution& distribution :
         {uniform(3, 3), triangular(3, 3, 3), normal(3, 0), truncated_normal(3, 0, 0, 5),
          truncated_normal(8, 1, 3, 3), lognormal(3, 0), beta(2, 2, 3, 3)}) {
      CHECK(distribution.is_constant());
      CHECK(distribution.mean == 3);
      CHECK(distribution.variance == 0);
      CHECK(q(distribution, 0.1) == 3);
    }
  }

  TEST_CASE("lognormal with a tiny coefficient of variation keeps its digits") {
    const Distribution distribution = lognormal(1, 1e-6);
    CHECK(distribution.b == doctest::Approx(1e-6).epsilon(1e-12));
  }

  TEST_CASE("wrong parameters are refused with the reason") {
    CHECK(reason([] { constant(kNaN); }) ==
          "constant: value must be a finite number, received nan");
    CHECK(reason([] { uniform(5, 3); }) == "uniform: low 5 must not exceed high 3");
    CHECK(reason([] { uniform(0, kInfinity); }) ==
          "uniform: high must be a finite number, received inf");
    CHECK(reason([] { exponential(0); }) == "exponential: mean must be > 0, received 0");
    CHECK(reason([] { exponential(-1.5); }) == "exponential: mean must be > 0, received -1.5");
    CHECK(reason([] { triangular(0, 5, 4); }) == "triangular: mode 5 must not exceed high 4");
    CHECK(reason([] { triangular(6, 5, 7); }) == "triangular: low 6 must not exceed mode 5");
    CHECK(reason([] { normal(0, -1); }) == "normal: standard deviation must be >= 0, received -1");
    CHECK(reason([] { truncated_normal(0, 1, 2, 1); }) ==
          "truncated normal: low 2 must not exceed high 1");
    CHECK(reason([] { truncated_normal(0, 1, 0, kNaN); }) ==
          "truncated normal: high must be a number");
    CHECK(reason([] { truncated_normal(9, 0, 0, 1); }) ==
          "truncated normal: mean 9 must lie between the bounds");
    CHECK(reason([] { truncated_normal(0, 1, 60, 70); }) ==
          "truncated normal: no probability between low 60 and high 70");
    CHECK(reason([] { lognormal(0, 1); }) == "lognormal: mean must be > 0, received 0");
    CHECK(reason([] { lognormal(1, -1); }) ==
          "lognormal: coefficient of variation must be >= 0, received -1");
    CHECK(reason([] { weibull(0, 1); }) == "weibull: shape must be > 0, received 0");
    CHECK(reason([] { weibull(1, kNaN); }) == "weibull: scale must be > 0, received nan");
    CHECK(reason([] { gamma(-2, 1); }) == "gamma: shape must be > 0, received -2");
    CHECK(reason([] { gamma(1, 0); }) == "gamma: scale must be > 0, received 0");
    CHECK(reason([] { erlang(0, 1); }) == "erlang: phases must be >= 1, received 0");
    CHECK(reason([] { erlang(2, 0); }) == "erlang: mean must be > 0, received 0");
    CHECK(reason([] { geometric(0, 0.5); }) == "geometric: slot must be > 0, received 0");
    CHECK(reason([] { geometric(1, 1.5); }) ==
          "geometric: the probability must lie in (0, 1], received 1.5");
    CHECK(reason([] { beta(0, 1, 0, 1); }) == "beta: alpha must be > 0, received 0");
    CHECK(reason([] { beta(1, 0, 0, 1); }) == "beta: beta must be > 0, received 0");
    CHECK(reason([] { beta(1, 1, 3, 2); }) == "beta: low 3 must not exceed high 2");
  }
}

}  // namespace
}  // namespace twinline

// Samples of every distribution, drawn as the simulator draws them, against the distribution
// functions of Boost.Math: Kolmogorov-Smirnov at n = 20000, alpha = 1e-3, and the mean within four
// standard errors. Seeds are fixed: a test passes or fails for good.
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <doctest/doctest.h>

#include "support/goodness_of_fit.h"
#include "twinline/core/distribution.h"
#include "twinline/core/random.h"

namespace twinline {
namespace {

using testing::kKolmogorovLimit;
using testing::kolmogorov_smirnov;
namespace bm = boost::math;

constexpr std::uint32_t kDraws = 20000;

std::vector<double> draw(const Distribution& distribution) {
  const RandomStreams streams{4711, 3};
  const EmpiricalTable no_table;
  std::vector<double> result;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const double u = streams.uniform(Purpose::kProcess, 12, i, 0);
    result.push_back(sample(distribution, no_table, u));
  }
  return result;
}

template <typename Cdf>
void check_fit(const Distribution& distribution, const Cdf& cdf) {
  const std::vector<double> sample = draw(distribution);
  CHECK(kolmogorov_smirnov(sample, cdf) < kKolmogorovLimit);
  double mean = 0;
  for (const double x : sample) {
    mean += x / kDraws;
  }
  CHECK(std::fabs(mean - distribution.mean) < 4.0 * std::sqrt(distribution.variance / kDraws));
}

template <typename Model>
void check_model(const Distribution& distribution, const Model& model) {
  check_fit(distribution, [&](double x) { return bm::cdf(model, x); });
  CHECK(distribution.mean == doctest::Approx(bm::mean(model)).epsilon(1e-12));
  CHECK(distribution.variance == doctest::Approx(bm::variance(model)).epsilon(1e-12));
}

TEST_SUITE("core.distribution") {
  TEST_CASE("uniform samples fit") { check_model(uniform(3, 8), bm::uniform(3, 8)); }

  TEST_CASE("exponential samples fit") { check_model(exponential(4), bm::exponential(1.0 / 4)); }

  TEST_CASE("triangular samples fit") { check_model(triangular(1, 4, 5), bm::triangular(1, 4, 5)); }

  TEST_CASE("normal samples fit") { check_model(normal(-3, 2), bm::normal(-3, 2)); }

  TEST_CASE("lognormal samples fit") {
    const double sigma = std::sqrt(std::log(1 + 0.7 * 0.7));
    check_model(lognormal(6, 0.7), bm::lognormal(std::log(6.0) - sigma * sigma / 2, sigma));
  }

  TEST_CASE("weibull samples fit") {
    check_model(weibull(0.8, 5), bm::weibull(0.8, 5));
    check_model(weibull(3, 5), bm::weibull(3, 5));
  }

  TEST_CASE("gamma samples fit") {
    check_model(gamma(0.6, 2), bm::gamma_distribution<>(0.6, 2));
    check_model(gamma(7.5, 2), bm::gamma_distribution<>(7.5, 2));
  }

  TEST_CASE("erlang samples fit") { check_model(erlang(4, 10), bm::gamma_distribution<>(4, 2.5)); }

  TEST_CASE("beta samples fit") {
    const bm::beta_distribution<> model(2, 5);
    check_fit(beta(2, 5, 10, 30), [&](double x) { return bm::cdf(model, (x - 10) / 20); });
    CHECK(beta(2, 5, 10, 30).mean == doctest::Approx(10 + 20 * bm::mean(model)));
    CHECK(beta(2, 5, 10, 30).variance == doctest::Approx(400 * bm::variance(model)));
  }

  TEST_CASE("truncated normal samples fit") {
    const bm::normal model(10, 6);
    const double infinity = std::numeric_limits<double>::infinity();
    const double below = bm::cdf(model, 0.0);
    check_fit(truncated_normal(10, 6, 0, infinity),
              [&](double x) { return (bm::cdf(model, x) - below) / (1 - below); });
    const double low = bm::cdf(model, 8.0);
    const double high = bm::cdf(model, 14.0);
    check_fit(truncated_normal(10, 6, 8, 14),
              [&](double x) { return (bm::cdf(model, x) - low) / (high - low); });
  }

  TEST_CASE("samples of an upper tail fit") {
    const bm::normal model(0, 1);
    const double above = bm::cdf(bm::complement(model, 5.0));
    check_fit(truncated_normal(0, 1, 5, std::numeric_limits<double>::infinity()),
              [&](double x) { return 1 - bm::cdf(bm::complement(model, x)) / above; });
  }

  TEST_CASE("a parameter 5 percent off does not fit") {
    const bm::exponential exponential_off(1.0 / 4.2);
    CHECK(kolmogorov_smirnov(draw(exponential(4)), [&](double x) {
            return bm::cdf(exponential_off, x);
          }) > kKolmogorovLimit);
    const bm::normal normal_off(0, 1.05);
    CHECK(kolmogorov_smirnov(draw(normal(0, 1)), [&](double x) { return bm::cdf(normal_off, x); }) >
          kKolmogorovLimit);
    const bm::weibull weibull_off(3.15, 5);
    CHECK(kolmogorov_smirnov(draw(weibull(3, 5)),
                             [&](double x) { return bm::cdf(weibull_off, x); }) > kKolmogorovLimit);
  }
}

}  // namespace
}  // namespace twinline

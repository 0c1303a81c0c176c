#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/gamma.hpp>
#include <doctest/doctest.h>

#include "twinline/random/keyed_draws.h"

namespace twinline {
namespace {

constexpr int kDraws = 20000;

/// Largest distance of the drawn distribution from the law.
double kolmogorov_distance(double shape) {
  const boost::math::gamma_distribution<double> law(shape, 1);
  std::vector<double> value;
  for (int i = 0; i < kDraws; ++i) {
    value.push_back(gamma_draw({static_cast<std::uint64_t>(i), 77}, 0, shape));
  }
  std::sort(value.begin(), value.end());
  double worst = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double p = cdf(law, value[static_cast<std::size_t>(i)]);
    worst = std::max({worst, p - i / double{kDraws}, (i + 1) / double{kDraws} - p});
  }
  return worst;
}

TEST_SUITE("random.keyed_draws") {
  TEST_CASE("gamma_draw: follows the gamma law for small and large shapes") {
    // Kolmogorov's test, n = 20000, fixed keys: alpha = 1e-4 at 2.23 / sqrt(n) = 0.0158. A shape
    // wrong by a tenth is off by 0.03 or more in each case.
    for (const double shape : {0.1, 0.5, 1.0, 2.5, 40.0}) {
      CAPTURE(shape);
      CHECK(kolmogorov_distance(shape) < 2.23 / std::sqrt(double{kDraws}));
    }
  }

  TEST_CASE("keyed draws: differ by key name and index and by nothing else") {
    constexpr std::uint32_t kOne = number_of_name("one");
    static_assert(kOne != number_of_name("two"), "names have numbers of their own");
    const KeyedDraws draws{5, kOne};
    CHECK(draws.uniform(3) == KeyedDraws{5, kOne}.uniform(3));
    CHECK(draws.uniform(3) != draws.uniform(4));
    CHECK(draws.uniform(3) != KeyedDraws{6, kOne}.uniform(3));
    CHECK(draws.uniform(3) != KeyedDraws{5, number_of_name("two")}.uniform(3));
    CHECK(draws.normal(3) == math::normal_quantile(draws.uniform(3)));
  }
}

}  // namespace
}  // namespace twinline

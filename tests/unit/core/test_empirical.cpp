#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/goodness_of_fit.h"
#include "twinline/core/distribution.h"
#include "twinline/core/error.h"
#include "twinline/core/random.h"

namespace twinline {
namespace {

using Values = std::vector<double>;

std::string reason(const Values& values, const Values& weights) {
  EmpiricalTable table;
  try {
    empirical(table, values, weights, true);
  } catch (const ArgumentError& error) {
    CHECK(table.value.empty());
    return error.what();
  }
  return "accepted";
}

TEST_SUITE("core.empirical") {
  TEST_CASE("atoms take the share of their weights") {
    EmpiricalTable table;
    const Distribution f = empirical(table, {30, 10, 20}, {1, 2, 1}, true);
    CHECK(quantile(f, table, 0x1p-53) == 10);
    CHECK(quantile(f, table, 0.49) == 10);
    CHECK(quantile(f, table, 0.5) == 10);
    CHECK(quantile(f, table, 0.51) == 20);
    CHECK(quantile(f, table, 0.76) == 30);
    CHECK(quantile(f, table, 1.0 - 0x1p-53) == 30);
    CHECK(f.mean == doctest::Approx(17.5));
    CHECK(f.variance == doctest::Approx(0.5 * 56.25 + 0.25 * 6.25 + 0.25 * 156.25));
  }

  TEST_CASE("observations are joined by straight lines") {
    EmpiricalTable table;
    const Distribution f = empirical(table, {4, 1, 2}, {}, false);
    CHECK(quantile(f, table, 0x1p-53) == doctest::Approx(1));
    CHECK(quantile(f, table, 0.25) == doctest::Approx(1.5));
    CHECK(quantile(f, table, 0.5) == doctest::Approx(2));
    CHECK(quantile(f, table, 0.75) == doctest::Approx(3));
    CHECK(quantile(f, table, 1.0 - 0x1p-53) == doctest::Approx(4));
    CHECK(f.mean == doctest::Approx(0.5 * 1.5 + 0.5 * 3));
    // Mixture of uniform(1, 2) and uniform(2, 4).
    CHECK(f.variance == doctest::Approx(0.5 * (1.0 / 12 + 4.0 / 12) + 0.75 * 0.75));
  }

  TEST_CASE("equal observations make a step") {
    EmpiricalTable table;
    const Distribution f = empirical(table, {1, 2, 2, 2, 3}, {}, false);
    CHECK(quantile(f, table, 0.3) == 2);
    CHECK(quantile(f, table, 0.7) == 2);
    CHECK(quantile(f, table, 0.125) == doctest::Approx(1.5));
  }

  TEST_CASE("weights of observations move the probability") {
    EmpiricalTable table;
    const Distribution even = empirical(table, {0, 1, 2, 3}, {2, 2, 2, 2}, false);
    CHECK(quantile(even, table, 0.5) == doctest::Approx(1.5));
    const Distribution heavy = empirical(table, {0, 1, 2, 3}, {1, 1, 9, 9}, false);
    CHECK(heavy.mean > even.mean);
  }

  TEST_CASE("two distributions share a table") {
    EmpiricalTable table;
    const Distribution first = empirical(table, {1, 2}, {}, true);
    const Distribution second = empirical(table, {100, 200, 300}, {}, true);
    CHECK(quantile(first, table, 0.9) == 2);
    CHECK(quantile(second, table, 0.1) == 100);
    CHECK(sample(second, table, 0.9) == 300);
  }

  TEST_CASE("one value makes a constant and leaves the table alone") {
    EmpiricalTable table;
    CHECK(empirical(table, {5, 5}, {1, 3}, true).is_constant());
    CHECK(empirical(table, {5}, {}, false).mean == 5);
    CHECK(empirical(table, {5, 9}, {1, 0}, false).mean == 5);
    CHECK(table.value.empty());
  }

  TEST_CASE("wrong points are refused with the reason") {
    CHECK(reason({}, {}) == "empirical: at least one value is needed");
    CHECK(reason({1, 2}, {1}) == "empirical: 2 values but 1 weights");
    CHECK(reason({1, 2}, {1, -1}) == "empirical: weight 2 must be >= 0");
    CHECK(reason({1, 2}, {0, 0}) ==
          "empirical: the sum of the weights must be positive and finite");
    CHECK(reason({std::numeric_limits<double>::infinity(), 2}, {}) ==
          "empirical: value 1 must be a finite number");
  }

  TEST_CASE("counts of atoms pass a chi-squared test") {
    // n = 20000, 3 degrees of freedom, alpha = 1e-3: limit 16.27.
    const Values weights = {0.1, 0.2, 0.3, 0.4};
    EmpiricalTable table;
    const Distribution f = empirical(table, {0, 1, 2, 3}, weights, true);
    const RandomStreams streams{99, 0};
    Values observed(4, 0.0);
    for (std::uint32_t i = 0; i < 20000; ++i) {
      const double u = streams.uniform(Purpose::kOther, 0, i, 0);
      observed[static_cast<std::size_t>(sample(f, table, u))] += 1;
    }
    CHECK(testing::chi_squared(observed, {2000, 4000, 6000, 8000}) < 16.27);
    CHECK(testing::chi_squared(observed, {2200, 3800, 6000, 8000}) > 16.27);
  }
}

}  // namespace
}  // namespace twinline

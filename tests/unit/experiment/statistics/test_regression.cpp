#include <cmath>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/experiment/statistics/regression.h"

TEST_SUITE_BEGIN("experiment.regression");

using namespace twinline;

namespace {

DesignMatrix with_constant(std::vector<std::vector<double>> columns) {
  DesignMatrix x;
  x.n_rows = columns.front().size();
  x.columns.emplace_back(x.n_rows, 1.0);
  for (std::vector<double>& column : columns) x.columns.push_back(std::move(column));
  return x;
}

}  // namespace

// Data and certified values: NIST Statistical Reference Datasets, Linear Regression, "Longley"
// (J. W. Longley 1967), higher level of difficulty.
TEST_CASE("regression: certified values of Longley") {
  const std::vector<double> y = {60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761,
                                 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551};
  const DesignMatrix x =
      with_constant({{83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8,
                      112.6, 114.2, 115.7, 116.9},
                     {234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469,
                      419180, 442769, 444546, 482704, 502601, 518173, 554894},
                     {2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813,
                      3931, 4806, 4007},
                     {1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552,
                      2514, 2572, 2827},
                     {107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388,
                      118734, 120445, 121950, 123366, 125368, 127852, 130081},
                     {1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959,
                      1960, 1961, 1962}});
  const double certified[7][2] = {{-3482258.63459582, 890420.383607373},
                                  {15.0618722713733, 84.9149257747669},
                                  {-0.358191792925910E-01, 0.334910077722432E-01},
                                  {-2.02022980381683, 0.488399681651699},
                                  {-1.03322686717359, 0.214274163161675},
                                  {-0.511041056535807E-01, 0.226073200069370},
                                  {1829.15146461355, 455.478499142212}};
  const LinearFit fit = fit_linear(x, y);
  for (std::size_t j = 0; j < 7; ++j) {
    CHECK(fit.coefficients[j].value == doctest::Approx(certified[j][0]).epsilon(1e-9));
    CHECK(fit.coefficients[j].standard_error == doctest::Approx(certified[j][1]).epsilon(1e-9));
  }
  CHECK(fit.residual_df == 9);
  CHECK(fit.residual_sd == doctest::Approx(304.854073561965).epsilon(1e-10));
  CHECK(fit.residual_sum == doctest::Approx(836424.055505915).epsilon(1e-10));
  CHECK(fit.r_squared == doctest::Approx(0.995479004577296).epsilon(1e-12));
  CHECK(fit.f == doctest::Approx(330.285339234588).epsilon(1e-10));
}

// NIST StRD "Wampler1": y = 1 + x + ... + x^5 at x = 0, 1, ..., 20; all coefficients are 1 and
// the residuals 0.
TEST_CASE("regression: certified values of Wampler1") {
  std::vector<std::vector<double>> powers(5);
  std::vector<double> y;
  for (int i = 0; i <= 20; ++i) {
    double power = 1;
    double sum = 1;
    for (std::vector<double>& column : powers) {
      power *= i;
      sum += power;
      column.push_back(power);
    }
    y.push_back(sum);
  }
  const LinearFit fit = fit_linear(with_constant(powers), y);
  for (const Coefficient& c : fit.coefficients) CHECK(c.value == doctest::Approx(1).epsilon(1e-7));
  CHECK(fit.r_squared == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("regression: PRESS is that of fits that leave one row out") {
  const std::vector<double> a = {1, 2, 4, 7, 8, 11, 13};
  const std::vector<double> y = {3, 1, 4, 1, 5, 9, 2};
  const LinearFit fit = fit_linear(with_constant({a}), y);
  double press = 0;
  for (std::size_t out = 0; out < a.size(); ++out) {
    std::vector<double> a_rest = a;
    std::vector<double> y_rest = y;
    a_rest.erase(a_rest.begin() + static_cast<std::ptrdiff_t>(out));
    y_rest.erase(y_rest.begin() + static_cast<std::ptrdiff_t>(out));
    const LinearFit rest = fit_linear(with_constant({a_rest}), y_rest);
    const double predicted = rest.coefficients[0].value + rest.coefficients[1].value * a[out];
    press += (y[out] - predicted) * (y[out] - predicted);
  }
  CHECK(fit.press == doctest::Approx(press).epsilon(1e-12));
  CHECK(fit.predicted_r_squared == doctest::Approx(1 - press / fit.total_sum));
  // With one regressor F is the square of its t and has the same p.
  CHECK(fit.f == doctest::Approx(fit.coefficients[1].t * fit.coefficients[1].t));
  CHECK(fit.f_p == doctest::Approx(fit.coefficients[1].p));
}

TEST_CASE("regression: a saturated model has no error to test with") {
  const LinearFit fit = fit_linear(with_constant({{-1, 1}}), {2, 6});
  CHECK(fit.coefficients[0].value == doctest::Approx(4));
  CHECK(fit.coefficients[1].value == doctest::Approx(2));
  CHECK(std::isnan(fit.coefficients[1].standard_error));
  CHECK(std::isnan(fit.coefficients[1].p));
  CHECK(std::isnan(fit.press));
}

TEST_CASE("regression: what cannot be told apart is refused") {
  CHECK_THROWS_AS(fit_linear(with_constant({{1, 2, 3}, {2, 4, 6}}), {1, 2, 3}), ArgumentError);
  CHECK_THROWS_AS(fit_linear(with_constant({{1, 1, 1}}), {1, 2, 3}), ArgumentError);
  CHECK_THROWS_AS(fit_linear(with_constant({{1, 2}, {3, 5}}), {1, 2}), ArgumentError);
  CHECK_THROWS_AS(fit_linear(with_constant({{1, 2, 3}}), {1, 2}), ArgumentError);
  CHECK(full_column_rank(with_constant({{1, 2, 4}})));
  CHECK_FALSE(full_column_rank(with_constant({{1, 2, 4}, {2, 4, 8}})));
}

TEST_SUITE_END();

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/core/error.h"
#include "twinline/experiment/statistics/intervals.h"

TEST_SUITE_BEGIN("experiment.intervals");

using namespace twinline;

namespace {

std::vector<double> one_to(int n) {
  std::vector<double> values;
  for (int i = n; i >= 1; --i) values.push_back(i);
  return values;
}

}  // namespace

TEST_CASE("quantile interval: the ranks of the sign test's table") {
  // Ranks and coverage of the median: 1 - 2 P(Bin(n, 1/2) < l), in tables of the sign test.
  struct Case {
    int n;
    double low;
    double high;
    double coverage;
  };
  for (const Case& one : {Case{6, 1, 6, 1 - 2.0 / 64}, Case{10, 2, 9, 1 - 2 * 11.0 / 1024},
                          Case{20, 6, 15, 0.958610534667969}}) {
    const QuantileInterval interval = quantile_interval(one_to(one.n), 0.5, 0.95);
    CHECK(interval.low == one.low);
    CHECK(interval.high == one.high);
    CHECK(interval.coverage == doctest::Approx(one.coverage).epsilon(1e-12));
    CHECK(interval.estimate == doctest::Approx((one.n + 1) / 2.0));
  }
}

TEST_CASE("quantile interval: a bound that the sample is too small for is missing") {
  const QuantileInterval five = quantile_interval(one_to(5), 0.5, 0.95);
  CHECK(std::isnan(five.low));
  CHECK(std::isnan(five.high));
  CHECK(five.coverage == 1);
  // 0.95^59 < 0.05 is the well-known 59 of tolerance limits; two-sided 0.025 needs 72.
  CHECK(std::isnan(quantile_interval(one_to(71), 0.95, 0.95).high));
  CHECK(quantile_interval(one_to(72), 0.95, 0.95).high == 72);
  CHECK(quantile_interval(one_to(72), 0.05, 0.95).low == 1);
}

TEST_CASE("quantile interval: both tails err by no more than half for any n and p") {
  for (const int n : {1, 7, 40, 333}) {
    for (const double p : {0.01, 0.3, 0.5, 0.77, 0.99}) {
      for (const double confidence : {0.6, 0.9, 0.999}) {
        const QuantileInterval interval = quantile_interval(one_to(n), p, confidence);
        CHECK(interval.coverage >= confidence);
        // The mirror image of the sample has the mirror image of the interval.
        const QuantileInterval mirror = quantile_interval(one_to(n), 1 - p, confidence);
        CHECK(std::isnan(interval.low) == std::isnan(mirror.high));
        if (!std::isnan(interval.low)) CHECK(interval.low == n + 1 - mirror.high);
      }
    }
  }
}

TEST_CASE("quantile interval: covers as often as it says (n = 1000 and alpha = 0.001)") {
  // 40 exponential values each; the 0.8-quantile is ln 5. Coverage is exact for a continuous law.
  std::size_t covered = 0;
  std::size_t covered_wrong = 0;
  double coverage = 0;
  for (std::uint32_t run = 0; run < 1000; ++run) {
    std::vector<double> sample;
    for (std::uint32_t i = 0; i < 40; ++i) sample.push_back(-std::log(test::uniform(3, run, i)));
    const QuantileInterval interval = quantile_interval(sample, 0.8, 0.9);
    coverage = interval.coverage;
    const auto holds = [&](double x) { return interval.low <= x && x <= interval.high; };
    if (holds(std::log(5.0))) ++covered;
    if (holds(std::log(4.0))) ++covered_wrong;  // the 0.75-quantile
  }
  CHECK(test::share_agrees(covered, 1000, coverage));
  CHECK_FALSE(test::share_agrees(covered_wrong, 1000, coverage));
}

TEST_CASE("paired difference: a hand calculation") {
  // Differences 1, 2, 3: mean 2, s = 1, half width t(2, 0.975) / sqrt(3) = 4.30265273 / sqrt(3).
  const PairedDifference d = paired_difference({1, 2, 3}, {2, 4, 6}, 0.95);
  CHECK(d.mean_a == 2);
  CHECK(d.mean_b == 4);
  CHECK(d.difference == 2);
  CHECK(d.n == 3);
  CHECK(d.half_width == doctest::Approx(4.302652729696142 / std::sqrt(3.0)));
  CHECK(d.correlation == doctest::Approx(1));
  CHECK(d.variance_reduction == doctest::Approx(1 - 1.0 / 5));
}

TEST_CASE("paired difference: known correlation saves what theory says") {
  // b = a + e with unit variances of a and e: Var(b - a) = 1 against 1 + 2, a third.
  std::vector<double> a;
  std::vector<double> b;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    a.push_back(test::normal(5, 0, i));
    b.push_back(a.back() + test::normal(5, 1, i));
  }
  const PairedDifference d = paired_difference(a, b, 0.95);
  CHECK(d.variance_reduction == doctest::Approx(2.0 / 3).epsilon(0.02));
  CHECK(d.correlation == doctest::Approx(std::sqrt(0.5)).epsilon(0.02));
}

TEST_CASE("intervals: what has no meaning is refused or missing") {
  CHECK_THROWS_AS(quantile_interval({}, 0.5, 0.95), ArgumentError);
  CHECK_THROWS_AS(quantile_interval({1, 2}, 1, 0.95), ArgumentError);
  CHECK_THROWS_AS(paired_difference({1}, {2}, 0.95), ArgumentError);
  CHECK_THROWS_AS(paired_difference({1, 2}, {2}, 0.95), ArgumentError);
  const PairedDifference constant = paired_difference({1, 1}, {2, 2}, 0.95);
  CHECK(constant.half_width == 0);
  CHECK(std::isnan(constant.correlation));
  CHECK(std::isnan(constant.variance_reduction));
}

TEST_SUITE_END();

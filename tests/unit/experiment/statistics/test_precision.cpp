#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/experiment/statistics/precision.h"

TEST_SUITE_BEGIN("experiment.precision");

using namespace twinline;

TEST_CASE("precision: the next look is where the half width should have shrunk enough") {
  const PrecisionGoal goal{0.02, 10, 1000};
  CHECK(next_replications(goal, 0, {}) == 10);
  CHECK(next_replications(goal, 10, {{100, 2, 10}}) == 10);     // met
  CHECK(next_replications(goal, 10, {{100, 2.4, 10}}) == 15);   // 10 x 1.2^2 = 14.4
  CHECK(next_replications(goal, 10, {{-100, 2.4, 10}}) == 15);  // of the size of the mean
  CHECK(next_replications(goal, 40, {{100, 2.01, 40}}) == 44);  // a tenth more at least
  CHECK(next_replications(goal, 10, {{100, 50, 10}}) == 20);    // twice as many at most
  CHECK(next_replications(goal, 900, {{100, 50, 900}}) == 1000);
  CHECK(next_replications(goal, 1000, {{100, 50, 1000}}) == 1000);
  CHECK(next_replications(goal, 10, {{100, 1, 10}, {100, 2.4, 10}}) == 15);  // the worst counts
}

TEST_CASE("precision: a mean of 0 and a missing interval never meet a goal") {
  const PrecisionGoal goal{0.02, 10, 1000};
  CHECK(next_replications(goal, 10, {{0, 0, 10}}) == 20);
  CHECK(next_replications(goal, 10, {{5, std::numeric_limits<double>::quiet_NaN(), 1}}) == 20);
  CHECK(std::isinf(relative_half_width({0, 1, 10})));
}

namespace {

constexpr std::uint32_t kRuns = 5000;

/// How many of kRuns intervals cover the mean when a run stops. @param next what to run after n
template <typename Next>
std::size_t covered_at_stop(const Next& next) {
  std::size_t covered = 0;
  for (std::uint32_t run = 0; run < kRuns; ++run) {
    std::vector<double> values;
    Interval interval;
    std::uint32_t n = 0;
    for (std::uint32_t goal = next(0U, interval); goal > n; goal = next(n, interval)) {
      for (; n < goal; ++n) values.push_back(10 + 3 * test::normal(41, run, n));
      interval = student_interval(values, 0.95);
    }
    if (std::fabs(interval.mean - 10) <= interval.half_width) ++covered;
  }
  return covered;
}

}  // namespace

TEST_CASE("precision: the interval at the stop covers (n = 5000 and alpha = 0.001)") {
  // Stopping when the interval looks narrow costs coverage; the few looks and the replications that
  // a look is late make up for it.
  const PrecisionGoal goal{0.05, 10, 1000};
  const std::size_t covered = covered_at_stop([&](std::uint32_t n, const Interval& interval) {
    return next_replications(goal, n, {interval});
  });
  // The wrong rule: a look after every replication, from the second on.
  const std::size_t covered_often = covered_at_stop([&](std::uint32_t n, const Interval& interval) {
    return n < 2 ? 2 : relative_half_width(interval) <= 0.05 ? n : n + 1;
  });
  MESSAGE("covered: ", covered, " of 5000; with a look after every replication: ", covered_often);
  CHECK(test::share_at_least(covered, kRuns, 0.95));
  CHECK_FALSE(test::share_at_least(covered_often, kRuns, 0.95));
}

TEST_SUITE_END();

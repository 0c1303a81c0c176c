#include <cmath>

#include <doctest/doctest.h>

#include "twinline/core/random.h"
#include "twinline/experiment/statistics/mser.h"

TEST_SUITE_BEGIN("experiment.mser");

using namespace twinline;

namespace {

double uniform(std::uint32_t stream, std::uint32_t i) {
  return RandomStreams{7, 0}.uniform(Purpose::kOther, stream, 0, i);
}

}  // namespace

TEST_CASE("mser5: a step of exact height is cut where it is") {
  std::vector<double> series(40, 100.0);
  series.resize(200);
  // 1, 2, 3, 2, 1 after the step: every batch has the mean 1.8, so the statistic is 0 from there.
  const double wave[] = {1, 2, 3, 2, 1};
  for (std::size_t i = 40; i < 200; ++i) series[i] = wave[i % 5];
  const WarmUp warm_up = mser5(series);
  CHECK(warm_up.settled);
  CHECK(warm_up.truncation == 40);
  CHECK(warm_up.mean == doctest::Approx(1.8));
}

TEST_CASE("mser5: the statistic is that of the definition") {
  std::vector<double> series;
  for (std::uint32_t i = 0; i < 303; ++i) {
    series.push_back(5 * std::exp(-static_cast<double>(i) / 30) + uniform(1, i));
  }
  // By the definition, in O(n^2).
  std::vector<double> y(60, 0.0);
  for (std::size_t i = 0; i < 300; ++i) y[i / 5] += series[i] / 5;
  std::size_t best = 0;
  double least = 1e300;
  for (std::size_t d = 0; d + 5 <= y.size(); ++d) {
    double mean = 0;
    for (std::size_t i = d; i < y.size(); ++i) mean += y[i] / static_cast<double>(y.size() - d);
    double squares = 0;
    for (std::size_t i = d; i < y.size(); ++i) squares += (y[i] - mean) * (y[i] - mean);
    const double statistic = squares / static_cast<double>((y.size() - d) * (y.size() - d));
    if (statistic < least) {
      least = statistic;
      best = d;
    }
  }
  const WarmUp warm_up = mser5(series);
  CHECK(warm_up.truncation == 5 * best);
  CHECK(warm_up.settled);
  CHECK(warm_up.truncation > 60);
  CHECK(warm_up.truncation < 180);
}

TEST_CASE("mser5: a series that only rises has not settled") {
  std::vector<double> series;
  for (int i = 0; i < 500; ++i) series.push_back(i);
  CHECK_FALSE(mser5(series).settled);
}

TEST_CASE("mser5: a level series is kept whole and a short one says nothing") {
  const std::vector<double> level(100, 3.0);
  CHECK(mser5(level).settled);
  CHECK(mser5(level).truncation == 0);
  CHECK(mser5(level).mean == 3.0);
  CHECK_FALSE(mser5(std::vector<double>(49, 3.0)).settled);
  CHECK_FALSE(mser5({}).settled);
}

TEST_SUITE_END();

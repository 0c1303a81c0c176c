#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/core/error.h"
#include "twinline/experiment/statistics/batch_means.h"

TEST_SUITE_BEGIN("experiment.batch_means");

using namespace twinline;

namespace {

/// A first-order autoregressive series with mean 10 and unit innovations.
std::vector<double> autoregressive(double phi, std::uint32_t stream, std::uint32_t n) {
  std::vector<double> series;
  double x = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    x = phi * x + test::normal(17, stream, i);
    series.push_back(10 + x);
  }
  return series;
}

}  // namespace

TEST_CASE("batch means: independent values keep 32 batches and the plain mean") {
  std::vector<double> series;
  for (std::uint32_t i = 0; i < 3205; ++i) series.push_back(test::normal(1, 0, i));
  const BatchMeans means = batch_means(series, 0.95);
  CHECK(means.n_batches == 32);
  CHECK(means.batch_size == 100);
  CHECK(means.independent);
  double sum = 0;
  for (std::size_t i = 5; i < series.size(); ++i) sum += series[i];  // the first five fill no batch
  CHECK(means.mean == doctest::Approx(sum / 3200));
  CHECK(std::fabs(means.lag1) < 0.5);
}

TEST_CASE("batch means: fewer batches where neighbours are correlated and a warning in the end") {
  // A slow wave: its batches are correlated however few they are.
  std::vector<double> wave;
  for (int i = 0; i < 640; ++i) wave.push_back(std::sin(i * 3.14159265 / 640));
  const BatchMeans means = batch_means(wave, 0.95);
  CHECK(means.n_batches == 8);
  CHECK_FALSE(means.independent);
  CHECK(means.lag1 > 0.3);
}

TEST_CASE("batch means: a constant series has an interval of width 0") {
  const BatchMeans means = batch_means(std::vector<double>(64, 3.0), 0.95);
  CHECK(means.mean == 3);
  CHECK(means.half_width == 0);
  CHECK(means.independent);
  CHECK_THROWS_AS(batch_means(std::vector<double>(31, 3.0), 0.95), ArgumentError);
}

TEST_CASE("batch means: cover the mean of a correlated series (n = 1000 and alpha = 0.001)") {
  // phi = 0.8: the variance of a mean is 9 times that of independent values of the same spread.
  std::size_t covered = 0;
  std::size_t covered_as_independent = 0;
  for (std::uint32_t run = 0; run < 1000; ++run) {
    const std::vector<double> series = autoregressive(0.8, run, 3200);
    const BatchMeans means = batch_means(series, 0.9);
    if (std::fabs(means.mean - 10) <= means.half_width) ++covered;
    // The wrong model: all values independent.
    double squares = 0;
    for (const double value : series) squares += (value - means.mean) * (value - means.mean);
    const double naive = 1.645 * std::sqrt(squares) / 3200;
    if (std::fabs(means.mean - 10) <= naive) ++covered_as_independent;
  }
  CHECK(test::share_agrees(covered, 1000, 0.9));
  CHECK_FALSE(test::share_agrees(covered_as_independent, 1000, 0.9));
}

TEST_SUITE_END();

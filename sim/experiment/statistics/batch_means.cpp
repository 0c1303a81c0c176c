#include "twinline/experiment/statistics/batch_means.h"

#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include "twinline/core/error.h"
#include "twinline/results/summary.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBatches = 32;
constexpr std::size_t kFewestBatches = 8;
constexpr double kLag1Alpha = 0.1;

/// Is the lag-1 autocorrelation, corrected for the ends, too large for independent values?
/// Under independence (sum (y_i - y_(i+1))^2 / (2 sum (y_i - mean)^2)) has mean 1 and variance
/// (k - 2) / (k^2 - 1): von Neumann 1941.
bool correlated(double ratio, std::size_t n_batches) {
  const auto k = static_cast<double>(n_batches);
  const double z =
      boost::math::quantile(boost::math::normal_distribution<double>(), 1 - kLag1Alpha);
  return 1 - ratio > z * std::sqrt((k - 2) / (k * k - 1));
}

BatchMeans with_batches(const std::vector<double>& series, std::size_t n_batches,
                        double confidence) {
  BatchMeans result;
  result.n_batches = n_batches;
  result.batch_size = series.size() / n_batches;
  std::vector<double> means(n_batches, 0.0);
  std::size_t at = series.size() - n_batches * result.batch_size;
  for (double& mean : means) {
    for (std::size_t i = 0; i < result.batch_size; ++i) mean += series[at++];
    mean /= static_cast<double>(result.batch_size);
  }
  const Interval interval = student_interval(means, confidence);
  result.mean = interval.mean;
  result.half_width = interval.half_width;
  double squares = 0;
  double neighbours = 0;
  double steps = 0;
  for (std::size_t i = 0; i < n_batches; ++i) {
    const double deviation = means[i] - interval.mean;
    squares += deviation * deviation;
    if (i + 1 == n_batches) break;
    neighbours += deviation * (means[i + 1] - interval.mean);
    steps += (means[i + 1] - means[i]) * (means[i + 1] - means[i]);
  }
  result.lag1 = squares > 0 ? neighbours / squares : 0;
  result.independent = !(squares > 0) || !correlated(steps / (2 * squares), n_batches);
  return result;
}

}  // namespace

BatchMeans batch_means(const std::vector<double>& series, double confidence) {
  if (series.size() < kMostBatches) {
    throw ArgumentError("batch_means: expected 32 observations or more, received " +
                        std::to_string(series.size()));
  }
  BatchMeans result;
  for (std::size_t k = kMostBatches; k >= kFewestBatches; k /= 2) {
    result = with_batches(series, k, confidence);
    if (result.independent) break;
  }
  return result;
}

}  // namespace twinline

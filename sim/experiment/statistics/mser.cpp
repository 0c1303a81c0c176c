#include "twinline/experiment/statistics/mser.h"

#include <limits>

namespace twinline {

namespace {

constexpr std::size_t kBatch = 5;
constexpr std::size_t kFewestKept = 5;

std::vector<double> batch_means(const std::vector<double>& series) {
  std::vector<double> means;
  for (std::size_t begin = 0; begin + kBatch <= series.size(); begin += kBatch) {
    double sum = 0;
    for (std::size_t i = begin; i < begin + kBatch; ++i) sum += series[i];
    means.push_back(sum / static_cast<double>(kBatch));
  }
  return means;
}

}  // namespace

WarmUp mser5(const std::vector<double>& series) {
  const std::vector<double> y = batch_means(series);
  WarmUp best;
  if (y.size() < 2 * kFewestKept) return best;

  // From the back, so that each batch enters the mean and the sum of squares once (Welford).
  double mean = 0;
  double squares = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t kept = 1; kept <= y.size(); ++kept) {
    const std::size_t truncated = y.size() - kept;
    const auto n = static_cast<double>(kept);
    const double step = y[truncated] - mean;
    mean += step / n;
    squares += step * (y[truncated] - mean);
    const double statistic = squares / (n * n);
    if (kept >= kFewestKept && statistic <= least) {
      least = statistic;
      best = {truncated * kBatch, mean, 2 * truncated <= y.size()};
    }
  }
  return best;
}

}  // namespace twinline

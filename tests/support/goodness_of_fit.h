#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace twinline::testing {

/// Kolmogorov-Smirnov statistic of a sample against a cumulative distribution function, times
/// sqrt(n).
template <typename Cdf>
double kolmogorov_smirnov(std::vector<double> sample, const Cdf& cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double largest = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = cdf(sample[i]);
    const auto below = static_cast<double>(i);
    largest = std::max({largest, p - below / n, (below + 1.0) / n - p});
  }
  return largest * std::sqrt(n);
}

/// Limit of sqrt(n) D at alpha = 1e-3, two-sided: sqrt(-log(alpha / 2) / 2).
constexpr double kKolmogorovLimit = 1.9495;

/// Pearson's statistic of counts against expected counts.
inline double chi_squared(const std::vector<double>& observed,
                          const std::vector<double>& expected) {
  double sum = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double difference = observed[i] - expected[i];
    sum += difference * difference / expected[i];
  }
  return sum;
}

}  // namespace twinline::testing

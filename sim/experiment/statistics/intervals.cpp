#include "twinline/experiment/statistics/intervals.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>

#include "twinline/core/accumulators.h"
#include "twinline/core/error.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/results/summary.h"

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// P(X <= k) of a binomial X; 0 below 0.
double binomial_cdf(const boost::math::binomial_distribution<double>& x, std::int64_t k) {
  return k < 0 ? 0.0 : boost::math::cdf(x, static_cast<double>(k));
}

/// The least k with P(X <= k) > probability, from Boost's approximate quantile.
std::int64_t first_above(const boost::math::binomial_distribution<double>& x, double probability) {
  const auto n = static_cast<std::int64_t>(x.trials());
  auto k = static_cast<std::int64_t>(std::floor(boost::math::quantile(x, probability)));
  k = std::clamp<std::int64_t>(k, 0, n);
  while (k > 0 && binomial_cdf(x, k - 1) > probability) --k;
  while (k < n && binomial_cdf(x, k) <= probability) ++k;
  return k;
}

}  // namespace

QuantileInterval quantile_interval(std::vector<double> sample, double p, double confidence) {
  if (sample.empty() || !(p > 0 && p < 1) || !(confidence > 0 && confidence < 1)) {
    throw ArgumentError("quantile_interval: expected values and two probabilities in (0, 1)");
  }
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<std::int64_t>(sample.size());
  // How many values lie below the quantile, and above it.
  const boost::math::binomial_distribution<double> below(static_cast<double>(n), p);
  const boost::math::binomial_distribution<double> above(static_cast<double>(n), 1 - p);
  const double tail = (1 - confidence) / 2;
  // Ranks from 1, 0 and n + 1 meaning no bound. The quantile lies below the l-th smallest with
  // P(below <= l - 1), and above the u-th with P(below >= u).
  const std::int64_t l = first_above(below, tail);
  const std::int64_t u = n + 1 - first_above(above, tail);
  QuantileInterval interval;
  interval.estimate = quantile_of_sorted(sample, p);
  interval.low = l < 1 ? kNoValue : sample[static_cast<std::size_t>(l - 1)];
  interval.high = u > n ? kNoValue : sample[static_cast<std::size_t>(u - 1)];
  interval.coverage = binomial_cdf(below, u - 1) - binomial_cdf(below, l - 1);
  return interval;
}

PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                   double confidence) {
  if (a.size() != b.size() || a.size() < 2) {
    throw ArgumentError("paired_difference: expected two or more pairs of values");
  }
  Tally tally_a;
  Tally tally_b;
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) {
    tally_a.add(a[i]);
    tally_b.add(b[i]);
    differences.push_back(b[i] - a[i]);
  }
  Tally tally_d;
  for (const double d : differences) tally_d.add(d);
  const double independent = tally_a.variance() + tally_b.variance();
  const double product = tally_a.standard_deviation() * tally_b.standard_deviation();
  const Interval interval = student_interval(differences, confidence);

  PairedDifference result;
  result.mean_a = tally_a.mean();
  result.mean_b = tally_b.mean();
  result.difference = interval.mean;
  result.half_width = interval.half_width;
  result.correlation =
      product > 0 ? std::clamp((independent - tally_d.variance()) / (2 * product), -1.0, 1.0)
                  : kNoValue;
  result.variance_reduction = independent > 0 ? 1 - tally_d.variance() / independent : kNoValue;
  result.n = a.size();
  return result;
}

}  // namespace twinline

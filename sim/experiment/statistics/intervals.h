#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

/// A quantile of a population and the order statistics that enclose it.
struct QuantileInterval {
  double estimate = 0;  ///< of the sample, linear between order statistics
  double low = 0;       ///< NaN where the sample is too small for a bound on this side
  double high = 0;      ///< NaN likewise
  double coverage = 0;  ///< exact for a continuous population; at least what was asked for
};

/// Distribution-free interval of the p-quantile of independent, equally distributed values: the
/// l-th and the u-th smallest, each tail erring with at most (1 - confidence) / 2 by the binomial
/// distribution; docs/methods/statistics.md eq. (3).
/// @param p in (0, 1)  @param confidence in (0, 1)
/// @throws ArgumentError for an empty sample or a value outside its range
QuantileInterval quantile_interval(std::vector<double> sample, double p, double confidence);

/// The difference of two systems that were run under common random numbers, and what these gained.
struct PairedDifference {
  double mean_a = 0;
  double mean_b = 0;
  double difference = 0;          ///< mean of b - a
  double half_width = 0;          ///< of Student's t interval of the difference
  double correlation = 0;         ///< of a and b; NaN where one of them does not vary
  double variance_reduction = 0;  ///< 1 - Var(b - a) / (Var a + Var b); NaN where none varies
  std::size_t n = 0;
};

/// Paired t interval: docs/methods/statistics.md eq. (2). The variance reduction is against
/// independent runs of the two; it is negative where the pairing made things worse.
/// @param a, b values of the same replications, in the same order
/// @throws ArgumentError where the sizes differ or are below 2
PairedDifference paired_difference(const std::vector<double>& a, const std::vector<double>& b,
                                   double confidence);

}  // namespace twinline

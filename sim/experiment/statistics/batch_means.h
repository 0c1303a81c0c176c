#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

/// The mean of one long run and its interval from the means of successive batches.
struct BatchMeans {
  double mean = 0;
  double half_width = 0;
  std::size_t n_batches = 0;
  std::size_t batch_size = 0;  ///< observations
  double lag1 = 0;             ///< autocorrelation of neighbouring batch means
  /// Did the lag-1 check pass? Where it did not, the run is too short for the interval to be
  /// trusted.
  bool independent = false;
};

/// Student-t interval from non-overlapping batch means of a stationary series;
/// docs/methods/statistics.md eq. (4).
///
/// The rule for the number of batches: 32, then 16, then 8, until the lag-1 autocorrelation of the
/// means is not significantly positive (von Neumann's ratio, one-sided, 10 %). Observations that
/// fill no batch are left out at the begin, next to the warm-up.
/// @param series in the order of time, without its warm-up
/// @throws ArgumentError for fewer than 32 observations
BatchMeans batch_means(const std::vector<double>& series, double confidence);

}  // namespace twinline

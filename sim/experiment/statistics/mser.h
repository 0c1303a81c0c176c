#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

/// Where a time series has settled, by MSER over the means of batches of equal size.
struct WarmUp {
  std::size_t truncation = 0;  ///< observations to leave out: a multiple of the batch size
  double mean = 0;             ///< of the batches that are kept
  /// Is the truncation in the first half of the series? Where it is not, the series is too short
  /// to say where it settles, and neither number means anything.
  bool settled = false;
};

/// MSER-5 of White (1997): the truncation d that minimises
/// sum over i > d of (Y_i - mean of Y_(d+1..k))^2 / (k - d)^2 where Y_1 .. Y_k are the means of
/// successive fives; docs/methods/statistics.md eq. (5). The first of equal minima is taken. At
/// least five batches are kept, because the statistic of a few may be 0 by chance; a last batch
/// that is not full is left out.
/// @param series observations at equal intervals, such as the WIP of wip.csv, better averaged over
///        the replications
/// @return not settled for fewer than 10 batches (50 observations). Complexity O(n).
WarmUp mser5(const std::vector<double>& series);

}  // namespace twinline

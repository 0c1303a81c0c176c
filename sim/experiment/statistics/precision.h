#pragma once

#include <cstdint>
#include <vector>

#include "twinline/results/summary.h"

namespace twinline {

/// When replications are enough: the half widths of some intervals are at most a share of the
/// means.
struct PrecisionGoal {
  double relative_half_width = 0.05;  ///< > 0
  std::uint32_t first = 10;           ///< replications before the first look, at least 2
  std::uint32_t most = 1000;          ///< replications at which it ends without the goal
};

/// Half width over |mean|; infinity without an interval or with a mean of 0.
double relative_half_width(const Interval& interval);

/// How many replications there should be next, after `n`: `n` itself where the goal is met or the
/// cap is reached. In between it is the number that the present half widths ask for, at least a
/// tenth more and at most twice as many, so that looks are few: each look at the data costs a
/// little coverage. A function of the values alone: threads and waiting do not matter.
std::uint32_t next_replications(const PrecisionGoal& goal, std::uint32_t n,
                                const std::vector<Interval>& intervals);

}  // namespace twinline

#pragma once

#include <vector>

namespace twinline {

/// A machine that is up and down for exponential times, whether it works or not. Rates a cycle.
struct ContinuousMachine {
  double failure = 0;  ///< lambda, >= 0; 0 = never down
  double repair = 1;   ///< mu, > 0
};

/// Jobs a cycle of a serial line of machines of one speed with exponential times between failures
/// and of repair, by Li and Meerkov (Production Systems Engineering, 2009, ch. 11): continuous
/// flow, time-dependent failures; the first machine is never starved, the last never blocked. Exact
/// for one and two machines, an aggregation for more. Equations: docs/methods/capacity.md.
/// @param machines  at least one.
/// @param room  between neighbours, in cycles of work, >= 0; one fewer than machines.
/// @throws ArgumentError when not so, RunError where the iteration does not settle.
double continuous_line_throughput(const std::vector<ContinuousMachine>& machines,
                                  const std::vector<double>& room);

}  // namespace twinline

#pragma once

#include <vector>

namespace twinline {

/// A machine that, at the begin of a cycle in which it can work, fails with one probability and, if
/// it is down, is repaired with the other.
struct DeterministicMachine {
  double failure = 0;  ///< 0 < p < 1
  double repair = 1;   ///< 0 < r <= 1
};

/// Jobs a cycle of machines of one cycle time with operation-dependent geometric failures. The
/// first machine is never starved, the last never blocked. Two machines: Gershwin (Manufacturing
/// Systems Engineering, 1994, section 3.6), exact. More: his decomposition into two-machine lines,
/// solved as Dallery, David and Xie (1988) do, an approximation. Equations:
/// docs/methods/capacity.md.
/// @param machines  at least two.
/// @param places  N >= 4 of each buffer: jobs that find room behind a machine's work, the one on
/// the
///   next machine counted; one fewer than machines.
/// @throws ArgumentError when a value is out of range, RunError where the iteration does not
/// settle.
double deterministic_line_throughput(const std::vector<DeterministicMachine>& machines,
                                     const std::vector<int>& places);

}  // namespace twinline

#pragma once

namespace twinline {

/// A machine that, at the begin of a cycle in which it can work, fails with one probability and, if
/// it is down, is repaired with the other.
struct DeterministicMachine {
  double failure = 0;  ///< 0 < p < 1
  double repair = 1;   ///< 0 < r <= 1
};

/// Jobs a cycle of two machines of one cycle time with operation-dependent geometric failures, by
/// Gershwin (Manufacturing Systems Engineering, 1994, section 3.6): exact. The first machine is
/// never starved, the second never blocked. Equations: docs/methods/capacity.md.
/// @param places  N >= 4: jobs that find room behind the first machine's work, the one on the
///   second machine counted.
/// @throws ArgumentError when a value is out of range.
double deterministic_line_throughput(const DeterministicMachine& first,
                                     const DeterministicMachine& second, int places);

}  // namespace twinline

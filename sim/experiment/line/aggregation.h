#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "twinline/core/error.h"

namespace twinline {

/// The recursive aggregation of Li and Meerkov (Production Systems Engineering, 2009, ch. 4 and
/// 11): all machines behind one become one machine, then all before it, until neither changes.
/// Exact for one and two machines. Equations: docs/methods/capacity.md (4).
/// @param machines  at least one; `double rate_of(Machine)` is what it makes alone.
/// @param places  one fewer; what it counts is up to `starved`.
/// @param starved  probability that the buffer between two machines is empty: (before, behind,
///   places).
/// @param slowed  a machine that a share of the time can do nothing: (machine, share).
/// @return what the line makes.  @throws RunError where the iteration does not settle.
template <class Machine, class Places, class Starved, class Slowed, class RateOf>
double aggregate_line(const std::vector<Machine>& machines, const std::vector<Places>& places,
                      const Starved& starved, const Slowed& slowed, const RateOf& rate_of) {
  std::vector<Machine> forward = machines;
  std::vector<Machine> backward = machines;
  constexpr int kMaxRounds = 100000;
  constexpr double kSettled = 1e-12;
  for (int round = 0; round < kMaxRounds; ++round) {
    for (std::size_t i = machines.size() - 1; i-- > 0;) {
      // Seen from behind, the buffer's empty places are the jobs.
      backward[i] = slowed(machines[i], starved(backward[i + 1], forward[i], places[i]));
    }
    for (std::size_t i = 1; i < machines.size(); ++i) {
      forward[i] = slowed(machines[i], starved(forward[i - 1], backward[i], places[i - 1]));
    }
    const double made = rate_of(forward.back());
    if (std::abs(made - rate_of(backward.front())) < kSettled * made) return made;
  }
  throw RunError("the aggregation of a line did not settle");
}

}  // namespace twinline

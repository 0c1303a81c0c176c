#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace twinline {

/// Jobs a slot of a serial line of Bernoulli machines, by the aggregation of Li and Meerkov
/// (Production Systems Engineering, 2009, ch. 4). Equations: docs/methods/capacity.md.
///
/// Exact for one and two machines, an approximation for more. Assumes slots of equal length, a
/// machine that is up in each slot independently of all else, time-dependent failures, and blocking
/// before service; the first machine is never starved, the last never blocked.
/// @param up  probability of each machine to be up in a slot, 0 < up <= 1, at least one machine.
/// @param places  places between neighbours, the machine's own behind them included, >= 1;
///   one fewer than machines.
/// @throws ArgumentError when not so, RunError where the iteration does not settle.
double bernoulli_line_throughput(const std::vector<double>& up, const std::vector<int>& places);

/// The same exactly, from the Markov chain of the buffers' contents.
/// @param most_states  a chain of more contents is not solved.
/// @return none where there are more, or their probabilities lie too far apart for doubles.
std::optional<double> exact_bernoulli_throughput(const std::vector<double>& up,
                                                 const std::vector<int>& places,
                                                 std::size_t most_states);

}  // namespace twinline

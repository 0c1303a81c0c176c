#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "twinline/plant/model/buffer.h"

namespace twinline {

/// A machine whose times are exponential. Rates in one unit of time.
struct ExponentialMachine {
  double work = 1;          ///< jobs a unit of time while it works, > 0
  double failure = 0;       ///< >= 0; 0 = never down
  double repair = 1;        ///< > 0
  bool fails_idle = false;  ///< time-dependent failures: not only while it works
};

/// Exponential machines in a row. The first is never starved, the last never blocked.
struct ExponentialLine {
  std::vector<ExponentialMachine> machines;  ///< at least one
  std::vector<std::uint32_t> capacity;       ///< of the buffers between them: one fewer
  BufferCounts counts = BufferCounts::kWaiting;
  Blocking blocking = Blocking::kAfterService;
};

/// Jobs a unit of time, exactly: the stationary distribution of the Markov chain of jobs between
/// the machines and of who is down, by sparse LU (Eigen). The chains of Hunt (1956, blocking after
/// service), Gershwin and Berman (1981) and their longer lines. Rules of a buffer:
/// docs/methods/plant_semantics.md, decision 20.
/// @param most_states  a chain with more is not solved.
/// @return none where there are more states, or their probabilities lie too far apart for doubles.
/// @throws ArgumentError where the line is none, or machines that fail idle are not behind buffers
///   that count waiting and work and block before service.
std::optional<double> exact_throughput(const ExponentialLine& line, std::size_t most_states);

/// The same for machines that are never down, approximately, by aggregation; exact for two.
/// Equations: docs/methods/capacity.md.
/// @throws ArgumentError where the line is none, or a machine fails.
double aggregated_throughput(const ExponentialLine& line);

/// Most jobs that a machine can be ahead of the one behind the buffer: done by the one and not by
/// the other. For two machines of the same cycle or of exponential times this is all that counts.
std::uint32_t most_ahead(std::uint32_t capacity, BufferCounts counts, Blocking blocking);

}  // namespace twinline

#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/state/buffer_state.h"
#include "twinline/plant/state/statistics.h"
#include "twinline/results/state_times.h"

namespace twinline {

/// What the tables and KPIs of one replication are made from.
struct ReplicationData {
  const Plant& plant;
  const Statistics& stats;
  std::uint32_t replication = 0;
  std::uint64_t seed = 0;
  SimTime now;                                                     ///< where the replication ended
  std::vector<std::array<SimTime, kMachineStates>> machine_times;  ///< by machine
  /// Machine by machine: failures of its station, then maintenance plans.
  std::vector<DownStats> downs;
  std::vector<QueueFigures> queues;  ///< by station
  std::vector<BufferFigures> buffers;
  std::vector<VehicleStats> vehicles;         ///< fleet by fleet
  std::vector<std::uint64_t> active_periods;  ///< by machine

  SimTime measured() const { return now - plant.run.warm_up; }
};

/// Hours of a span of ns, rounded once.
inline double hours_of(Int128 ns) { return static_cast<double>(ns) / 3.6e12; }
inline double hours_of(SimTime span) { return hours_of(static_cast<Int128>(span.ns())); }
/// Seconds of a span of ns, rounded once.
inline double seconds_of(Int128 ns) { return static_cast<double>(ns) / 1e9; }

/// Mean of the tally in hours; NaN ("no value") where it is empty.
inline double mean_hours(const TimeTally& tally) {
  return ratio(hours_of(tally.sum_ns()), static_cast<double>(tally.count()));
}

}  // namespace twinline

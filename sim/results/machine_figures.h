#pragma once

#include "twinline/results/replication_data.h"

namespace twinline {

/// Figures of the machines of a station or of a group of stations.
struct MachineFigures {
  StateTimes times;
  TimeTally wait;
  double queue_length = 0;  ///< time average
  std::uint64_t jobs_out = 0;
  std::uint64_t pieces_out = 0;
  std::uint64_t batched_jobs = 0;  ///< jobs and batches started at batching stations
  std::uint64_t batches = 0;
  std::uint64_t failures = 0;
  std::uint64_t maintenances = 0;
  double energy_kwh = 0;  ///< of the stations whose power is given

  void merge(const MachineFigures& other);
};

MachineFigures station_figures(const ReplicationData& data, Id station);

/// (productive + setup) / (total - repair - maintenance - their delays - nonscheduled).
double utilization_available(const StateTimes& times);

/// Jobs to a run of one value of the option; not a number where there were none.
double mean_run(const WatchStats& stats);

/// Sum of power x time over the states.
double energy_kwh(const PowerDraw& power, const StateTimes& times);

/// SEMI E79 of simulated machines: only processing is production, the simulated process times are
/// the theoretical ones, and all units count as good because scrap is not laid to machines.
Oee simulated_oee(const StateTimes& times);

}  // namespace twinline

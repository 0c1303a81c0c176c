#pragma once

#include <vector>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// What a static load leaves out. All parts are included unless said otherwise.
struct CapacityOptions {
  bool rework = true;     ///< jobs and pieces that go back
  bool use_downs = true;  ///< failures by busy time or pieces, maintenance by pieces
};

/// The static load of a station: the work that the releases bring, over what its machines can do.
/// Loads are of machines, in machine-hours per hour; a load of 1 or more cannot be sustained.
struct StationLoad {
  Id station = kNone;
  double rate_per_h = 0;  ///< jobs that arrive (sampling, rework and scrap counted)
  double pieces_per_h = 0;
  double tasks_per_h = 0;       ///< jobs or batches, batches full
  double batch = 0;             ///< jobs in a task; 0 where nothing arrives
  double offered_h_per_h = 0;   ///< machine time: load, process, unload (at the mean speed)
  double use_down_h_per_h = 0;  ///< machine time down because of that use
  double capacity_h_per_h = 0;  ///< machines x availability x shift
  double availability = 1;      ///< share not lost to calendar failures and maintenance
  double shift = 1;  ///< share of the week (with exceptions: of the measured time) that it works
  double load = 0;   ///< (offered + down by use) / capacity
};

/// Static load of every station by the traffic equations of each stream's route, solved with Eigen.
///
/// Exact: visits with sampling, rework (with its limit) and scrap of whole jobs; pieces always.
/// Taken: batches are full, interval streams run for ever, listed jobs spread evenly over the
/// horizon, CONWIP streams are as fast as the busiest station allows (all in proportion to their
/// job numbers), streams that are lost when full as fast as they come or as the busiest station
/// allows, parts that are taken out of stores as fast as they are taken, parts that come off jobs
/// with them, pieces reworked or scrapped one by one come from jobs of the released size. Left
/// out: setups, initial jobs, operators, resources, dedication, queue-time windows, work repeated
/// after failures, and waiting. Equations: docs/methods/capacity.md.
/// @return one entry a station, in the order of Plant::stations.
std::vector<StationLoad> station_loads(const Plant& plant, const CapacityOptions& options = {});

/// Jobs per hour that each stream releases in the long run, as station_loads takes them.
std::vector<double> release_rates_per_h(const Plant& plant, const CapacityOptions& options = {});

/// Expected flow through the steps of a route, of one job released with `pieces` pieces.
struct RouteTraffic {
  std::vector<double> jobs;    ///< times that a job (or a part split off it) does the step
  std::vector<double> pieces;  ///< pieces in all these
};

/// Solves the traffic equations of one route. @pre pieces > 0.
RouteTraffic route_traffic(const Plant& plant, Id route, std::uint32_t pieces,
                           const CapacityOptions& options = {});

}  // namespace twinline

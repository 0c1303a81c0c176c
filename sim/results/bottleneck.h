#pragma once

#include <vector>

#include "twinline/results/replication_data.h"

namespace twinline {

/// A station of a line that holds the others up, by one method or both.
struct Bottleneck {
  Id route = kNone;
  Id station = kNone;
  bool by_arrows = false;         ///< no arrow leaves it
  bool by_active_period = false;  ///< its mean active period is the longest of its line
  double upstream = 0;    ///< blocked share of the station before it less its own starved share
  double downstream = 0;  ///< starved share of the station behind it less its own blocked share
  double active_period_h = 0;  ///< mean over the periods of its machines; NaN = none
  double severity() const { return upstream + downstream; }
};

/// Bottlenecks of the stretches of routes with buffers between the stations; those by arrows first,
/// the severest of them first.
///
/// Arrow method (Kuo, Lim and Meerkov 1996): between neighbours of a route an arrow goes to the one
/// behind where the one before is blocked for longer than the one behind is starved, and to the one
/// before otherwise. What no arrow leaves is a bottleneck. Shares are of the time on shift.
///
/// Active period method (Roser, Nakano and Tanaka 2001): the station whose machines are active for
/// the longest time on end, on average. Periods are cut off at the end of the run and of the
/// warm-up; of equals the first of the line.
std::vector<Bottleneck> bottlenecks(const ReplicationData& data);

/// Mean active period [h] of a station's machines; NaN where none was active.
double mean_active_period_h(const ReplicationData& data, Id station);

}  // namespace twinline

#pragma once

#include <vector>

#include "twinline/results/replication_data.h"

namespace twinline {

/// A station of a line that no arrow leaves.
struct Bottleneck {
  Id route = kNone;
  Id station = kNone;
  double upstream = 0;    ///< blocked share of the station before it less its own starved share
  double downstream = 0;  ///< starved share of the station behind it less its own blocked share
  double severity() const { return upstream + downstream; }
};

/// Bottlenecks by the arrow method of Kuo, Lim and Meerkov (1996): between neighbours of a route an
/// arrow goes to the one behind where the one before is blocked for longer than the one behind is
/// starved, and to the one before otherwise. What no arrow leaves is a bottleneck; the severest
/// first. Shares are of the time on shift. Only stretches of a route with buffers between the
/// stations.
std::vector<Bottleneck> arrow_bottlenecks(const ReplicationData& data);

}  // namespace twinline

#pragma once

#include "twinline/results/replication_data.h"

namespace twinline {

/// Time of the vehicles of a fleet in each use [h].
struct VehicleHours {
  std::array<double, kVehicleUses> hours{};

  double in(VehicleUse use) const { return hours[static_cast<std::size_t>(use)]; }
  double total() const;
};

VehicleHours fleet_hours(const ReplicationData& data, Id fleet);

}  // namespace twinline

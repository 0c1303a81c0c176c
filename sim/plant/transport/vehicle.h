#pragma once

#include <string>

#include "twinline/plant/context.h"

namespace twinline {

/// Puts the vehicles where they start, available.
void place_vehicles(Context& context);

/// Sends a vehicle to a node; at once to what it does there where it stands at it already.
void send_vehicle(Context& context, Id vehicle, Id node);

/// Ends what a vehicle did: it charges where it must, else it is there for the next job.
void free_vehicle(Context& context, Id vehicle);

/// A vehicle at the end of an edge arrives, sets out on the next edge of its way, or waits.
void drive_on(Context& context, Id vehicle);

/// It moves on an edge from now on.
void depart_by_edge(Context& context, Id vehicle, Id edge);

/// EventKind::kVehicle: it has come to the end of an edge, or has done what it did standing.
void handle_vehicle(Context& context, Id vehicle, std::uint32_t epoch);

/// Books its time and energy up to now, then enters a use.
void set_use(Context& context, Id vehicle, VehicleUse use);
/// @throws RunError where its battery has run empty.
void book_vehicle(Context& context, Id vehicle);

/// Its figures since the warm-up, the open interval included.
VehicleStats booked_vehicle(const Plant& plant, const PlantState& state, Id vehicle);

/// `2 of "tugger"`
std::string vehicle_name(const Plant& plant, Id vehicle);

}  // namespace twinline

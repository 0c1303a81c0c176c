#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "twinline/core/accumulators.h"
#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What a vehicle is about.
enum class VehicleTask : std::uint8_t {
  kIdle,      ///< stands, available
  kParking,   ///< on its way to where it waits, available
  kFetching,  ///< on its way to a job
  kLoading,
  kCarrying,
  kUnloading,
  kToCharger,
  kCharging,
};

/// How its time is booked. Every vehicle is in exactly one of them at every instant.
enum class VehicleUse : std::uint8_t {
  kIdle,
  kEmpty,     ///< moves without a job
  kLoaded,    ///< moves with one
  kHandling,  ///< takes a job up or sets it down
  kBlocked,   ///< waits for a zone, or behind another vehicle
  kCharging,
};
constexpr std::size_t kVehicleUses = 6;

struct Vehicle {
  Id fleet = kNone;
  Id node = kNone;    ///< where it stands, or the end of the edge on which it moves
  Id edge = kNone;    ///< on which it moves or at whose end it stands; kNone = it has not moved yet
  Id target = kNone;  ///< node
  Id job = kNone;     ///< that it carries or goes for
  Id wanted = kNone;  ///< edge for whose zone it waits
  Id next_waiting = kNone;  ///< the one behind it in the queue for that zone
  Id behind = kNone;        ///< the one behind it on its edge, where order is kept
  std::uint32_t epoch = 0;  ///< of its pending event
  VehicleTask task = VehicleTask::kIdle;
  VehicleUse use = VehicleUse::kIdle;
  bool moving = false;
  bool stopped = false;   ///< in PlantState::stopped_vehicles
  SimTime since;          ///< booked up to here
  SimTime waiting_since;  ///< for the zone
  SimTime available_since;
  double charge_j = 0;
};

/// One job that waits for a vehicle.
struct Call {
  Id job = kNone;
  std::int32_t priority = 0;
};

struct FleetState {
  std::uint32_t n_available = 0;
  std::vector<Call> calls;  ///< in the order in which they came
  bool dirty = false;       ///< decides at the end of this instant
};

struct ZoneState {
  std::uint32_t vehicles = 0;  ///< inside
  Id first_waiting = kNone;
  Id last_waiting = kNone;
};

/// Vehicles on an edge where order is kept.
struct EdgeState {
  Id first = kNone;
  Id last = kNone;
};

/// Where a job is between two stations that vehicles serve.
enum class CarriageStage : std::uint8_t {
  kElsewhere,
  kWaiting,  ///< for a vehicle
  kCarried,  ///< from the begin of loading to the end of unloading
  kStored,   ///< in a stocker
};

/// By job: its way by vehicle.
struct Carriage {
  Id node = kNone;         ///< where it waits or is stored
  Id to = kNone;           ///< node
  Id vehicle = kNone;      ///< that carries it
  Id station = kNone;      ///< of which it takes an output place
  Id machine = kNone;      ///< on which it waits, for want of one
  Id next_held = kNone;    ///< the job behind it that waits on a machine
  std::uint32_t legs = 0;  ///< so far, all its life: numbers its draws
  CarriageStage stage = CarriageStage::kElsewhere;
  bool to_stocker = false;
  SimTime called;
};

/// Jobs of a station that wait for vehicles.
struct OutputState {
  std::uint32_t jobs = 0;  ///< on output places
  Id first_held = kNone;   ///< on machines for want of one, linked by Carriage::next_held
  Id last_held = kNone;
};

/// Scratch of the search for who waits for whom, empty between events.
struct TrafficScratch {
  std::vector<std::uint8_t> seen;
  std::vector<Id> reached;
};

struct VehicleStats {
  std::array<SimTime, kVehicleUses> in_use{};
  std::uint64_t jobs = 0;  ///< set down
  double distance_m = 0;
  double energy_j = 0;  ///< taken out of the battery
};

struct FleetStats {
  TimeWeighted waiting;  ///< jobs that wait for a vehicle
  TimeTally wait;        ///< of each job, until loading begins
  TimeTally delivery;    ///< from the call until it is set down
};

struct ZoneStats {
  TimeWeighted vehicles;
  std::uint64_t entries = 0;
  TimeTally wait;  ///< of each vehicle that found it full
};

}  // namespace twinline

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// Entry of Plant::transport for a pair of locations between which vehicles carry the jobs.
constexpr Id kByVehicle = 0xfffffffdU;

/// A part of the tracks in which only so many vehicles may be at once.
struct Zone {
  std::string name;
  std::uint32_t capacity = 1;
};

/// A one-way piece of the tracks. Where it lies in a zone, vehicles keep their order on it.
struct Edge {
  Id from = kNone;  ///< node
  Id to = kNone;
  Id zone = kNone;  ///< kNone = no limit: vehicles pass each other
  double length_m = 0;
  double speed_limit = 0;  ///< m/s; 0 = none
  SimTime time;            ///< of every vehicle; 0 = by length and speed
};

/// Which of several available vehicles comes for a job.
enum class VehicleChoice : std::uint8_t {
  kNearest,      ///< the one with the shortest way, from the next node that it comes to
  kLongestIdle,  ///< the one that has been available longest
};

/// Which of several waiting jobs a vehicle goes for. Greater priorities come first with each.
enum class CallChoice : std::uint8_t {
  kLongestWaiting,
  kNearest,  ///< the one with the shortest way to it
};

/// Energy in J, power in W. No battery: capacity_j = 0.
struct Battery {
  double capacity_j = 0;
  double moving_w = 0;
  double standing_w = 0;
  double charging_w = 0;
  double charge_at_j = 0;  ///< below it, a vehicle that has nothing to carry goes to charge
  double charge_to_j = 0;
};

/// Like vehicles, each of which carries one job. Tables are by edge, or by (from, to) node.
struct Fleet {
  std::string name;
  std::uint32_t n_vehicles = 0;
  Id first_vehicle = 0;
  Id load = kNone;    ///< distribution of the time to take a job up; kNone = no time
  Id unload = kNone;  ///< and to set it down
  VehicleChoice vehicle_choice = VehicleChoice::kNearest;
  CallChoice dispatch = CallChoice::kLongestWaiting;
  std::vector<Id> start;        ///< nodes, taken in turn
  std::vector<Id> park;         ///< where idle vehicles go; empty = they stay where they are
  std::vector<Id> chargers;     ///< nodes
  std::vector<SimTime> empty;   ///< time of an edge
  std::vector<SimTime> loaded;  ///< time of an edge with a job
  std::vector<Id> next_edge;    ///< first edge of the quickest way; kNone = none, or there already
  std::vector<SimTime> way_time;  ///< of the quickest way, empty; max() = none
  Battery battery;
};

/// Where a job waits that finds no place before the station that it is bound for.
struct Stocker {
  Id buffer = kNone;  ///< its places
  Id node = kNone;
};

/// Vehicles and where they can go. Nodes of the same name as a location are at that location.
struct Tracks {
  std::vector<std::string> nodes;
  std::vector<Id> node_at;  ///< by location; kNone = none
  std::vector<Zone> zones;
  std::vector<Edge> edges;
  std::vector<Fleet> fleets;
  std::vector<Id> fleet_between;  ///< by (from, to) node: the first that can go there; kNone = none
  std::vector<Stocker> stockers;

  Id fleet_of(Id from, Id to) const { return fleet_between[from * nodes.size() + to]; }
};

/// Time of the quickest way with a job, by the edges that the fleet takes.
/// @pre there is one.
SimTime loaded_way(const Tracks& tracks, const Fleet& fleet, Id from, Id to);

/// Fills the tables of ways from the edges and their times, and which fleet goes between two nodes.
/// The quickest way is that of an empty vehicle; of equal ones the one of lower edges is taken.
void find_ways(Tracks& tracks);

}  // namespace twinline

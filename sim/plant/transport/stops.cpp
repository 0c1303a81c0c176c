#include <string>

#include "twinline/plant/flow/deadlock.h"
#include "twinline/plant/transport/traffic.h"
#include "twinline/plant/transport/vehicle.h"

namespace twinline {

namespace {

/// Who waits for whom: a vehicle behind another on its edge for that one, a vehicle before a full
/// zone for any of those inside. So a vehicle gets on as long as one that moves or works can be
/// reached from it; else an idle one has to make way; else they wait for ever.
class Stops {
 public:
  explicit Stops(Context& context) : context_(context), scratch_(context.state.traffic_scratch) {
    scratch_.seen.assign(context.state.vehicles.size(), 0);
  }
  ~Stops() {
    scratch_.seen.clear();
    scratch_.reached.clear();
  }
  Stops(const Stops&) = delete;
  Stops& operator=(const Stops&) = delete;

  /// The idle vehicle in the way of one that waits; kNone = it gets on by itself.
  Id in_the_way_of(Id id) {
    for (const Id v : scratch_.reached) scratch_.seen[v] = 0;
    scratch_.reached.clear();
    reach(id);
    Id idle = kNone;
    for (std::size_t i = 0; i < scratch_.reached.size(); ++i) {
      const Id v = scratch_.reached[i];
      if (waits(v)) {
        reach_next(v);
      } else if (state(v).task == VehicleTask::kIdle) {
        if (idle == kNone) idle = v;
      } else {
        return kNone;
      }
    }
    if (idle == kNone) throw RunError(deadlock_text());
    return idle;
  }

 private:
  const Vehicle& state(Id id) const { return context_.state.vehicles[id]; }

  bool waits(Id id) const { return state(id).use == VehicleUse::kBlocked; }

  void reach(Id id) {
    if (scratch_.seen[id] != 0) return;
    scratch_.seen[id] = 1;
    scratch_.reached.push_back(id);
  }

  void reach_next(Id id) {
    const Vehicle& vehicle = state(id);
    if (vehicle.wanted == kNone) return reach(context_.state.edges[vehicle.edge].first);
    const Id zone = context_.plant.tracks.edges[vehicle.wanted].zone;
    // The fleets are small, and who waits is rare beside who moves.
    for (Id v = 0; v < context_.state.vehicles.size(); ++v) {
      const Id edge = state(v).edge;
      if (edge != kNone && context_.plant.tracks.edges[edge].zone == zone) reach(v);
    }
  }

  std::string deadlock_text() const {
    const Tracks& tracks = context_.plant.tracks;
    std::string text = "deadlock at " + hours_text(context_.now()) + " h: ";
    for (const Id v : scratch_.reached) {
      text += "vehicle " + vehicle_name(context_.plant, v) + " at node \"" +
              tracks.nodes[state(v).node] + "\" waits ";
      if (state(v).wanted == kNone) {
        const Id first = context_.state.edges[state(v).edge].first;
        text += "behind vehicle " + vehicle_name(context_.plant, first) + "; ";
      } else {
        const Zone& zone = tracks.zones[tracks.edges[state(v).wanted].zone];
        text += "for zone \"" + zone.name + "\", which is full (" + std::to_string(zone.capacity) +
                "); ";
      }
    }
    return text + "give zones more room, or the ways one direction";
  }

  Context& context_;
  TrafficScratch& scratch_;
};

/// Where a vehicle goes that is in the way: to another of its parking places, else one node on.
Id way_out(const Context& context, Id id) {
  const Tracks& tracks = context.plant.tracks;
  const Vehicle& vehicle = context.state.vehicles[id];
  const Fleet& fleet = tracks.fleets[vehicle.fleet];
  const auto time_to = [&](Id node) {
    return fleet.way_time[vehicle.node * tracks.nodes.size() + node];
  };
  Id best = kNone;
  for (const Id node : fleet.park) {
    if (node == vehicle.node) continue;
    if (best == kNone || time_to(node) < time_to(best)) best = node;
  }
  if (best != kNone) return best;
  Id edge = 0;
  while (tracks.edges[edge].from != vehicle.node) ++edge;
  return tracks.edges[edge].to;
}

bool has_work(const Vehicle& vehicle) {
  return vehicle.task == VehicleTask::kFetching || vehicle.task == VehicleTask::kCarrying ||
         vehicle.task == VehicleTask::kToCharger;
}

/// Others that wait for one that stands.
bool someone_waits_for(const Context& context, const Vehicle& vehicle) {
  if (vehicle.edge == kNone) return false;
  const Id zone = context.plant.tracks.edges[vehicle.edge].zone;
  if (zone == kNone) return false;
  const bool follower = vehicle.behind != kNone && !context.state.vehicles[vehicle.behind].moving;
  return follower || context.state.zones[zone].first_waiting != kNone;
}

void make_way_for(Context& context, Stops& stops, Id id) {
  // An idle vehicle that is sent on may come to stand before the next one.
  while (context.state.vehicles[id].use == VehicleUse::kBlocked) {
    const Id idle = stops.in_the_way_of(id);
    if (idle == kNone) return;
    context.state.vehicles[idle].task = VehicleTask::kParking;
    send_vehicle(context, idle, way_out(context, idle));
  }
}

}  // namespace

void resolve_stops(Context& context) {
  std::vector<Id>& stopped = context.state.stopped_vehicles;
  if (stopped.empty()) return;
  Stops stops(context);
  for (std::size_t i = 0; i < stopped.size(); ++i) {
    Vehicle& vehicle = context.state.vehicles[stopped[i]];
    vehicle.stopped = false;
    if (vehicle.moving) continue;
    if (has_work(vehicle)) {
      make_way_for(context, stops, stopped[i]);
    } else if (someone_waits_for(context, vehicle)) {
      for (Id v = 0; v < context.state.vehicles.size(); ++v) {
        if (has_work(context.state.vehicles[v])) make_way_for(context, stops, v);
      }
    }
  }
  stopped.clear();
}

}  // namespace twinline

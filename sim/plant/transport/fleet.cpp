#include "twinline/plant/transport/fleet.h"

#include <tuple>
#include <utility>

#include "twinline/plant/transport/traffic.h"
#include "twinline/plant/transport/vehicle.h"

namespace twinline {

namespace {

bool is_available(const Vehicle& vehicle) {
  return vehicle.task == VehicleTask::kIdle || vehicle.task == VehicleTask::kParking;
}

/// The decisions of one fleet.
class FleetDesk {
 public:
  FleetDesk(Context& context, Id id)
      : context_(context),
        fleet_(context.plant.tracks.fleets[id]),
        state_(context.state.fleets[id]) {}

  void match() {
    while (!state_.calls.empty() && state_.n_available > 0) {
      if (state_.calls.size() <= state_.n_available) {
        const std::size_t call = longest_waiting();
        assign(best_vehicle(node_of(call)), call);
      } else {
        const Id vehicle = longest_available();
        assign(vehicle, best_call(context_.state.vehicles[vehicle].node));
      }
    }
  }

  void park() {
    if (fleet_.park.empty()) return;
    for (Id v = first(); v < end(); ++v) {
      Vehicle& vehicle = context_.state.vehicles[v];
      if (vehicle.task != VehicleTask::kIdle || parks_at(vehicle.node)) continue;
      const Id node = parking_place(v);
      vehicle.task = VehicleTask::kParking;
      send_vehicle(context_, v, node);
    }
  }

 private:
  Id first() const { return fleet_.first_vehicle; }
  Id end() const { return fleet_.first_vehicle + fleet_.n_vehicles; }
  const Vehicle& vehicle(Id id) const { return context_.state.vehicles[id]; }
  SimTime way(Id from, Id to) const {
    return fleet_.way_time[from * context_.plant.tracks.nodes.size() + to];
  }
  Id node_of(std::size_t call) const {
    return context_.state.carriages[state_.calls[call].job].node;
  }

  std::size_t longest_waiting() const {
    std::size_t best = 0;
    for (std::size_t c = 1; c < state_.calls.size(); ++c) {
      if (state_.calls[c].priority > state_.calls[best].priority) best = c;
    }
    return best;
  }

  std::size_t best_call(Id node) const {
    if (fleet_.dispatch == CallChoice::kLongestWaiting) return longest_waiting();
    const auto rank = [&](std::size_t c) {
      return std::pair(-std::int64_t{state_.calls[c].priority}, way(node, node_of(c)));
    };
    std::size_t best = 0;
    for (std::size_t c = 1; c < state_.calls.size(); ++c) {
      if (rank(c) < rank(best)) best = c;
    }
    return best;
  }

  Id best_vehicle(Id node) const {
    const bool nearest = fleet_.vehicle_choice == VehicleChoice::kNearest;
    Id best = kNone;
    std::pair<SimTime, SimTime> least;
    for (Id v = first(); v < end(); ++v) {
      if (!is_available(vehicle(v))) continue;
      const std::pair rank(nearest ? way(vehicle(v).node, node) : SimTime(),
                           vehicle(v).available_since);
      if (best != kNone && rank >= least) continue;
      best = v;
      least = rank;
    }
    return best;
  }

  Id longest_available() const {
    Id best = kNone;
    for (Id v = first(); v < end(); ++v) {
      if (!is_available(vehicle(v))) continue;
      if (best == kNone || vehicle(v).available_since < vehicle(best).available_since) best = v;
    }
    return best;
  }

  void assign(Id v, std::size_t call) {
    const Id job = state_.calls[call].job;
    state_.calls.erase(state_.calls.begin() + static_cast<std::ptrdiff_t>(call));
    --state_.n_available;
    Vehicle& chosen = context_.state.vehicles[v];
    chosen.job = job;
    chosen.task = VehicleTask::kFetching;
    send_vehicle(context_, v, context_.state.carriages[job].node);
  }

  bool parks_at(Id node) const {
    for (const Id place : fleet_.park) {
      if (place == node) return true;
    }
    return false;
  }

  /// The one at which (and on the way to which) are fewest of the fleet, of these the nearest.
  Id parking_place(Id id) const {
    Id best = kNone;
    std::pair<std::uint32_t, SimTime> least;
    for (const Id place : fleet_.park) {
      std::uint32_t there = 0;
      for (Id v = first(); v < end(); ++v) {
        there += v != id && is_available(vehicle(v)) && vehicle(v).target == place ? 1U : 0U;
      }
      const std::pair rank(there, way(vehicle(id).node, place));
      if (best != kNone && rank >= least) continue;
      best = place;
      least = rank;
    }
    return best;
  }

  Context& context_;
  const Fleet& fleet_;
  FleetState& state_;
};

}  // namespace

void mark_fleet(Context& context, Id id) {
  FleetState& state = context.state.fleets[id];
  if (state.dirty) return;
  state.dirty = true;
  context.state.dirty_fleets.push_back(id);
}

void call_vehicle(Context& context, Id fleet, Id job) {
  context.state.fleets[fleet].calls.push_back({job, context.state.jobs[job].priority});
  context.state.stats.fleets[fleet].waiting.add(context.now(), 1);
  mark_fleet(context, fleet);
}

void serve_fleets(Context& context) {
  std::vector<Id>& dirty = context.state.dirty_fleets;
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    FleetDesk desk(context, dirty[i]);
    desk.match();
    desk.park();
    context.state.fleets[dirty[i]].dirty = false;
  }
  dirty.clear();
  resolve_stops(context);
}

}  // namespace twinline

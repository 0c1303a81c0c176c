#include "twinline/plant/transport/vehicle.h"

#include <string>

#include "twinline/plant/flow/deadlock.h"
#include "twinline/plant/transport/carriage.h"
#include "twinline/plant/transport/fleet.h"
#include "twinline/plant/transport/traffic.h"

namespace twinline {

namespace {

double power_of(const Battery& battery, VehicleUse use) {
  return use == VehicleUse::kEmpty || use == VehicleUse::kLoaded ? battery.moving_w
                                                                 : battery.standing_w;
}

/// What it did since it was last booked, and what is left in its battery.
void add_elapsed(const Battery& battery, const Vehicle& vehicle, SimTime now, VehicleStats& stats,
                 double& charge_j) {
  const SimTime span = now - vehicle.since;
  stats.in_use[static_cast<std::size_t>(vehicle.use)] += span;
  if (battery.capacity_j == 0) return;
  if (vehicle.use == VehicleUse::kCharging) {
    charge_j += span.seconds() * battery.charging_w;
    return;
  }
  const double energy_j = span.seconds() * power_of(battery, vehicle.use);
  charge_j -= energy_j;
  stats.energy_j += energy_j;
}

void work_until(Context& context, Id id, SimTime time) {
  Vehicle& vehicle = context.state.vehicles[id];
  vehicle.epoch = (vehicle.epoch + 1) & Event::kEpochMask;
  context.schedule(time, EventKind::kVehicle, id, vehicle.epoch);
}

/// A vehicle that stands without work needs its charger at some time even if nobody calls it.
void watch_charge(Context& context, Id id) {
  const Vehicle& vehicle = context.state.vehicles[id];
  const Battery& battery = context.plant.tracks.fleets[vehicle.fleet].battery;
  if (battery.standing_w == 0) return;
  const double left_s = (vehicle.charge_j - battery.charge_at_j) / battery.standing_w;
  const SimTime left = SimTime::from_seconds(std::clamp(left_s, 0.0, kLongestDraw));
  work_until(context, id, std::max(context.now(), vehicle.since + left + SimTime::from_ns(1)));
}

/// The charger to which fewest vehicles are bound, of these the nearest.
Id choose_charger(const Context& context, Id id) {
  const Tracks& tracks = context.plant.tracks;
  const Vehicle& vehicle = context.state.vehicles[id];
  const Fleet& fleet = tracks.fleets[vehicle.fleet];
  Id best = kNone;
  std::pair<std::uint32_t, SimTime> least;
  for (const Id node : fleet.chargers) {
    std::uint32_t bound = 0;
    for (Id v = fleet.first_vehicle; v < fleet.first_vehicle + fleet.n_vehicles; ++v) {
      const Vehicle& other = context.state.vehicles[v];
      bound += v != id && other.target == node && other.task >= VehicleTask::kToCharger ? 1U : 0U;
    }
    const std::pair rank(bound, fleet.way_time[vehicle.node * tracks.nodes.size() + node]);
    if (best != kNone && rank >= least) continue;
    best = node;
    least = rank;
  }
  return best;
}

void begin_charging(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Battery& battery = context.plant.tracks.fleets[vehicle.fleet].battery;
  set_use(context, id, VehicleUse::kCharging);
  vehicle.task = VehicleTask::kCharging;
  const double seconds = (battery.charge_to_j - vehicle.charge_j) / battery.charging_w;
  work_until(context, id, context.now() + SimTime::from_seconds(std::max(0.0, seconds)));
}

void begin_handling(Context& context, Id id, VehicleTask task, Id distribution, Purpose purpose) {
  Vehicle& vehicle = context.state.vehicles[id];
  vehicle.task = task;
  set_use(context, id, VehicleUse::kHandling);
  const Job& job = context.state.jobs[vehicle.job];
  // A job may be taken up several times on its way to one step.
  const std::uint32_t leg = context.state.carriages[vehicle.job].legs;
  const SimTime time = distribution == kNone
                           ? SimTime()
                           : context.draw(distribution, purpose, job.release, job.serial, leg);
  work_until(context, id, context.now() + time);
}

/// Of the way to where it is sent; kNone = it is there.
Id first_edge(const Context& context, const Vehicle& vehicle) {
  const Tracks& tracks = context.plant.tracks;
  return tracks.fleets[vehicle.fleet]
      .next_edge[vehicle.node * tracks.nodes.size() + vehicle.target];
}

/// It stands at the node that it was sent to.
void arrive(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Fleet& fleet = context.plant.tracks.fleets[vehicle.fleet];
  switch (vehicle.task) {
    case VehicleTask::kFetching:
      begin_loading(context, id);
      return begin_handling(context, id, VehicleTask::kLoading, fleet.load, Purpose::kPickUp);
    case VehicleTask::kCarrying:
      return begin_handling(context, id, VehicleTask::kUnloading, fleet.unload, Purpose::kSetDown);
    case VehicleTask::kToCharger:
      return begin_charging(context, id);
    default:
      vehicle.task = VehicleTask::kIdle;
      set_use(context, id, VehicleUse::kIdle);
      watch_charge(context, id);
      note_stop(context, id);
  }
}

}  // namespace

void place_vehicles(Context& context) {
  const Tracks& tracks = context.plant.tracks;
  for (Id f = 0; f < tracks.fleets.size(); ++f) {
    const Fleet& fleet = tracks.fleets[f];
    for (std::uint32_t i = 0; i < fleet.n_vehicles; ++i) {
      const Id id = fleet.first_vehicle + i;
      Vehicle& vehicle = context.state.vehicles[id];
      vehicle.fleet = f;
      vehicle.node = fleet.start[i % fleet.start.size()];
      vehicle.charge_j = fleet.battery.capacity_j;
      free_vehicle(context, id);
    }
  }
}

void set_use(Context& context, Id id, VehicleUse use) {
  if (context.state.vehicles[id].use == use) return;
  book_vehicle(context, id);
  context.state.vehicles[id].use = use;
}

void book_vehicle(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Fleet& fleet = context.plant.tracks.fleets[vehicle.fleet];
  add_elapsed(fleet.battery, vehicle, context.now(), context.state.stats.vehicles[id],
              vehicle.charge_j);
  vehicle.since = context.now();
  if (vehicle.charge_j < 0) {
    throw RunError("vehicle " + vehicle_name(context.plant, id) + " has run empty before node \"" +
                   context.plant.tracks.nodes[vehicle.node] + "\" at " + hours_text(context.now()) +
                   " h: raise charge_at, or the capacity of its battery");
  }
}

VehicleStats booked_vehicle(const Plant& plant, const PlantState& state, Id id) {
  VehicleStats stats = state.stats.vehicles[id];
  const Vehicle& vehicle = state.vehicles[id];
  double charge_j = vehicle.charge_j;
  add_elapsed(plant.tracks.fleets[vehicle.fleet].battery, vehicle, state.now, stats, charge_j);
  return stats;
}

void depart_by_edge(Context& context, Id id, Id e) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Tracks& tracks = context.plant.tracks;
  const Fleet& fleet = tracks.fleets[vehicle.fleet];
  const bool loaded = vehicle.task == VehicleTask::kCarrying;
  set_use(context, id, loaded ? VehicleUse::kLoaded : VehicleUse::kEmpty);
  vehicle.edge = e;
  vehicle.node = tracks.edges[e].to;
  vehicle.moving = true;
  context.state.stats.vehicles[id].distance_m += tracks.edges[e].length_m;
  work_until(context, id, context.now() + (loaded ? fleet.loaded[e] : fleet.empty[e]));
}

void drive_on(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  if (is_first(context, id)) {
    if (vehicle.node == vehicle.target) return arrive(context, id);
    if (try_edge(context, id, first_edge(context, vehicle))) return;
  }
  set_use(context, id, VehicleUse::kBlocked);
  if (vehicle.task == VehicleTask::kParking) watch_charge(context, id);
  note_stop(context, id);
}

void send_vehicle(Context& context, Id id, Id node) {
  Vehicle& vehicle = context.state.vehicles[id];
  vehicle.target = node;
  if (vehicle.moving) return;
  vehicle.epoch = (vehicle.epoch + 1) & Event::kEpochMask;  // it watches its charge no longer
  if (vehicle.wanted != kNone) {
    if (vehicle.wanted == first_edge(context, vehicle)) return;
    leave_zone_queue(context, id);
  }
  drive_on(context, id);
}

void free_vehicle(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Battery& battery = context.plant.tracks.fleets[vehicle.fleet].battery;
  book_vehicle(context, id);
  if (vehicle.charge_j < battery.charge_at_j) {
    vehicle.task = VehicleTask::kToCharger;
    return send_vehicle(context, id, choose_charger(context, id));
  }
  vehicle.task = VehicleTask::kIdle;
  vehicle.target = vehicle.node;
  vehicle.use = VehicleUse::kIdle;
  vehicle.available_since = context.now();
  ++context.state.fleets[vehicle.fleet].n_available;
  mark_fleet(context, vehicle.fleet);
  watch_charge(context, id);
  note_stop(context, id);
}

void handle_vehicle(Context& context, Id id, std::uint32_t epoch) {
  Vehicle& vehicle = context.state.vehicles[id];
  if (vehicle.epoch != epoch) return;
  if (vehicle.moving) {
    vehicle.moving = false;
    return drive_on(context, id);
  }
  switch (vehicle.task) {
    case VehicleTask::kLoading:
      vehicle.task = VehicleTask::kCarrying;
      return end_loading(context, id);
    case VehicleTask::kUnloading:
      return end_unloading(context, id);
    case VehicleTask::kCharging:
      return free_vehicle(context, id);
    default:  // it has stood idle until it must charge
      --context.state.fleets[vehicle.fleet].n_available;
      return free_vehicle(context, id);
  }
}

std::string vehicle_name(const Plant& plant, Id id) {
  const Fleet* fleet = plant.tracks.fleets.data();
  while (id >= fleet->first_vehicle + fleet->n_vehicles) ++fleet;
  return std::to_string(id - fleet->first_vehicle + 1) + " of \"" + fleet->name + "\"";
}

}  // namespace twinline

#include "twinline/plant/transport/carriage.h"

#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/transport/fleet.h"
#include "twinline/plant/transport/vehicle.h"

namespace twinline {

namespace {

Id node_of_station(const Context& context, Id station) {
  return context.plant.tracks.node_at[context.plant.stations[station].location];
}

void call(Context& context, Id id) {
  Carriage& carriage = context.state.carriages[id];
  carriage.stage = CarriageStage::kWaiting;
  carriage.called = context.now();
  ++carriage.legs;
  call_vehicle(context, context.plant.tracks.fleet_of(carriage.node, carriage.to), id);
}

/// It waits on an output place of the station; where none is free, on the machine that it leaves.
void wait_at_station(Context& context, Id id, Id station) {
  Carriage& carriage = context.state.carriages[id];
  carriage.node = node_of_station(context, station);
  OutputState& output = context.state.outputs[station];
  if (output.jobs < context.plant.stations[station].output_places || context.leaving == kNone) {
    carriage.station = station;
    ++output.jobs;
    return;
  }
  carriage.machine = context.leaving;
  hold_machine(context, carriage.machine);
  (output.last_held == kNone ? output.first_held
                             : context.state.carriages[output.last_held].next_held) = id;
  output.last_held = id;
}

void leave_machine(Context& context, Id id, OutputState& output) {
  Id before = kNone;
  for (Id j = output.first_held; j != id; j = context.state.carriages[j].next_held) before = j;
  Carriage& carriage = context.state.carriages[id];
  (before == kNone ? output.first_held : context.state.carriages[before].next_held) =
      carriage.next_held;
  if (output.last_held == id) output.last_held = before;
  carriage.next_held = kNone;
  const Id machine = carriage.machine;
  carriage.machine = kNone;
  let_machine_go(context, machine);
}

/// A vehicle has it: its machine, or its place for the next job that is held on a machine, is free.
void leave_station(Context& context, Id id) {
  Carriage& carriage = context.state.carriages[id];
  if (carriage.machine != kNone) {
    const Id station = context.state.machines[carriage.machine].station;
    return leave_machine(context, id, context.state.outputs[station]);
  }
  const Id station = carriage.station;
  if (station == kNone) return;
  carriage.station = kNone;
  OutputState& output = context.state.outputs[station];
  --output.jobs;
  const Id held = output.first_held;
  if (held == kNone || output.jobs >= context.plant.stations[station].output_places) return;
  ++output.jobs;
  context.state.carriages[held].station = station;
  leave_machine(context, held, output);
}

void set_down(Context& context, Id id) {
  Carriage& carriage = context.state.carriages[id];
  if (carriage.node != carriage.to) return call(context, id);
  if (carriage.to_stocker) {
    carriage.stage = CarriageStage::kStored;
    context.record(TraceWord::kStore, context.state.jobs[id]);
    return;
  }
  carriage.stage = CarriageStage::kElsewhere;
  enqueue(context, id);
}

}  // namespace

void carry_to_station(Context& context, Id id, Id from_station) {
  Carriage& carriage = context.state.carriages[id];
  carriage.to = node_of_station(context, context.plant.steps[context.state.jobs[id].step].station);
  wait_at_station(context, id, from_station);
  call(context, id);
}

bool is_stocker(const Plant& plant, Id buffer) {
  for (const Stocker& stocker : plant.tracks.stockers) {
    if (stocker.buffer == buffer) return true;
  }
  return false;
}

Id stocker_for(const Context& context, const Job& job, Id from_station) {
  const Tracks& tracks = context.plant.tracks;
  if (tracks.stockers.empty() || from_station == kNone || job.step == job.route_end) return kNone;
  const Id station = context.plant.steps[job.step].station;
  const Id from_location = context.plant.stations[from_station].location;
  const Id location = context.plant.stations[station].location;
  const std::size_t n = context.plant.locations.size();
  if (context.plant.transport[from_location * n + location] != kByVehicle) return kNone;
  const Id from = tracks.node_at[from_location];
  const Id to = tracks.node_at[location];
  const Id fleet = tracks.fleet_of(from, to);
  Id best = kNone;
  SimTime least = SimTime::max();
  for (Id s = 0; s < tracks.stockers.size(); ++s) {
    const Stocker& stocker = tracks.stockers[s];
    if (tracks.fleet_of(from, stocker.node) != fleet) continue;
    if (!has_room(context, stocker.buffer, kNone)) continue;
    const SimTime way = tracks.fleets[fleet].way_time[stocker.node * tracks.nodes.size() + to];
    if (way >= least) continue;
    best = s;
    least = way;
  }
  return best;
}

void carry_to_stocker(Context& context, Id id, Id from_station, Id stocker) {
  Carriage& carriage = context.state.carriages[id];
  carriage.to = context.plant.tracks.stockers[stocker].node;
  carriage.to_stocker = true;
  wait_at_station(context, id, from_station);
  if (carriage.node == carriage.to) return set_down(context, id);
  call(context, id);
}

bool is_stored(const Context& context, Id job) {
  return !context.state.carriages.empty() && context.state.carriages[job].to_stocker;
}

void carry_on(Context& context, Id id) {
  Carriage& carriage = context.state.carriages[id];
  carriage.to_stocker = false;
  carriage.to = node_of_station(context, context.plant.steps[context.state.jobs[id].step].station);
  if (carriage.stage == CarriageStage::kStored) return set_down(context, id);
  if (carriage.stage == CarriageStage::kWaiting) return;
  if (context.state.vehicles[carriage.vehicle].task == VehicleTask::kCarrying) {
    send_vehicle(context, carriage.vehicle, carriage.to);
  }
}

void begin_loading(Context& context, Id id) {
  const Vehicle& vehicle = context.state.vehicles[id];
  Carriage& carriage = context.state.carriages[vehicle.job];
  carriage.stage = CarriageStage::kCarried;
  carriage.vehicle = id;
  FleetStats& stats = context.state.stats.fleets[vehicle.fleet];
  stats.waiting.add(context.now(), -1);
  stats.wait.add(context.now() - carriage.called);
}

void end_loading(Context& context, Id id) {
  const Id job = context.state.vehicles[id].job;
  context.record(TraceWord::kPickUp, context.state.jobs[job]);
  leave_station(context, job);
  send_vehicle(context, id, context.state.carriages[job].to);
}

void end_unloading(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Id job = vehicle.job;
  vehicle.job = kNone;
  Carriage& carriage = context.state.carriages[job];
  carriage.vehicle = kNone;
  carriage.node = vehicle.node;
  ++context.state.stats.vehicles[id].jobs;
  context.state.stats.fleets[vehicle.fleet].delivery.add(context.now() - carriage.called);
  set_down(context, job);
  free_vehicle(context, id);
}

}  // namespace twinline

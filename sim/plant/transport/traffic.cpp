#include "twinline/plant/transport/traffic.h"

#include "twinline/plant/transport/fleet.h"
#include "twinline/plant/transport/vehicle.h"

namespace twinline {

namespace {

Id zone_of_edge(const Context& context, Id edge) {
  return edge == kNone ? kNone : context.plant.tracks.edges[edge].zone;
}

void enter_zone(Context& context, Id zone) {
  ZoneStats& stats = context.state.stats.zones[zone];
  stats.vehicles.set(context.now(), ++context.state.zones[zone].vehicles);
  ++stats.entries;
}

void set_out(Context& context, Id id, Id edge);

/// The zone has one vehicle less: the one that waits longest sets out.
void leave_zone(Context& context, Id zone) {
  ZoneState& state = context.state.zones[zone];
  context.state.stats.zones[zone].vehicles.set(context.now(), --state.vehicles);
  const Id next = state.first_waiting;
  if (next == kNone) return;
  const Id wanted = context.state.vehicles[next].wanted;
  const SimTime waited = context.now() - context.state.vehicles[next].waiting_since;
  if (waited > SimTime()) context.state.stats.zones[zone].wait.add(waited);
  leave_zone_queue(context, next);
  set_out(context, next, wanted);
}

/// It has left the end of an edge where order is kept: the next one there may go on.
void let_next_go_on(Context& context, Id edge) {
  EdgeState& state = context.state.edges[edge];
  const Id next = state.first;
  if (next != kNone && !context.state.vehicles[next].moving) drive_on(context, next);
}

void set_out(Context& context, Id id, Id edge) {
  Vehicle& vehicle = context.state.vehicles[id];
  const Id old_edge = vehicle.edge;
  const Id old_zone = zone_of_edge(context, old_edge);
  const Id zone = zone_of_edge(context, edge);
  if (old_zone != kNone) {
    EdgeState& lane = context.state.edges[old_edge];
    lane.first = vehicle.behind;
    if (lane.first == kNone) lane.last = kNone;
    vehicle.behind = kNone;
  }
  if (zone != kNone) {
    EdgeState& lane = context.state.edges[edge];
    (lane.last == kNone ? lane.first : context.state.vehicles[lane.last].behind) = id;
    lane.last = id;
    if (zone != old_zone) enter_zone(context, zone);
  }
  depart_by_edge(context, id, edge);
  if (old_zone == kNone) return;
  if (zone != old_zone) leave_zone(context, old_zone);
  let_next_go_on(context, old_edge);
}

void join_zone_queue(Context& context, Id id, Id zone, Id edge) {
  Vehicle& vehicle = context.state.vehicles[id];
  vehicle.wanted = edge;
  vehicle.waiting_since = context.now();
  ZoneState& state = context.state.zones[zone];
  (state.last_waiting == kNone ? state.first_waiting
                               : context.state.vehicles[state.last_waiting].next_waiting) = id;
  state.last_waiting = id;
}

}  // namespace

bool is_first(const Context& context, Id id) {
  const Id edge = context.state.vehicles[id].edge;
  return zone_of_edge(context, edge) == kNone || context.state.edges[edge].first == id;
}

bool try_edge(Context& context, Id id, Id edge) {
  const Id zone = zone_of_edge(context, edge);
  if (zone != kNone && zone != zone_of_edge(context, context.state.vehicles[id].edge)) {
    const ZoneState& state = context.state.zones[zone];
    const bool full = state.vehicles >= context.plant.tracks.zones[zone].capacity;
    if (full || state.first_waiting != kNone) {
      join_zone_queue(context, id, zone, edge);
      return false;
    }
  }
  set_out(context, id, edge);
  return true;
}

void leave_zone_queue(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  if (vehicle.wanted == kNone) return;
  ZoneState& state = context.state.zones[zone_of_edge(context, vehicle.wanted)];
  Id before = kNone;
  for (Id v = state.first_waiting; v != id; v = context.state.vehicles[v].next_waiting) before = v;
  (before == kNone ? state.first_waiting : context.state.vehicles[before].next_waiting) =
      vehicle.next_waiting;
  if (state.last_waiting == id) state.last_waiting = before;
  vehicle.next_waiting = kNone;
  vehicle.wanted = kNone;
}

void note_stop(Context& context, Id id) {
  Vehicle& vehicle = context.state.vehicles[id];
  if (vehicle.stopped) return;
  vehicle.stopped = true;
  context.state.stopped_vehicles.push_back(id);
  mark_fleet(context, vehicle.fleet);
}

}  // namespace twinline

#include "twinline/plant/simulation.h"

#include <limits>
#include <utility>

#include "twinline/offload/engine.h"
#include "twinline/plant/belt/belt.h"
#include "twinline/plant/context.h"
#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/flow/movement.h"
#include "twinline/plant/flow/quality.h"
#include "twinline/plant/flow/release.h"
#include "twinline/plant/initial_state.h"
#include "twinline/plant/look_ahead.h"
#include "twinline/plant/outcome/launches.h"
#include "twinline/plant/process/booking.h"
#include "twinline/plant/process/operators.h"
#include "twinline/plant/process/presence.h"
#include "twinline/plant/process/task.h"
#include "twinline/plant/reliability/downtime.h"
#include "twinline/plant/reliability/shifts.h"
#include "twinline/plant/transport/vehicle.h"

namespace twinline {

namespace {

void start(Context& context) {
  for (Id m = 0; m < context.state.machines.size(); ++m) settle(context, m);
  place_vehicles(context);
  start_shifts(context);
  start_breaks(context);
  start_downtimes(context);
  start_releases(context);
  const Plant& plant = context.plant;
  if (plant.run.warm_up > SimTime()) context.schedule(plant.run.warm_up, EventKind::kWarmUpEnd, 0);
  if (plant.output.wip_interval > SimTime()) {
    context.schedule(SimTime(), EventKind::kWipSample, 0);
  }
}

void reset_transport(Context& context) {
  Statistics& stats = context.state.stats;
  for (Id v = 0; v < context.state.vehicles.size(); ++v) {
    book_vehicle(context, v);
    stats.vehicles[v] = VehicleStats{};
  }
  for (FleetStats& fleet : stats.fleets) {
    fleet.waiting.reset(context.now());
    fleet.wait.reset();
    fleet.delivery.reset();
  }
  for (ZoneStats& zone : stats.zones) {
    zone.vehicles.reset(context.now());
    zone.entries = 0;
    zone.wait.reset();
  }
}

/// All figures count from here.
void handle_warm_up_end(Context& context) {
  Statistics& stats = context.state.stats;
  const SimTime now = context.now();
  for (Id m = 0; m < context.state.machines.size(); ++m) {
    book(context, m);
    stats.machines[m] = MachineStats{};
    stats.machines[m].passive_until = now;
  }
  for (DownStats& down : stats.downs) down = DownStats{};
  for (Id s = 0; s < context.state.stations.size(); ++s) {
    stats.stations[s] = StationStats{};
    stats.stations[s].counted_from = now;
    stats.stations[s].waited = time_waited(context.state, s);
    context.state.stations[s].queue.forget_most();
  }
  for (BufferState& buffer : context.state.buffers) count_from(buffer, now);
  for (TimeTally& blocked : stats.blocked) blocked.reset();
  for (ReleaseStats& release : stats.releases) {
    TimeWeighted wip = release.wip;
    wip.reset(now);
    release = ReleaseStats{};
    release.wip = wip;
  }
  for (PositionStats& position : stats.positions) position = PositionStats{};
  for (Average& pace : stats.paces) pace = Average{};
  for (WatchStats& watch : stats.watches) watch = WatchStats{};
  for (WindowStats& window : stats.windows) window = WindowStats{};
  for (Spread& outcome : stats.outcomes) outcome = Spread{};
  for (GateStats& gate : stats.gates) gate = GateStats{};
  for (OperatorStats& pool : stats.operators) {
    pool.busy.reset(now);
    pool.walking.reset(now);
    pool.off_shift.reset(now);
    pool.on_break.reset(now);
    pool.relieved.reset(now);
    pool.wait = TimeTally{};
  }
  for (ResourceStats& resource : stats.resources) resource.busy.reset(now);
  reset_transport(context);
  stats.wip.reset(now);
  stats.moves = 0;
  stats.finished.clear();
}

void handle_wip_sample(Context& context) {
  WipSample sample;
  sample.time = context.now();
  sample.jobs = context.state.n_jobs;
  for (const StationState& station : context.state.stations) {
    sample.queued += static_cast<std::uint32_t>(station.queue.size());
  }
  context.state.stats.wip_series.push_back(sample);
  for (const BufferState& buffer : context.state.buffers) {
    context.state.stats.buffer_levels.push_back(buffer.jobs);
  }
  context.schedule(context.now() + context.plant.output.wip_interval, EventKind::kWipSample, 0);
}

void handle(Context& context, const Event& event) {
  switch (static_cast<EventKind>(event.kind())) {
    case EventKind::kWarmUpEnd:
      return handle_warm_up_end(context);
    case EventKind::kShiftChange:
      return handle_shift_change(context, event.subject);
    case EventKind::kDownEnd:
      return handle_down_end(context, event.subject);
    case EventKind::kBreakChange:
      return handle_break_change(context, event.subject);
    case EventKind::kDownDue:
      return handle_down_due(context, event.subject, event.epoch());
    case EventKind::kSegmentEnd:
      return handle_segment_end(context, event.subject, event.epoch());
    case EventKind::kBeltExit:
      return handle_belt_exit(context, event.subject, event.epoch());
    case EventKind::kBeltStop:
      return handle_belt_stop(context, event.subject, event.epoch());
    case EventKind::kBeltEntry:
      return handle_belt_entry(context, event.subject, event.epoch());
    case EventKind::kEntryOpen:
      return handle_entry_open(context, event.subject, event.epoch());
    case EventKind::kCarrierBack:
      return release_resource(context, event.subject);
    case EventKind::kOperatorArrives:
      return handle_operator_arrives(context, event.subject);
    case EventKind::kHoldEnd:
      return leave_step(context, event.subject);
    case EventKind::kVehicle:
      return handle_vehicle(context, event.subject, event.epoch());
    case EventKind::kArrive:
      return handle_arrive(context, event.subject);
    case EventKind::kRelease:
      return handle_release(context, event.subject);
    case EventKind::kWake:
      return handle_wake(context, event.subject, event.epoch());
    case EventKind::kWipSample:
      return handle_wip_sample(context);
  }
}

}  // namespace

Simulation::Simulation(const Plant& plant, std::uint64_t seed, std::uint32_t replication,
                       TraceSink* trace)
    : plant_(plant), state_(initial_state(plant, seed, replication)), trace_(trace) {
  Context context{plant_, state_, trace_};
  start(context);
}

Simulation::Simulation(const Plant& plant, PlantState state)
    : plant_(plant), state_(std::move(state)) {}

void Simulation::advance(SimTime until) {
  OffloadEngine engine(plant_.models);
  OutcomeLaunches launches(plant_, engine);
  join(launches);
  for (;;) {
    const Progress progress = advance(until, std::numeric_limits<std::uint64_t>::max());
    if (progress == Progress::kReached) return;
    if (progress == Progress::kPending) continue;  // one engine alone gains nothing by launching
    const std::vector<std::string> faults = resolve({this}, launches);
    if (!faults.front().empty()) throw RunError(faults.front());
  }
}

void Simulation::join(OutcomeLaunches& launches) { launches.join(state_); }

void Simulation::leave(OutcomeLaunches& launches) const { launches.leave(state_); }

void Simulation::launch_when_due(const OutcomeLaunches& launches) {
  launch_at_ = launches.due(state_);
}

std::vector<std::string> Simulation::resolve(const std::vector<Simulation*>& runs,
                                             OutcomeLaunches& launches) {
  std::vector<PlantState*> states;
  for (Simulation* simulation : runs) states.push_back(&simulation->state_);
  return launches.resolve(states);
}

Progress Simulation::advance(SimTime until, std::uint64_t max_events) {
  TWINLINE_EXPECTS(until >= state_.now, "a simulation cannot go back in time");
  Context context{plant_, state_, trace_};
  Calendar& calendar = state_.calendar;
  Event event;
  const bool looks_ahead = state_.machines.size() >= kLargePlant;
  for (std::uint64_t n = 0; n < max_events;) {
    if (state_.outcomes_needed <= state_.now) return Progress::kBlocked;
    if (state_.pending_items >= launch_at_) {
      launch_at_ = std::numeric_limits<std::uint64_t>::max();
      return Progress::kPending;
    }
    if ((!state_.dirty_stations.empty() || !state_.dirty_buffers.empty() ||
         !state_.dirty_fleets.empty()) &&
        calendar.next_time() > state_.now) {
      if (!dispatch_dirty_stations(context)) return Progress::kBlocked;
      continue;
    }
    if (state_.outcomes_needed <= until && state_.outcomes_needed <= calendar.next_time()) {
      return Progress::kBlocked;
    }
    if (!calendar.pop_by(until, event)) {
      state_.now = until;
      return Progress::kReached;
    }
    state_.now = event.time;
    ++state_.n_events;
    ++n;
    if (looks_ahead) look_ahead(context);
    handle(context, event);
  }
  return Progress::kPaused;
}

std::vector<VehicleStats> Simulation::vehicles() const {
  std::vector<VehicleStats> stats;
  for (Id v = 0; v < state_.vehicles.size(); ++v) {
    stats.push_back(booked_vehicle(plant_, state_, v));
  }
  return stats;
}

std::vector<QueueFigures> Simulation::queues() const {
  std::vector<QueueFigures> figures;
  for (Id s = 0; s < state_.stations.size(); ++s) figures.push_back(queue_figures(state_, s));
  return figures;
}

std::vector<BufferFigures> Simulation::buffers() const {
  std::vector<BufferFigures> figures;
  for (const BufferState& buffer : state_.buffers) {
    figures.push_back(booked_figures(buffer, state_.now));
  }
  return figures;
}

std::vector<DownStats> Simulation::downs() const { return booked_downs(state_); }

std::array<SimTime, kMachineStates> Simulation::machine_times(Id machine) const {
  return booked_times(state_, machine);
}

std::uint64_t Simulation::active_periods(Id machine) const {
  return booked_active_periods(state_, machine);
}

}  // namespace twinline

#include "twinline/plant/initial_state.h"

#include "twinline/plant/context.h"
#include "twinline/plant/dispatch/ranking.h"
#include "twinline/plant/inspection/control.h"
#include "twinline/plant/outcome/submit.h"
#include "twinline/plant/transport/carriage.h"

namespace twinline {

namespace {

void make_machines(const Plant& plant, PlantState& state) {
  state.machines.resize(plant.machines.size());
  state.first_down.resize(plant.machines.size());
  state.next_piece_due.resize(plant.machines.size());
  for (Id id = 0; id < plant.machines.size(); ++id) {
    Machine& machine = state.machines[id];
    machine.station = plant.machines[id].station;
    machine.standard_speed = plant.machines[id].speed == 1;
    const Station& station = plant.stations[machine.station];
    state.first_down[id] = static_cast<Id>(state.downs.size());
    const std::uint32_t n_downs = station.n_failures + station.n_maintenances;
    TWINLINE_EXPECTS(n_downs <= 32, "a machine has at most 32 failures and maintenance plans");
    for (std::uint32_t i = 0; i < n_downs; ++i) {
      Down down;
      down.machine = id;
      down.machine_rank = id - station.first_machine;
      down.index = static_cast<std::uint8_t>(i);
      down.by_pieces =
          i < station.n_failures
              ? plant.failures[station.first_failure + i].clock == FailureClock::kPieces
              : plant.maintenances[station.first_maintenance + i - station.n_failures].by_pieces;
      state.downs.push_back(down);
    }
  }
}

void make_belt(const Plant& plant, const Station& station, PlantState& state) {
  BeltState& belt = state.belts[station.belt];
  const Belt& model = plant.belts[station.belt];
  TWINLINE_EXPECTS(station.n_machines == 1, "a belt is one machine");
  belt.machine = station.first_machine;
  belt.last_exit = SimTime() - model.pitch;
  belt.items.resize(model.capacity);
  belt.worker_free.resize(model.n_positions);
}

/// What the steps at a station do not ask for need not be looked for in its jobs' moves.
void simplify(const Step& step, StationState& s) {
  const bool bound = step.same_machine != kNone || step.other_machine != kNone ||
                     step.save_machine != kNone || step.qualification != kNone;
  const bool windows = step.window_opened != kNone || step.window_closed != kNone;
  s.plain = s.plain && step.load == kNone && step.unload == kNone && step.setup == kNone &&
            step.interval == SimTime() && !bound && !windows;
  s.passes_on = s.passes_on && step.inspection == kNone && step.scrap_probability <= 0 &&
                step.rework_probability <= 0 && step.window_opened == kNone && step.n_made == 0 &&
                step.returns == kNone;
  s.always_done = s.always_done && step.sampling >= 1 && step.n_choices == 0;
}

/// A number that a plain station will need may be drawn early, unless transport to it draws it.
bool draws_early(const Plant& plant, const PlantState& state, const Step& step) {
  return state.stations[step.station].plain && !plant.has_transport() &&
         !plant.distributions[step.process].is_constant();
}

/// Only where the next steps of all jobs of a station need a number: to look whose do would take
/// longer than it saves.
void find_who_draws_ahead(const Plant& plant, PlantState& state) {
  for (StationState& station : state.stations) station.draws_ahead = true;
  for (const Route& route : plant.routes) {
    for (Id i = route.first_step; i + 1 < route.first_step + route.n_steps; ++i) {
      StationState& station = state.stations[plant.steps[i].station];
      station.draws_ahead = station.draws_ahead && draws_early(plant, state, plant.steps[i + 1]);
    }
  }
}

void make_stations(const Plant& plant, PlantState& state) {
  state.belts.resize(plant.belts.size());
  StationState simplest;
  simplest.plain = simplest.passes_on = simplest.always_done = true;
  state.stations.resize(plant.stations.size(), simplest);
  for (const Step& step : plant.steps) {
    StationState& s = state.stations[step.station];
    simplify(step, s);
    s.has_setups = s.has_setups || step.setup != kNone;
    s.uses_resources = s.uses_resources || step.resource != kNone || step.takes != kNone;
    s.has_outcomes = s.has_outcomes || step.recipe != kNone;
    s.assembles = s.assembles || step.n_needs > 0;
    s.reserves = s.reserves || step.reserves != kNone;
    s.diverts = s.diverts || (step.window_closed != kNone &&
                              plant.windows[step.window_closed].action != WindowAction::kCount);
  }
  for (Id id = 0; id < plant.stations.size(); ++id) {
    const Station& station = plant.stations[id];
    StationState& s = state.stations[id];
    compile_ranking(station, s);
    s.batches = station.batch.enabled;
    s.needs_operators = station.needs_operators;
    s.machine_choice = station.machine_choice;
    s.capacity = station.capacity;
    s.learned = station.score_recipe != kNone;
    s.has_outcomes = s.has_outcomes || station.n_growths > 0;
    s.location = station.location;
    s.buffer = station.buffer;
    s.belt = station.belt;
    s.adds_work = station.n_works > 0;
    s.watches = station.n_watches > 0;
    s.plain = s.plain &&
              !(s.needs_operators || s.has_outcomes || s.adds_work || s.watches || s.assembles ||
                s.uses_resources || s.batches) &&
              s.belt == kNone && s.capacity == 1;
    s.first_to_first =
        s.plain && s.queue_decides && !s.learned && s.machine_choice == MachineChoice::kLongestIdle;
    if (s.belt != kNone) make_belt(plant, station, state);
    for (std::uint32_t i = 0; i < station.n_failures; ++i) {
      const FailureClock clock = plant.failures[station.first_failure + i].clock;
      s.has_busy_failures = s.has_busy_failures || clock == FailureClock::kBusy;
      s.has_piece_downs = s.has_piece_downs || clock == FailureClock::kPieces;
      s.has_condition_downs = s.has_condition_downs || clock == FailureClock::kCondition;
    }
    for (std::uint32_t i = 0; i < station.n_maintenances; ++i) {
      const MaintenancePlan& plan = plant.maintenances[station.first_maintenance + i];
      s.has_piece_downs = s.has_piece_downs || plan.by_pieces;
      s.has_condition_downs = s.has_condition_downs || plan.condition != kNone;
    }
  }
  find_who_draws_ahead(plant, state);
}

void make_buffers(const Plant& plant, PlantState& state) {
  state.buffers.resize(plant.buffers.size());
  for (Id id = 0; id < plant.buffers.size(); ++id) {
    const Buffer& buffer = plant.buffers[id];
    BufferState& s = state.buffers[id];
    s.capacity = buffer.capacity;
    s.has_lanes = buffer.lanes > 0;
    s.by_rank = buffer.by_rank;
    s.counts_work = buffer.counts == BufferCounts::kWaitingAndWork;
    // With more stations, or where circles are looked for, it matters when the marks are served.
    s.asks_nobody = buffer.feeders.empty() && buffer.stations.size() < 2 && !s.has_lanes &&
                    !is_stocker(plant, id) && !plant.may_deadlock;
  }
}

void make_transport(const Plant& plant, PlantState& state) {
  const Tracks& tracks = plant.tracks;
  if (tracks.fleets.empty()) return;
  std::size_t n = 0;
  for (const Fleet& fleet : tracks.fleets) n += fleet.n_vehicles;
  state.vehicles.resize(n);
  state.fleets.resize(tracks.fleets.size());
  state.zones.resize(tracks.zones.size());
  state.edges.resize(tracks.edges.size());
  state.outputs.resize(plant.stations.size());
  state.stats.vehicles.resize(n);
  state.stats.fleets.resize(tracks.fleets.size());
  state.stats.zones.resize(tracks.zones.size());
}

void make_outcomes(const Plant& plant, PlantState& state) {
  const Outcomes& outcomes = plant.outcomes;
  state.conditions.resize(plant.machines.size() * outcomes.condition_row);
  state.n_condition_draws.resize(plant.machines.size());
  state.pending.resize(outcomes.recipes.size());
  Context context{plant, state, nullptr};
  for (Id machine = 0; machine < plant.machines.size(); ++machine) {
    for (Id condition = 0; condition < outcomes.conditions.size(); ++condition) {
      begin_condition(context, machine, condition);
    }
  }
  begin_controls(plant, state);
  state.stats.outcomes.resize(outcomes.figures.size());
  state.stats.gates.resize(outcomes.n_gate_figures);
}

}  // namespace

PlantState initial_state(const Plant& plant, std::uint64_t seed, std::uint32_t replication) {
  PlantState state;
  state.random = {seed, replication};
  make_machines(plant, state);
  make_stations(plant, state);
  make_buffers(plant, state);
  for (const Buffer& buffer : plant.buffers) {
    state.lanes.resize(state.lanes.size() + buffer.lanes);
  }
  state.stock.resize(plant.parts.size());
  state.releases.resize(plant.releases.size() + 1);
  for (ReleaseState& release : state.releases) {
    for (const Option& option : plant.options) {
      release.run.push_back({0, 0, 0, std::vector<std::uint32_t>(option.values.size(), 0)});
    }
  }
  state.watched.resize(plant.watches.size());
  state.gate_count.resize(plant.windows.size());
  state.shift_working.resize(plant.shifts.size());
  state.operators.resize(plant.operator_pools.size());
  state.people_asked.resize(plant.n_skills());
  for (Id pool = 0; pool < plant.operator_pools.size(); ++pool) {
    const OperatorPool& people = plant.operator_pools[pool];
    state.operators[pool].present = people.count;
    if (!plant.walks.empty()) state.operators[pool].free = {{people.location, people.count}};
  }
  for (const Resource& resource : plant.resources) state.resource_free.push_back(resource.count);

  Statistics& stats = state.stats;
  stats.machines.resize(plant.machines.size());
  stats.downs.resize(state.downs.size());
  stats.stations.resize(plant.stations.size());
  stats.blocked.resize(plant.buffers.size());
  stats.releases.resize(plant.releases.size() + 1);
  stats.positions.resize(plant.line_positions.size());
  stats.paces.resize(plant.belts.size());
  stats.watches.resize(plant.watches.size());
  stats.windows.resize(plant.windows.size());
  stats.operators.resize(plant.operator_pools.size());
  stats.resources.resize(plant.resources.size());
  make_transport(plant, state);
  make_outcomes(plant, state);
  return state;
}

}  // namespace twinline

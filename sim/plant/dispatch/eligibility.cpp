#include "twinline/plant/dispatch/eligibility.h"

#include "twinline/plant/dispatch/dispatcher.h"
#include "twinline/plant/flow/assembly.h"
#include "twinline/plant/flow/buffers.h"
#include "twinline/plant/flow/job_pool.h"
#include "twinline/plant/flow/lanes.h"
#include "twinline/plant/flow/windows.h"
#include "twinline/plant/process/setup.h"

namespace twinline {

namespace {

bool right_machine(const Context& context, const Step& step, Id machine, Id job) {
  if (step.qualification != kNone) {
    const Id station = context.state.machines[machine].station;
    const Id rank = machine - context.plant.stations[station].first_machine;
    if (!context.plant.qualified[step.qualification][rank]) return false;
  }
  return step.other_machine == kNone ||
         remembered_machine(context, job, step.other_machine) != machine;
}

/// Another machine of the station is set up for the step.
bool set_up_elsewhere(const Context& context, const Station& station, Id machine, Id setup) {
  const Id end = station.first_machine + station.n_machines;
  for (Id m = station.first_machine; m < end; ++m) {
    if (m != machine && context.state.machines[m].setup == setup) return true;
  }
  return false;
}

}  // namespace

bool change_allowed(Context& context, Id station_id, Id machine_id, const Waiting& waiting) {
  const Machine& machine = context.state.machines[machine_id];
  const Station& station = context.plant.stations[station_id];
  const SetupSettings& settings = station.setup;
  if (in_minimum_run(context.plant, machine)) {
    if (settings.min_run_wait == SimTime::max()) return false;
    const SimTime free_at = machine.available_since + settings.min_run_wait;
    if (context.now() < free_at) {
      wake_at(context, station_id, free_at);
      return false;
    }
  }
  if (settings.avoidance > SimTime() &&
      set_up_elsewhere(context, station, machine_id, waiting.setup)) {
    const SimTime free_at = context.state.jobs[waiting.job].queued_since + settings.avoidance;
    if (context.now() < free_at) {
      wake_at(context, station_id, free_at);
      return false;
    }
  }
  return true;
}

bool constraints_allow(const Context& context, Id machine, const Waiting& waiting) {
  const Step& step = context.plant.steps[waiting.step];
  if (!right_machine(context, step, machine, waiting.job)) return false;
  if (!first_in_lane(context, waiting.job)) return false;
  if (step.resource != kNone && context.state.resource_free[step.resource] == 0) return false;
  if (step.takes != kNone && context.state.jobs[waiting.job].carrier != step.takes &&
      context.state.resource_free[step.takes] == 0) {
    return false;
  }
  if (step.n_needs > 0 && !needs_are_there(context, waiting.job)) return false;
  if (step.reserves != kNone &&
      !has_room(context, step.reserves, context.plant.steps[waiting.step + 1].station)) {
    return false;
  }
  return step.window_opened == kNone || !gate_closed(context, step.window_opened);
}

}  // namespace twinline

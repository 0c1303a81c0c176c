#include "twinline/plant/process/setup.h"

#include "twinline/plant/flow/options.h"

namespace twinline {

SimTime change_over(Context& context, Id machine_id, const Step& step, Id job) {
  Machine& machine = context.state.machines[machine_id];
  const Id to = setup_for(context, step, job);
  if (to == machine.setup) return SimTime();
  const Id distribution = setup_distribution(context.plant, machine, step, to);
  machine.setup = to;
  machine.run = 0;
  if (distribution == kNone) return SimTime();
  ++context.state.stats.machines[machine_id].setups;
  ++context.state.stats.stations[machine.station].setups;
  return context.draw_for_job(distribution, Purpose::kSetup, context.state.jobs[job]);
}

}  // namespace twinline

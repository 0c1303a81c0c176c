#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Qualification, the machines of earlier steps, the secondary resource, the carrier, a place in
/// the next buffer where one is taken at the start, the jobs before it in its lane, the parts that
/// the step needs, the gate of a queue-time window.
bool constraints_allow(const Context& context, Id machine, const Waiting& waiting);

/// The minimum run and the avoidance of setups, of a machine in another setup state than the job
/// needs. Where only time stands against the change, the station is woken then.
bool change_allowed(Context& context, Id station, Id machine, const Waiting& waiting);

/// May the available machine start this waiting job now?
inline bool eligible(Context& context, Id station, Id machine, const Waiting& waiting) {
  if (waiting.machine != kNone && waiting.machine != machine) return false;
  if (waiting.constrained && !constraints_allow(context, machine, waiting)) return false;
  return waiting.setup == kNone || waiting.setup == context.state.machines[machine].setup ||
         change_allowed(context, station, machine, waiting);
}

}  // namespace twinline

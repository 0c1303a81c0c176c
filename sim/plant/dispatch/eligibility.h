#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// May the available machine start this waiting job now? Asks, in turn: qualification, the machines
/// of earlier steps, the secondary resource, the gate of a queue-time window, the minimum run and
/// the avoidance of setups. Where only time stands against it, the station is woken then.
bool constraints_allow(Context& context, Id station, Id machine, const Waiting& waiting);

inline bool eligible(Context& context, Id station, Id machine, const Waiting& waiting) {
  if (waiting.machine != kNone && waiting.machine != machine) return false;
  return !waiting.constrained || constraints_allow(context, station, machine, waiting);
}

}  // namespace twinline

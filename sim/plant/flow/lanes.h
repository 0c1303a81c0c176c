#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Some lane of the bank has a free place.
bool lane_free(const Context& context, Id buffer);
/// The job takes the last place of a lane, by the bank's rule. @pre lane_free()
void enter_lane(Context& context, Id buffer, Id job);
/// The job goes out of its lane.
void leave_lane(Context& context, Id job);

/// No job of its lane stands before it; true for a job in no lane.
inline bool first_in_lane(const Context& context, Id job) {
  const Id lane = context.state.jobs[job].lane;
  return lane == kNone || context.state.lanes[lane].first == job;
}

}  // namespace twinline

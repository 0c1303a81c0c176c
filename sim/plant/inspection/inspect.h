#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// What follows the end of a step: measurements, feedback to controllers, gates.
/// @return false where the job does not go on now (pass_gates).
bool inspect(Context& context, Id job, Id machine, Id inspection);

/// The job skips its step: measurements that something stands in for are fed back.
void inspect_skipped(Context& context, Id job, Id inspection);

}  // namespace twinline

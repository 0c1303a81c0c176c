#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Works out, for a job that enters a moving line, when each position's worker is on it: from its
/// arrival on, or once the worker is free and back. Where the work is not done when the job is
/// `drift` past the position, the rest is done by a utility worker, or stops the line then.
/// All times by the belt's clock.
void plan_work(Context& context, Id belt, Id job, SimTime entered);

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Works out, for a job that enters a moving line, when each position's worker is on it: from its
/// arrival on, or once the worker is free and back. Where the work is not done when the job is
/// `drift` past the position, the rest is done by a utility worker, or stops the line then.
/// By the belt's clock; people do not work faster because the belt does, so their work is as much
/// of the clock as it runs in that time at the pace of the job's entry.
void plan_work(Context& context, Id belt, Id job, SimTime entered);

}  // namespace twinline

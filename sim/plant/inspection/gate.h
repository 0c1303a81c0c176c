#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Judges a job's pieces by the gates of its step, the severest verdict of a piece counting, and
/// does what follows: scrap, then rework, then hold.
/// @param machine where the step was done
/// @return false where the job does not go on now: gone, sent back, held, or waiting for a part.
bool pass_gates(Context& context, Id job, Id machine, const Inspection& inspection);

}  // namespace twinline

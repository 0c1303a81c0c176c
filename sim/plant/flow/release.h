#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Schedules the first release of every stream and puts the initial jobs into their queues.
void start_releases(Context& context);

/// EventKind::kRelease: makes the jobs that are due and schedules the next release.
void handle_release(Context& context, Id release);

/// A job of the stream has left the plant: a CONWIP stream replaces it at once.
void job_left(Context& context, Id release);

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

// Out of line: in a plant without assembly the handlers of a move stay short.

/// Is everything in the stores that the job's step takes?
[[gnu::noinline]] bool needs_are_there(const Context& context, Id job);

/// Takes what the job's step needs out of the stores: those jobs become part of this one.
[[gnu::noinline]] void take_needs(Context& context, Id job);

/// Makes the parts that come off the job at the end of its step, and sends them on their routes.
[[gnu::noinline]] void make_parts(Context& context, Id job);

/// The job's route is over: into the store of its part, or out of the plant. From the station where
/// it was last.
[[gnu::noinline]] void end_route(Context& context, Id job, Id from_station);

/// The job has its place in the store: steps that wait for it may begin.
[[gnu::noinline]] void put_in_store(Context& context, Id job);

/// A job leaves the plant without what came off it: that is lost too.
[[gnu::noinline]] void lose_parts(Context& context, Id job);

}  // namespace twinline

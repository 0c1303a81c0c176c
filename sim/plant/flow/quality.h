#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// What follows the end of a step on a machine, in this order: measurements, control and gates,
/// scrap, rework, the windows it opens, the merge of split-off parts, and the way on.
void step_done(Context& context, Id job, Id machine);

/// The same from scrap on; EventKind::kHoldEnd: a job that a gate has held goes on.
void leave_step(Context& context, Id job);

/// Loses the last pieces of a job. False: none are left and the job is gone.
bool lose_pieces(Context& context, Id job, std::uint32_t pieces);

/// Sends the last pieces of a job back, or the job whole where these are all.
void send_back(Context& context, Id job, std::uint32_t pieces, Id to_step);

/// The split-off part has passed the step it was sent back from, or has lost all its pieces: it
/// joins the job that waits for it.
void part_returns(Context& context, Id part);

/// Scraps what is left of a job.
void scrap(Context& context, Id job);

/// Sends the whole job back, counted as a rework.
void rework(Context& context, Id job, Id to_step);

/// Number of successes in n trials of probability p, by inversion of one uniform number u.
std::uint32_t binomial_quantile(std::uint32_t n, double p, double u);

}  // namespace twinline

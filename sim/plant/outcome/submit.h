#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Asks for the outcomes of a task that begins now, by the end of its processing (or by its
/// earliest end, where an outcome sets the duration).
void submit_outcomes(Context& context, const Task& task);

/// Asks for the scores of all jobs that wait at a station, now.
void submit_scores(Context& context, Id station);

/// Gives a new job its piece numbers and the first values of its characteristics.
void begin_characteristics(Context& context, Id job);

/// Draws the first values of a machine's conditions.
void begin_condition(Context& context, Id machine, Id condition);

}  // namespace twinline

#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Measures a job: fills the characteristic that the gauge gives.
void measure(Context& context, const Gauge& gauge, Id job);

/// The job skips the measurement: what stands in for it, if anything does. False: nothing does.
bool measure_instead(Context& context, const Gauge& gauge, Id job);

}  // namespace twinline

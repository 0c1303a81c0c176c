#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Forms and starts one batch at the station: the best-ranked waiting job whose class fills a batch
/// by the station's rule, with the compatible jobs behind it in rank order. False: none can start.
bool start_batch(Context& context, Id station);

}  // namespace twinline

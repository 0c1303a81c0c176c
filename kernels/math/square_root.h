#pragma once

#include <cmath>

#include "twinline/math/host_device.h"

namespace twinline::math {

/// Square root, correctly rounded: IEEE 754 prescribes its bits, so the processor's own serves
/// every backend. NaN below 0.
TWINLINE_HD inline double sqrt(double x) { return std::sqrt(x); }

}  // namespace twinline::math

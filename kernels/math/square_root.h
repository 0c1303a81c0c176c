#pragma once

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline::math {

/// Square root, correctly rounded: IEEE 754 prescribes its bits, so the processor's own serves
/// every backend. NaN below 0.
template <class Number>
TWINLINE_HD inline Number sqrt(Number x) {
  return square_root(x);
}

}  // namespace twinline::math

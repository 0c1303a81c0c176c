#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

// The order matters.
// clang-format off
#include "twinline/math/begin_avx2.h"
#include "every_function.h"
// clang-format on

namespace twinline::testing {

void in_lanes_avx2(const double* x, const double* y, const double* key, double* result) {
  in_lanes<math::Block<math::Lanes<4>, 2>>(x, y, key, result);
}

}  // namespace twinline::testing

#include "twinline/math/end_processor.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

// clang-format off: the order matters
#include "every_function.h"
#include "twinline/math/begin_avx2.h"
// clang-format on

namespace twinline::testing {

void in_lanes_avx2(const double* x, const double* y, const double* key, double* result) {
  in_lanes<4>(x, y, key, result);
}

}  // namespace twinline::testing

#include "twinline/math/end_processor.h"

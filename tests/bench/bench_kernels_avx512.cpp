#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

// The order matters.
// clang-format off
#include "twinline/math/begin_avx512.h"
#include "bench_models.h"
// clang-format on

namespace twinline::bench {

BenchKernels bench_kernels_avx512() { return kernels_of_width<8>(); }

}  // namespace twinline::bench

#include "twinline/math/end_processor.h"

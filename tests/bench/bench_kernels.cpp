#include "bench_models.h"

namespace twinline::bench {

BenchKernels bench_kernels_plain() { return kernels_of_width<2>(); }

}  // namespace twinline::bench

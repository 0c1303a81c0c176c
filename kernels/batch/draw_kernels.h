#pragma once

#include <vector>

#include "twinline/batch/quantile_batch.h"

namespace twinline {

/// Draws of one system, on the thread's current device. `value` has the size of the batch.
struct DrawKernels {
  void (*uniform)(const DrawBatch& batch, std::vector<double>& value);
  void (*exponential)(const DrawBatch& batch, double mean, std::vector<double>& value);
};

namespace cpu_system {
extern const DrawKernels draw_kernels;
}
namespace cuda_system {
extern const DrawKernels draw_kernels;
}

}  // namespace twinline

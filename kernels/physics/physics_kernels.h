#pragma once

#include <cstddef>

#include "twinline/batch/fields.h"
#include "twinline/batch/launch_queue.h"

namespace twinline {

/// Batches of the registered models on one system.
struct PhysicsKernels {
  /// Starts a model for items 0 .. n_items - 1 in a queue of the thread's current device; on a CPU
  /// it is done on return. @return false where no model has that name. @throws DeviceError
  bool (*evaluate)(const char* model, std::size_t n_items, Fields<const double> taken,
                   Fields<double> given, LaunchQueue queue);
};

namespace cpu_system {
extern const PhysicsKernels physics_kernels;
}
namespace cuda_system {
extern const PhysicsKernels physics_kernels;
}

}  // namespace twinline

#pragma once

#include <cstddef>

#include "twinline/batch/launch_queue.h"

namespace twinline {

/// Fields of many items in the memory of a device: field f of item i at f * pitch + i.
template <class Number>
struct Fields {
  Number* values;
  std::size_t pitch;
};

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

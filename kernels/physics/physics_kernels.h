#pragma once

#include <cstddef>
#include <optional>

#include "twinline/batch/fields.h"
#include "twinline/batch/launch_queue.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Batches of the registered models on one system.
struct PhysicsKernels {
  bool checks_ranges;  ///< as it goes, at no cost; else they must be checked before
  /// Starts a model for items 0 .. n_items - 1 in a queue of the thread's current device; on a CPU
  /// it is done on return. @throws DeviceError
  /// @return an item before which no number is out of range, n_items where none is (or none was
  ///   checked); nullopt where the model is not registered
  std::optional<std::size_t> (*evaluate)(const ModelInfo& model, std::size_t n_items,
                                         Fields<const double> taken, Fields<double> given,
                                         LaunchQueue queue);
};

namespace cpu_system {
extern const PhysicsKernels physics_kernels;
}
namespace cuda_system {
extern const PhysicsKernels physics_kernels;
}

}  // namespace twinline

#pragma once

#include <cstddef>
#include <memory>

#include "twinline/batch/fields.h"
#include "twinline/batch/launch_queue.h"
#include "twinline/inference/program.h"

namespace twinline {

/// What forward passes on one device need beside their batch, kept from one to the next.
class ForwardMemory {
 public:
  ForwardMemory() = default;
  ForwardMemory(const ForwardMemory&) = delete;
  ForwardMemory& operator=(const ForwardMemory&) = delete;
  virtual ~ForwardMemory() = default;

  /// Starts a program for items 0 .. n_items - 1 in a queue of the thread's current device; on a
  /// CPU it is done on return. One memory serves one queue. @throws DeviceError
  virtual void run(const std::shared_ptr<const Program>& program, std::size_t n_items,
                   Fields<const float> in, Fields<float> out, LaunchQueue queue) = 0;
};

/// Forward passes on one system.
struct ForwardKernels {
  std::unique_ptr<ForwardMemory> (*make_memory)();
};

namespace cpu_system {
extern const ForwardKernels forward_kernels;
}
namespace cuda_system {
extern const ForwardKernels forward_kernels;
}

}  // namespace twinline

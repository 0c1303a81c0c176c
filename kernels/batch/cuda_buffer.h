#pragma once

// CUDA builds only.

#include <cstddef>
#include <memory>

#include "twinline/batch/cuda_check.h"

namespace twinline {

/// Memory of the kind that Place takes: grows, is kept, and loses what it held when it grows. Taken
/// on the thread's current device. Unlike Thrust's vectors it can be released after the device was
/// lost, when releasing fails and nothing can be done about it.
template <class Place>
class CudaBuffer {
 public:
  /// @throws DeviceError
  void* at_least(std::size_t n_bytes) {
    if (memory_ && n_bytes <= n_bytes_) return memory_.get();
    const std::size_t wanted = n_bytes + n_bytes / 2 + 256;  // room for somewhat larger batches
    memory_.reset();
    memory_.reset(Place::take(wanted));
    n_bytes_ = wanted;
    return memory_.get();
  }
  void* data() const { return memory_.get(); }

 private:
  struct Release {
    void operator()(void* memory) const { Place::release(memory); }
  };
  std::unique_ptr<void, Release> memory_;
  std::size_t n_bytes_ = 0;
};

struct OnDevice {
  static void* take(std::size_t n_bytes) {
    void* memory = nullptr;
    TWINLINE_CUDA_TRY(cudaMalloc(&memory, n_bytes));
    return memory;
  }
  static void release(void* memory) { (void)cudaFree(memory); }
};

/// On the host, at a place that the device copies from and to while the host goes on.
struct Pinned {
  static void* take(std::size_t n_bytes) {
    void* memory = nullptr;
    TWINLINE_CUDA_TRY(cudaMallocHost(&memory, n_bytes));
    return memory;
  }
  static void release(void* memory) { (void)cudaFreeHost(memory); }
};

using DeviceBuffer = CudaBuffer<OnDevice>;
using PinnedBuffer = CudaBuffer<Pinned>;

}  // namespace twinline

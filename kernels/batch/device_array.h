#pragma once

// Only files named *.cu include this header.

#include <vector>

#include "twinline/batch/system.h"

#if defined(TWINLINE_SYSTEM_CUDA)
#include "twinline/batch/cuda_buffer.h"
#endif

namespace twinline::TWINLINE_SYSTEM {

#if defined(TWINLINE_SYSTEM_CUDA)

/// A host array made readable for kernels: a copy on the thread's current device.
template <class T>
class DeviceInput {
 public:
  explicit DeviceInput(const std::vector<T>& host) {
    const std::size_t n_bytes = host.size() * sizeof(T);
    TWINLINE_CUDA_TRY(
        cudaMemcpy(copy_.at_least(n_bytes), host.data(), n_bytes, cudaMemcpyHostToDevice));
  }
  const T* data() const { return static_cast<const T*>(copy_.data()); }

 private:
  DeviceBuffer copy_;
};

/// Room on the device for what a kernel writes; fetch() waits for it and brings it into the host
/// array, whose size is the size of the room.
template <class T>
class DeviceOutput {
 public:
  explicit DeviceOutput(std::vector<T>& host) : host_(host) {
    room_.at_least(host.size() * sizeof(T));
  }
  T* data() { return static_cast<T*>(room_.data()); }
  void fetch() {
    TWINLINE_CUDA_TRY(
        cudaMemcpy(host_.data(), room_.data(), host_.size() * sizeof(T), cudaMemcpyDeviceToHost));
  }

 private:
  std::vector<T>& host_;
  DeviceBuffer room_;
};

#else

/// On a CPU the host's memory is the device's: nothing is copied.
template <class T>
class DeviceInput {
 public:
  explicit DeviceInput(const std::vector<T>& host) : data_(host.data()) {}
  const T* data() const { return data_; }

 private:
  const T* data_;
};

template <class T>
class DeviceOutput {
 public:
  explicit DeviceOutput(std::vector<T>& host) : data_(host.data()) {}
  T* data() { return data_; }
  void fetch() {}

 private:
  T* data_;
};

#endif

}  // namespace twinline::TWINLINE_SYSTEM

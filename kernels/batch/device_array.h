#pragma once

// Only files named *.cu include this header.

#include <vector>

#include "twinline/batch/system.h"

#if defined(TWINLINE_SYSTEM_CUDA)
#include <thrust/copy.h>
#include <thrust/device_vector.h>
#endif

namespace twinline::TWINLINE_SYSTEM {

#if defined(TWINLINE_SYSTEM_CUDA)

/// A host array made readable for kernels: a copy on the device.
template <class T>
class DeviceInput {
 public:
  explicit DeviceInput(const std::vector<T>& host) : copy_(host.begin(), host.end()) {}
  const T* data() const { return thrust::raw_pointer_cast(copy_.data()); }

 private:
  thrust::device_vector<T> copy_;
};

/// Room on the device for what a kernel writes; fetch() brings it into the host array, whose size
/// is the size of the room.
template <class T>
class DeviceOutput {
 public:
  explicit DeviceOutput(std::vector<T>& host) : host_(host), room_(host.size()) {}
  T* data() { return thrust::raw_pointer_cast(room_.data()); }
  void fetch() { thrust::copy(room_.begin(), room_.end(), host_.begin()); }

 private:
  std::vector<T>& host_;
  thrust::device_vector<T> room_;
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

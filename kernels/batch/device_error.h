#pragma once

#include <stdexcept>
#include <string>

namespace twinline {

/// Why a kernel could not run, as far as it decides what to do next.
enum class DeviceFailure {
  kOutOfMemory,  ///< a smaller batch, or the CPU, may do
  kDeviceLost,   ///< there is no such device, or this process can use it no more
  kOther
};

/// A kernel could not run: no usable device, too little memory, or a failed launch.
class DeviceError : public std::runtime_error {
 public:
  explicit DeviceError(const std::string& text, DeviceFailure failure = DeviceFailure::kOther)
      : std::runtime_error(text), failure_(failure) {}
  DeviceFailure failure() const { return failure_; }

 private:
  DeviceFailure failure_;
};

}  // namespace twinline

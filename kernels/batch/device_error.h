#pragma once

#include <stdexcept>

namespace twinline {

/// A kernel could not run: no usable device, too little memory on it, or a failed launch.
class DeviceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace twinline

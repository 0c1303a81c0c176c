#pragma once

#include <string>

namespace twinline {

/// What runs kernels: the CPU, or one CUDA device.
struct DeviceChoice {
  int cuda_index = -1;  ///< as the driver counts the devices that it shows; -1 = the CPU
  bool is_cuda() const { return cuda_index >= 0; }
};

/// Reads the user's word for a device.
/// @param word "cpu"; "cuda", the first usable CUDA device; "cuda:1", the one of that index;
/// "auto",
///   the first usable CUDA device where there is one and the CPU elsewhere
/// @param[out] note why "auto" is the CPU, in one line; empty otherwise
/// @throws std::invalid_argument where it is no such word
/// @throws DeviceError (kDeviceLost) where a CUDA device was asked for and is not usable
DeviceChoice choose_device(const std::string& word, std::string& note);

}  // namespace twinline

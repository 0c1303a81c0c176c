#pragma once

// What is asked of CUDA's runtime: plain C++, for which no nvcc is needed. A build without CUDA has
// these functions too (no_cuda_driver.cpp) and says that it has no device.

#include <memory>

#include "twinline/batch/device_choice.h"
#include "twinline/batch/device_info.h"
#include "twinline/batch/device_queue.h"

namespace twinline {

/// The CUDA backend of probe_cuda (device_info.h).
DeviceInfo list_cuda_devices();

/// Makes a CUDA device the one that this thread's launches and allocations go to; nothing for the
/// CPU. @throws DeviceError
void select_device(const DeviceChoice& device);

/// A stream of a CUDA device with two sets of buffers; null for the CPU. @throws DeviceError
std::unique_ptr<DeviceQueue> make_queue(const DeviceChoice& device);

}  // namespace twinline

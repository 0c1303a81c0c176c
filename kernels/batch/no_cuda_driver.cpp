#include "twinline/batch/cuda_driver.h"
#include "twinline/batch/device_error.h"

namespace twinline {
namespace {

constexpr char kReason[] = "this program was built without CUDA kernels";

void refuse_cuda(const DeviceChoice& device) {
  if (device.is_cuda()) throw DeviceError(kReason, DeviceFailure::kDeviceLost);
}

}  // namespace

DeviceInfo list_cuda_devices() {
  DeviceInfo info;
  info.unusable_reason = kReason;
  return info;
}

void select_device(const DeviceChoice& device) { refuse_cuda(device); }

std::unique_ptr<DeviceQueue> make_queue(const DeviceChoice& device) {
  refuse_cuda(device);
  return nullptr;
}

}  // namespace twinline

#include "twinline/batch/cuda_driver.h"

#include <string>

#include "twinline/batch/cuda_check.h"
#include "twinline/batch/system_facts.h"

namespace twinline {
namespace {

std::string capability_text(int capability) {
  return std::to_string(capability / 10) + "." + std::to_string(capability % 10);
}

Device describe_device(int index, int lowest_capability) {
  cudaDeviceProp properties{};
  TWINLINE_CUDA_TRY(cudaGetDeviceProperties(&properties, index));
  const int capability = 10 * properties.major + properties.minor;
  Device device{properties.name, properties.multiProcessorCount, properties.totalGlobalMem,
                capability_text(capability), ""};
  if (capability < lowest_capability) {
    device.unusable_reason = "kernels were compiled for compute capability " +
                             capability_text(lowest_capability) + " and later";
  }
  return device;
}

}  // namespace

DeviceInfo list_cuda_devices() {
  const SystemFacts facts = cuda_system::system_facts();
  DeviceInfo info;
  info.thrust_version = facts.thrust_version;
  info.unusable_reason = "the driver shows none";
  try {
    int n_devices = 0;
    TWINLINE_CUDA_TRY(cudaGetDeviceCount(&n_devices));
    for (int index = 0; index < n_devices; ++index) {
      info.devices.push_back(describe_device(index, facts.lowest_capability));
      const std::string& reason = info.devices.back().unusable_reason;
      if (index == 0 || reason.empty()) info.unusable_reason = reason;
    }
  } catch (const DeviceError& error) {
    info.devices.clear();
    info.unusable_reason = error.what();
  }
  return info;
}

void select_device(const DeviceChoice& device) {
  if (device.is_cuda()) TWINLINE_CUDA_TRY(cudaSetDevice(device.cuda_index));
}

}  // namespace twinline

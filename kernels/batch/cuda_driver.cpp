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
  Device device;
  cudaDeviceProp properties{};
  if (const cudaError_t error = cudaGetDeviceProperties(&properties, index); error != cudaSuccess) {
    (void)cudaGetLastError();
    device.name = "?";
    device.unusable_reason = cudaGetErrorString(error);
    return device;
  }
  const int capability = 10 * properties.major + properties.minor;
  device.name = properties.name;
  device.n_units = properties.multiProcessorCount;
  device.memory_bytes = properties.totalGlobalMem;
  device.compute_capability = capability_text(capability);
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
  int n_devices = 0;
  if (const cudaError_t error = cudaGetDeviceCount(&n_devices); error != cudaSuccess) {
    (void)cudaGetLastError();
    info.unusable_reason = cudaGetErrorString(error);
    return info;
  }
  info.unusable_reason = "the driver shows none";
  for (int index = 0; index < n_devices; ++index) {
    info.devices.push_back(describe_device(index, facts.lowest_capability));
    const std::string& reason = info.devices.back().unusable_reason;
    if (index == 0 || reason.empty()) info.unusable_reason = reason;
  }
  return info;
}

void select_device(const DeviceChoice& device) {
  if (device.is_cuda()) TWINLINE_CUDA_TRY(cudaSetDevice(device.cuda_index));
}

}  // namespace twinline

#include "twinline/batch/device_info.h"

#include <thrust/version.h>

#if defined(TWINLINE_BACKEND_CUDA)
#include <cuda_runtime_api.h>
#elif defined(TWINLINE_BACKEND_OMP)
#include <omp.h>
#elif defined(TWINLINE_BACKEND_TBB)
#include <tbb/info.h>
#endif

namespace twinline {
namespace {

std::string thrust_version() {
  return std::to_string(THRUST_MAJOR_VERSION) + "." + std::to_string(THRUST_MINOR_VERSION) + "." +
         std::to_string(THRUST_SUBMINOR_VERSION);
}

#if defined(TWINLINE_BACKEND_CUDA)

void probe(DeviceInfo& info) {
  int n_devices = 0;
  cudaError_t status = cudaGetDeviceCount(&n_devices);
  for (int index = 0; status == cudaSuccess && index < n_devices; ++index) {
    cudaDeviceProp properties{};
    status = cudaGetDeviceProperties(&properties, index);
    if (status != cudaSuccess) break;
    info.devices.push_back(
        {properties.name, properties.multiProcessorCount, properties.totalGlobalMem,
         std::to_string(properties.major) + "." + std::to_string(properties.minor)});
  }
  if (status != cudaSuccess) {
    info.unusable_reason = cudaGetErrorString(status);
    (void)cudaGetLastError();  // the runtime keeps the error; a later call must not report it
  } else if (info.devices.empty()) {
    info.unusable_reason = "the driver knows no device";
  }
}

#else

int host_threads() {
#if defined(TWINLINE_BACKEND_OMP)
  return omp_get_max_threads();
#elif defined(TWINLINE_BACKEND_TBB)
  return tbb::info::default_concurrency();
#else
  return 1;
#endif
}

void probe(DeviceInfo& info) { info.devices.push_back({"CPU", host_threads(), 0, ""}); }

#endif

}  // namespace

DeviceInfo probe_devices() {
  DeviceInfo info;
  info.backend = TWINLINE_BACKEND_NAME;
  info.thrust_version = thrust_version();
  probe(info);
  return info;
}

}  // namespace twinline

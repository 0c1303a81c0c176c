#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace twinline {

/// One processor that kernels can run on.
struct Device {
  std::string name;                ///< as the driver calls it; "CPU" for the host
  int n_units = 0;                 ///< multiprocessors of a GPU, threads of the host
  std::uint64_t memory_bytes = 0;  ///< 0 = the host's, not counted here
  std::string compute_capability;  ///< "9.0"; empty for the host
  std::string unusable_reason;     ///< why kernels cannot run on it; empty when they can
};

/// One backend and its devices.
struct DeviceInfo {
  std::string backend;          ///< "cuda", "omp", "tbb" or "cpp"
  std::string thrust_version;   ///< "1.17.2"; empty where the build lacks the backend
  std::vector<Device> devices;  ///< in the driver's order
  std::string unusable_reason;  ///< why no device is usable; empty when one is
};

/// The CPU backend, which every build has; its one device is the host.
DeviceInfo probe_cpu();

/// The CUDA backend: asks the driver which devices there are. Never throws for a build without
/// CUDA, a missing driver or no device: the reason is in the result.
DeviceInfo probe_cuda();

}  // namespace twinline

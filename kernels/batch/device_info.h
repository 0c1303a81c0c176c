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
};

/// What this build runs its kernels on. The backend is chosen when the program is built.
struct DeviceInfo {
  std::string backend;          ///< "cuda", "omp", "tbb" or "cpp"
  std::string thrust_version;   ///< "1.17.2"
  std::vector<Device> devices;  ///< empty when no device is usable
  std::string unusable_reason;  ///< the driver's words; empty when a device is usable
};

/// Asks the driver which devices there are. Never throws for a missing device or driver: the reason
/// is in the result. On the CPU backends the host is the one device.
DeviceInfo probe_devices();

}  // namespace twinline

#include "gpu_binding.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <vector>

namespace twinline {

namespace {

/// GPUs as NVIDIA's driver lists them: asking CUDA itself would fix what it sees.
int count_gpus() {
  std::error_code error;
  const std::filesystem::directory_iterator at("/proc/driver/nvidia/gpus", error);
  return error ? 0 : static_cast<int>(std::distance(at, std::filesystem::directory_iterator()));
}

}  // namespace

std::string device_of_rank(const std::string& visible, int n_devices, int local_rank) {
  std::vector<std::string> devices;
  for (std::size_t at = 0; !visible.empty() && at <= visible.size();) {
    const std::size_t end = std::min(visible.find(',', at), visible.size());
    devices.push_back(visible.substr(at, end - at));
    at = end + 1;
  }
  for (int i = 0; visible.empty() && i < n_devices; ++i) devices.push_back(std::to_string(i));
  if (devices.empty()) return "";
  return devices[static_cast<std::size_t>(local_rank) % devices.size()];
}

std::string bind_gpu(const std::string& backend, int local_rank, int local_size) {
  if (backend != "cuda" || local_size < 2) return "";
  const char* const visible = std::getenv("CUDA_VISIBLE_DEVICES");
  const std::string device =
      device_of_rank(visible == nullptr ? "" : visible, count_gpus(), local_rank);
  if (!device.empty()) ::setenv("CUDA_VISIBLE_DEVICES", device.c_str(), 1);
  return device;
}

}  // namespace twinline

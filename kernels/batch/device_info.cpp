#include "twinline/batch/device_info.h"

#include "twinline/batch/cuda_driver.h"
#include "twinline/batch/system_facts.h"

namespace twinline {

DeviceInfo probe_cpu() {
  const SystemFacts facts = cpu_system::system_facts();
  DeviceInfo info;
  info.backend = facts.backend;
  info.thrust_version = facts.thrust_version;
  info.devices.push_back({"CPU", facts.n_threads, 0, "", ""});
  return info;
}

DeviceInfo probe_cuda() {
  DeviceInfo info = list_cuda_devices();
  info.backend = "cuda";
  return info;
}

}  // namespace twinline

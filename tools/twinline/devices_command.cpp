#include <cstdio>
#include <string>

#include "commands.h"
#include "device_option.h"
#include "options.h"
#include "twinline/batch/device_info.h"

namespace twinline {

namespace {

std::string memory_text(const Device& device) {
  if (device.memory_bytes == 0) return "-";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f GiB",
                static_cast<double>(device.memory_bytes) / (1U << 30U));
  return text;
}

void print_device(const std::string& word, const DeviceInfo& backend, const Device& device) {
  const std::string capability =
      device.compute_capability.empty() ? "-" : device.compute_capability;
  std::printf("%-8s %-7s %-7s %5d  %9s  %10s  %s\n", word.c_str(), backend.backend.c_str(),
              backend.thrust_version.c_str(), device.n_units, memory_text(device).c_str(),
              capability.c_str(), device.name.c_str());
  if (!device.unusable_reason.empty()) {
    std::printf("         not usable: %s\n", device.unusable_reason.c_str());
  }
}

}  // namespace

int devices_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "devices";
  syntax.usage = "[options]";
  syntax.text =
      "What can run kernels (process models and networks): the CPU and the CUDA devices that the\n"
      "driver shows, and which of them --device means. Results do not depend on it. units: "
      "threads\n"
      "of the CPU, multiprocessors of a CUDA device.";
  add_device_option(syntax.options);
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const DeviceInfo cpu = probe_cpu();
  const DeviceInfo cuda = probe_cuda();
  std::printf("%-8s %-7s %-7s %5s  %9s  %10s  %s\n", "device", "backend", "thrust", "units",
              "memory", "capability", "name");
  print_device("cpu", cpu, cpu.devices.front());
  for (std::size_t i = 0; i < cuda.devices.size(); ++i) {
    print_device("cuda:" + std::to_string(i), cuda, cuda.devices[i]);
  }
  if (cuda.devices.empty()) std::printf("no CUDA device: %s\n", cuda.unusable_reason.c_str());
  std::fflush(stdout);

  const DeviceChoice chosen = device_option(values);
  std::printf("\n--device %s: kernels run on %s\n", values["device"].as<std::string>().c_str(),
              chosen.is_cuda() ? ("cuda:" + std::to_string(chosen.cuda_index)).c_str() : "cpu");
  return kOk;
}

}  // namespace twinline

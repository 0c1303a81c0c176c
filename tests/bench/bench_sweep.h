#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "machine_peaks.h"
#include "twinline/batch/device_choice.h"
#include "twinline/batch/device_info.h"
#include "twinline/batch/stream.h"

namespace twinline::bench {

/// From here on a batch is spread over the threads of a CPU.
constexpr std::size_t kParallelItems = 16384;

struct SweepOptions {
  std::string csv;
  std::string model;
  std::string device = "auto";
  std::size_t smallest = 1;
  std::size_t largest = 1'000'000;
};

inline SweepOptions read_sweep_options(int argc, char** argv, const char* program) {
  SweepOptions options;
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (value != nullptr && name == "--csv") {
      options.csv = value;
    } else if (value != nullptr && name == "--model") {
      options.model = value;
    } else if (value != nullptr && name == "--device") {
      options.device = value;
    } else if (value != nullptr && name == "--smallest") {
      options.smallest = std::strtoull(value, nullptr, 10);
    } else if (value != nullptr && name == "--largest") {
      options.largest = std::strtoull(value, nullptr, 10);
    } else {
      std::fprintf(stderr,
                   "usage: %s [--csv FILE] [--smallest ITEMS] [--largest ITEMS] [--model NAME] "
                   "[--device cpu|cuda]\n",
                   program);
      std::exit(2);
    }
  }
  return options;
}

/// Where batches run, and the least time that a batch takes there.
class SweepTarget {
 public:
  explicit SweepTarget(const std::string& device)
      : device_(choose_device(device, note_)), floor_(device_), one_(1), all_(n_threads()) {
    if (!note_.empty()) std::printf("%s\n", note_.c_str());
  }

  const DeviceChoice& device() const { return device_; }
  std::string backend() const { return device_.is_cuda() ? "cuda" : probe_cpu().backend; }
  MachinePeaks& peaks(std::size_t n_items) { return n_items < kParallelItems ? one_ : all_; }

  /// On a device: its queue with a kernel that does nothing, that is the copies there and back. On
  /// a CPU: what its peaks allow.
  MachinePeaks::Limit limit(const BatchBytes& bytes, MachinePeaks::Limit on_a_cpu) {
    if (!device_.is_cuda()) return on_a_cpu;
    const double seconds = seconds_of([&] {
      floor_.begin(bytes, [](const void*, void*, LaunchQueue) {});
      floor_.finish();
    });
    return {seconds, "copies"};
  }

 private:
  static int n_threads() {
    const DeviceInfo cpu = probe_cpu();
    return cpu.devices.empty() ? 1 : cpu.devices[0].n_units;
  }

  std::string note_;
  DeviceChoice device_;
  Stream floor_;
  MachinePeaks one_;
  MachinePeaks all_;
};

}  // namespace twinline::bench

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bench_sweep.h"
#include "support/random_network.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/inference/load_onnx.h"

// Sweeps the size of the batch for a dense network 64-128-64-1 and every network of
// scenarios/smart_fab on one device, beside the least time: on a CPU that of the multiplications
// and additions (twice as many single-precision numbers fit a register as double ones, of which the
// peak is measured) and of the bytes in and out, on a CUDA device that of the copies there and
// back.
//
//   bench_networks [--csv FILE] [--smallest ITEMS] [--largest ITEMS] [--model NAME]
//                  [--device cpu|cuda]

namespace twinline::bench {
namespace {

using Named = std::pair<std::string, Network>;

std::vector<Named> networks() {
  std::mt19937_64 bits(1);
  std::vector<Named> all;
  all.emplace_back("dense_64_128_64_1", testing::random_mlp(bits, {64, 128, 64, 1}));
  if (!can_load_onnx()) return all;
  const std::vector<std::pair<const char*, std::vector<const char*>>> shipped{
      {"/smart_fab/models/", {"vm_cmp", "fd_etch", "map_class", "rul_lstm", "dispatch_key"}},
      {"/car_plant/models/", {"weld_quality", "paint_defect", "tool_life"}}};
  for (const auto& [folder, names] : shipped) {
    for (const char* name : names) {
      const std::string file = std::string(TWINLINE_SCENARIO_DIR) + folder + name;
      all.emplace_back(name, *load_onnx(file + ".onnx"));
    }
  }
  return all;
}

class Sweep {
 public:
  explicit Sweep(const SweepOptions& options)
      : target_(options.device), workspace_(target_.device()) {
    if (!options.csv.empty()) csv_.open(options.csv);
    csv_ << "backend,network,items,seconds,items_per_s,gflop_per_s,gbyte_per_s,bytes_per_item,"
            "multiply_adds_per_item,limit_seconds,share_of_limit\n";
  }

  /// @return the seconds of a call.
  double measure(const Named& named, std::size_t n_items) {
    const Network& network = named.second;
    std::mt19937_64 bits(2);
    FloatBatch in = testing::random_batch(bits, network.n_inputs(), n_items);
    FloatBatch out(network.n_outputs(), n_items);
    const double seconds = seconds_of([&] { forward_batch(network, in, out, workspace_); });
    const auto n = static_cast<double>(n_items);
    const auto madds = static_cast<double>(network.n_multiply_adds());
    const double bytes = 4.0 * static_cast<double>(network.n_inputs() + network.n_outputs());
    // So much work is spread over the threads (kernels/inference/forward_batch.cu).
    constexpr double kParallelWork = 1U << 27U;
    MachinePeaks& peaks = target_.peaks(n * madds < kParallelWork ? 1 : kParallelItems);
    Operations each;
    each[Kind::kAny] = madds;  // a product and a sum, of floats: twice as many a register
    const double limit = target_
                             .limit({in.values().data(), 4 * in.values().size(),
                                     out.values().data(), 4 * out.values().size()},
                                    peaks.limit(each, n, bytes))
                             .seconds;
    std::printf("%-18s %8zu %12.2f %10.4g %9.2f %8.3f %7.0f %9.0f %10.2f %6.2f\n",
                named.first.c_str(), n_items, 1e9 * seconds / n, n / seconds,
                2e-9 * n * madds / seconds, 1e-9 * n * bytes / seconds, bytes, madds,
                1e9 * limit / n, limit / seconds);
    std::fflush(stdout);
    csv_ << target_.backend() << ',' << named.first << ',' << n_items << ',' << seconds << ','
         << n / seconds << ',' << 2e-9 * n * madds / seconds << ',' << 1e-9 * n * bytes / seconds
         << ',' << bytes << ',' << madds << ',' << limit << ',' << limit / seconds << '\n';
    return seconds;
  }

 private:
  SweepTarget target_;
  Workspace workspace_;
  std::ofstream csv_;
};

void run(const SweepOptions& options) {
  Sweep sweep(options);
  std::printf("%-18s %8s %12s %10s %9s %8s %7s %9s %10s %6s\n", "network", "items", "ns/item",
              "items/s", "GFLOP/s", "GB/s", "bytes", "mul-adds", "limit ns", "share");
  for (const Named& named : networks()) {
    if (!options.model.empty() && options.model != named.first) continue;
    double seconds = 0;
    for (std::size_t n_items = options.smallest; n_items <= options.largest && seconds < 1;
         n_items *= 10) {
      seconds = sweep.measure(named, n_items);
    }
  }
}

}  // namespace
}  // namespace twinline::bench

int main(int argc, char** argv) {
  twinline::bench::run(twinline::bench::read_sweep_options(argc, argv, "bench_networks"));
  return 0;
}

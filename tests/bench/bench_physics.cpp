#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bench_sweep.h"
#include "counted.h"
#include "support/physics_inputs.h"
#include "twinline/math/processor.h"
#include "twinline/physics/evaluate_batch.h"
#include "twinline/physics/registry.h"

// Sweeps the size of the batch for every physics model on one device, checks of ranges and
// copies to a device included, beside the least time: on a CPU that of the operations and the bytes
// of an item (each input is read and each output written once at least), on a CUDA device that of
// the copies there and back. The least time is there twice: of an item alone, and of eight in
// lanes, which all go through what any of them needs.
//
//   bench_physics [--csv FILE] [--smallest ITEMS] [--largest ITEMS] [--model NAME]
//                 [--device cpu|cuda]

namespace twinline::bench {
namespace {

struct Model {
  const ModelInfo* info;
  Operations alone;     ///< of an item that takes its own branches
  Operations in_lanes;  ///< where eight take the branches of any of them
};

template <class... Registered>
std::vector<Model> counted_models(ModelList<Registered...> /*models*/) {
  return {{find_model(Registered::kName), count_operations<Registered, 1>(),
           count_operations<Registered, 8>()}...};
}

SoaBatch ordinary_batch(const ModelInfo& model, std::size_t n_items) {
  SoaBatch batch(model.n_take, n_items);
  std::mt19937_64 bits(1);
  for (std::size_t i = 0; i < n_items; ++i) {
    const std::vector<double> item = testing::ordinary_item(model, bits);
    for (std::size_t f = 0; f < model.n_take; ++f) batch.field(f)[i] = item[f];
  }
  return batch;
}

class Sweep {
 public:
  explicit Sweep(const SweepOptions& options)
      : target_(options.device), stream_(target_.device()), backend_(target_.backend()) {
    if (!options.csv.empty()) csv_.open(options.csv);
    csv_ << "backend,model,items,seconds,items_per_s,gflop_per_s,gbyte_per_s,bytes_per_item,"
            "limit_seconds,limit_of,share_of_limit,lanes_limit_seconds,share_of_lanes_limit";
    for (const char* kind : kKindNames) csv_ << ',' << kind << "_per_item";
    csv_ << '\n';
  }

  /// @return the seconds of a call.
  double measure(const Model& model, std::size_t n_items) {
    const SoaBatch taken = ordinary_batch(*model.info, n_items);
    SoaBatch given(model.info->n_give, n_items);
    const double seconds = seconds_of([&] {
      if (begin_batch(*model.info, taken, given, stream_)) std::abort();
      stream_.finish();
    });
    const auto n = static_cast<double>(n_items);
    const double bytes = 8.0 * static_cast<double>(model.info->n_take + model.info->n_give);
    const Operations& each = model.alone;
    const MachinePeaks::Limit limit = least(each, taken, given);
    const MachinePeaks::Limit in_lanes = least(model.in_lanes, taken, given);
    const double gflops = 1e-9 * n * each.flops() / seconds;
    const double gbytes = 1e-9 * n * bytes / seconds;
    std::printf(
        "%-21s %8zu %10.2f %10.4g %8.2f %8.2f %6.0f %8.0f %8.0f %8.0f %5.0f %9.2f %-12s %6.2f "
        "%9.2f %6.2f\n",
        model.info->name, n_items, 1e9 * seconds / n, n / seconds, gflops, gbytes, bytes,
        each[Kind::kAny], each[Kind::kAdd], each[Kind::kMultiply],
        each[Kind::kDivide] + each[Kind::kRoot], 1e9 * limit.seconds / n, limit.of,
        limit.seconds / seconds, 1e9 * in_lanes.seconds / n, in_lanes.seconds / seconds);
    std::fflush(stdout);
    csv_ << backend_ << ',' << model.info->name << ',' << n_items << ',' << seconds << ','
         << n / seconds << ',' << gflops << ',' << gbytes << ',' << bytes << ',' << limit.seconds
         << ',' << limit.of << ',' << limit.seconds / seconds << ',' << in_lanes.seconds << ','
         << in_lanes.seconds / seconds;
    for (const double instructions : each.of) csv_ << ',' << instructions;
    csv_ << '\n';
    return seconds;
  }

  SweepTarget& target() { return target_; }

 private:
  /// The least time of a batch with so many operations an item.
  MachinePeaks::Limit least(const Operations& each, const SoaBatch& taken, SoaBatch& given) {
    const std::size_t n_items = taken.n_items();
    const auto n_fields = static_cast<double>(taken.n_fields() + given.n_fields());
    return target_.limit(
        {taken.values().data(), 8 * taken.values().size(), given.values().data(),
         8 * given.values().size()},
        target_.peaks(n_items).limit(each, static_cast<double>(n_items), 8.0 * n_fields));
  }

  SweepTarget target_;
  Stream stream_;
  std::string backend_;
  std::ofstream csv_;
};

void print_peaks(MachinePeaks& peaks) {
  constexpr double kKilobyte = 1024;
  std::printf("%d thread(s), Gop/s:", peaks.n_threads());
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    std::printf(" %s %.1f", kKindNames[kind], 1e-9 * peaks.per_s().of[kind]);
  }
  std::printf("; GB/s of a set of 16 KiB, 512 KiB, 16 MiB, 256 MiB: %.0f, %.0f, %.0f, %.0f\n",
              1e-9 * peaks.bytes_per_s(16 * kKilobyte), 1e-9 * peaks.bytes_per_s(512 * kKilobyte),
              1e-9 * peaks.bytes_per_s(16 * kKilobyte * kKilobyte),
              1e-9 * peaks.bytes_per_s(256 * kKilobyte * kKilobyte));
}

/// Heat in 1024 rods: through the door of the models, and by the best loop by hand.
void compare_heat() {
  constexpr std::size_t kItems = 1024;
  SoaBatch taken(HeatRod::kCells, kItems);
  SoaBatch given(HeatRod::kCells, kItems);
  std::mt19937_64 bits(2);
  for (double& value : taken.values()) value = testing::unit_number(bits);
  const BatchView batch{taken.field(0), taken.pitch(), given.field(0), given.pitch()};
  const BenchKernels kernels = native_kernels();
  const double door = seconds_of([&] {
    for (std::size_t begin = 0; begin < kItems; begin += kItemsATile) {
      kernels.heat(batch, begin, begin + kItemsATile);
    }
  });
  const SoaBatch::Values through_the_door = given.values();
  double best = 1e300;
  for (const auto by_hand : kernels.heat_by_hand) {
    best = std::min(best, seconds_of([&] { by_hand(batch, kItems); }));
    if (given.values() != through_the_door) std::abort();
  }
  std::printf(
      "heat, 64 cells x 500 steps x 1024 items, one thread: %.2f ms through the tiles (%.1f "
      "GFLOP/s), %.2f ms by the best loop by hand: %.2f of its speed\n\n",
      1e3 * door, 1e-9 * HeatRod::kOperations * kItems / door, 1e3 * best, best / door);
}

void run(const SweepOptions& options) {
  Sweep sweep(options);
  std::printf("backend %s, %d lanes on the CPU\n", sweep.target().backend().c_str(),
              math::native_lanes());
  print_peaks(sweep.target().peaks(1));
  print_peaks(sweep.target().peaks(kParallelItems));
  compare_heat();
  std::printf("%-21s %8s %10s %10s %8s %8s %6s %8s %8s %8s %5s %9s %-12s %6s %9s %6s\n", "model",
              "items", "ns/item", "items/s", "GFLOP/s", "GB/s", "bytes", "any", "add", "multiply",
              "d+r", "limit ns", "of", "share", "in lanes", "share");
  for (const Model& model : counted_models(Models{})) {
    if (!options.model.empty() && options.model != model.info->name) continue;
    double seconds = 0;
    for (std::size_t n_items = options.smallest; n_items <= options.largest && seconds < 1;
         n_items *= 10) {
      seconds = sweep.measure(model, n_items);
    }
  }
}

}  // namespace
}  // namespace twinline::bench

int main(int argc, char** argv) {
  twinline::bench::run(twinline::bench::read_sweep_options(argc, argv, "bench_physics"));
  return 0;
}

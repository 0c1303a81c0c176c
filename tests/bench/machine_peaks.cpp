#include "machine_peaks.h"

#include <cmath>
#include <numeric>
#include <thread>
#include <vector>

#include "twinline/batch/soa_batch.h"
#include "twinline/math/processor.h"

namespace twinline::bench {
namespace {

/// Calls work(thread) in that many threads at once and adds up what they return.
template <class Work>
double sum_over_threads(int n_threads, const Work& work) {
  std::vector<double> result(static_cast<std::size_t>(n_threads));
  std::vector<std::thread> threads;
  for (double& mine : result) threads.emplace_back([&] { mine = work(); });
  for (std::thread& thread : threads) thread.join();
  return std::accumulate(result.begin(), result.end(), 0.0);
}

BatchView view(SoaBatch& taken, SoaBatch& given) {
  return {taken.field(0), taken.pitch(), given.field(0), given.pitch()};
}

}  // namespace

BenchKernels native_kernels() {
  switch (math::native_lanes()) {
    case 8:
      return bench_kernels_avx512();
    case 4:
      return bench_kernels_avx2();
    default:
      return bench_kernels_plain();
  }
}

MachinePeaks::MachinePeaks(int n_threads) : n_threads_(n_threads) {
  const BenchKernels kernels = native_kernels();
  for (int round = 0; round < 2; ++round) {  // other work may disturb one of them
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      per_s_.of[kind] =
          std::max(per_s_.of[kind], rate(kernels.peak[kind], kernels.peak_operations[kind]));
    }
  }
}

double MachinePeaks::rate(TileFunction kernel, double operations_per_item) const {
  constexpr std::size_t kItems = 64;
  return sum_over_threads(n_threads_, [=] {
    SoaBatch taken(1, kItems);
    SoaBatch given(1, kItems);
    for (std::size_t i = 0; i < kItems; ++i) taken.field(0)[i] = 1.0 + static_cast<double>(i);
    const BatchView batch = view(taken, given);
    return kItems * operations_per_item / seconds_of([&] { kernel(batch, 0, kItems); });
  });
}

double MachinePeaks::bytes_per_s(double n_bytes) {
  constexpr double kBytesPerItem = 24;
  const int size = std::min(28, std::max(14, static_cast<int>(std::lround(std::log2(n_bytes)))));
  double& known = bytes_per_s_[size];
  if (known == 0) {
    const auto n_items = static_cast<std::size_t>(std::exp2(size) / n_threads_ / kBytesPerItem);
    const auto copy = native_kernels().stream;
    known = sum_over_threads(n_threads_, [=] {
      SoaBatch taken(2, n_items);
      SoaBatch given(1, n_items);
      const BatchView batch = view(taken, given);
      const double seconds = seconds_of([&] { copy(batch, 0, n_items); });
      return kBytesPerItem * static_cast<double>(n_items) / seconds;
    });
  }
  return known;
}

MachinePeaks::Limit MachinePeaks::limit(const Operations& operations, double n_items,
                                        double bytes_per_item) {
  const double n_bytes = n_items * bytes_per_item;
  Limit longest{n_bytes / bytes_per_s(n_bytes), "bytes"};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    double each = operations.of[kind] / per_s_.of[kind];
    if (kind == static_cast<std::size_t>(Kind::kDivide)) {
      each += operations[Kind::kRoot] / per_s_[Kind::kRoot];
    }
    if (n_items * each > longest.seconds) longest = {n_items * each, kKindNames[kind]};
  }
  return longest;
}

}  // namespace twinline::bench

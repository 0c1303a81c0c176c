#pragma once

#include <algorithm>
#include <chrono>
#include <map>

#include "bench_models.h"
#include "operations.h"

namespace twinline::bench {

/// Best time of a call, s: of calls for a twentieth of a second, two at least.
template <class Call>
double seconds_of(const Call& call) {
  using Clock = std::chrono::steady_clock;
  const auto since = [](Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  const auto start = Clock::now();
  double best = 1e300;
  int n_calls = 1;  // timed together, so that the clock does not count
  for (int round = 0; round < 2 || since(start) < 0.05; ++round) {
    const auto begin = Clock::now();
    for (int i = 0; i < n_calls; ++i) call();
    const double taken = since(begin);
    best = std::min(best, taken / n_calls);
    if (taken < 1e-4) n_calls *= 2;
  }
  return best;
}

/// The widest kernels that this processor runs.
BenchKernels native_kernels();

/// What this machine can do, measured with one thread or with all of them at once.
class MachinePeaks {
 public:
  explicit MachinePeaks(int n_threads);

  int n_threads() const { return n_threads_; }
  /// Operations of each kind, one a lane.
  const Operations& per_s() const { return per_s_; }
  /// Bytes a second, two read and one written, of a set of so many bytes in all.
  double bytes_per_s(double n_bytes);
  /// The least time of a batch: that of the kind of operations that takes longest on its own, or of
  /// its bytes. Divisions and roots share a unit.
  struct Limit {
    double seconds;
    const char* of;
  };
  Limit limit(const Operations& operations, double n_items, double bytes_per_item);

 private:
  double rate(TileFunction kernel, double operations_per_item) const;

  int n_threads_;
  Operations per_s_;
  std::map<int, double> bytes_per_s_;  ///< by the power of two of the set's size
};

}  // namespace twinline::bench

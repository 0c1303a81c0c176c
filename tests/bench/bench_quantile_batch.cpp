#include <cstddef>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "twinline/batch/quantile_batch.h"

namespace {

twinline::DrawBatch make_batch(std::size_t n_draws) {
  twinline::DrawBatch batch;
  batch.seed = 1;
  for (std::size_t i = 0; i < n_draws; ++i) {
    batch.entity.push_back(static_cast<std::uint32_t>(i));
    batch.visit.push_back(0);
  }
  return batch;
}

/// Draws a second, copies to and from the device included.
void exponential_batch(benchmark::State& state) {
  const auto n_draws = static_cast<std::size_t>(state.range(0));
  const twinline::DrawBatch batch = make_batch(n_draws);
  std::vector<double> value;
  for (auto _ : state) {
    twinline::exponential_batch(batch, 1.0, value);
    benchmark::DoNotOptimize(value.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(exponential_batch)->RangeMultiplier(16)->Range(256, 1 << 24)->UseRealTime();

}  // namespace

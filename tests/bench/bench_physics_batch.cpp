#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "support/physics_inputs.h"
#include "twinline/physics/evaluate_batch.h"
#include "twinline/physics/registry.h"

namespace {

/// Items and bytes a second of a model's batch, checks of ranges and copies to the device included.
/// The floor of bytes is each input read and each output written once.
void evaluate(benchmark::State& state, const twinline::ModelInfo& model) {
  const auto n_items = static_cast<std::size_t>(state.range(0));
  twinline::SoaBatch taken(model.n_take, n_items);
  twinline::SoaBatch given(model.n_give, n_items);
  std::mt19937_64 bits(1);
  for (std::size_t i = 0; i < n_items; ++i) {
    const std::vector<double> item = twinline::testing::ordinary_item(model, bits);
    for (std::size_t f = 0; f < model.n_take; ++f) taken.field(f)[i] = item[f];
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(twinline::evaluate_batch(model, taken, given));
    benchmark::ClobberMemory();
  }
  const auto n_numbers = static_cast<std::int64_t>(model.n_take + model.n_give);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) * n_numbers * 8);
}

const bool kRegistered = [] {
  std::size_t n_models = 0;
  const twinline::ModelInfo* models = twinline::all_models(n_models);
  for (std::size_t m = 0; m < n_models; ++m) {
    const twinline::ModelInfo& model = models[m];
    benchmark::RegisterBenchmark(model.name, evaluate, model)
        ->RangeMultiplier(32)
        ->Range(1, 1 << 20)
        ->UseRealTime();
  }
  return true;
}();

}  // namespace

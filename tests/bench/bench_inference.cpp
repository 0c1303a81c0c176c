#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include <Eigen/Dense>
#include <benchmark/benchmark.h>

#include "support/random_network.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/inference/forward_tiles.h"
#include "twinline/inference/load_onnx.h"

// A network 64-128-64-1 with rectifiers: ours on one thread with each set of instructions and as
// forward_batch runs it, against Eigen's matrix product compiled for the processor named in the
// executable's name. Reports GFLOP/s, two for a multiplication and an addition.

namespace {

using twinline::FloatBatch;
using twinline::Network;
using twinline::inference::Instructions;

const std::vector<std::uint32_t> kSizes = {64, 128, 64, 1};

Network make_network() {
  std::mt19937_64 bits(1);
  return twinline::testing::random_mlp(bits, kSizes);
}

FloatBatch make_batch(std::int64_t n_items) {
  std::mt19937_64 bits(2);
  return twinline::testing::random_batch(bits, kSizes.front(), static_cast<std::size_t>(n_items));
}

void report(benchmark::State& state, const Network& network) {
  const double flops = 2.0 * static_cast<double>(network.n_multiply_adds());
  const double items =
      static_cast<double>(state.iterations()) * static_cast<double>(state.range(0));
  state.counters["GFLOP/s"] = benchmark::Counter(items * flops * 1e-9, benchmark::Counter::kIsRate);
  state.SetItemsProcessed(static_cast<std::int64_t>(items));
}

/// One thread, whatever the backend.
void run_tiles(benchmark::State& state, const Network& network, twinline::inference::RunTile run) {
  std::mt19937_64 bits(2);
  const FloatBatch in = twinline::testing::random_batch(bits, network.n_inputs(),
                                                        static_cast<std::size_t>(state.range(0)));
  FloatBatch out(network.n_outputs(), in.n_items());
  twinline::inference::TileWorkspace workspace;
  workspace.grow(*network.program());
  const std::size_t n_tiles =
      (in.n_items() + twinline::inference::kTileItems - 1) / twinline::inference::kTileItems;
  for (auto _ : state) {
    twinline::inference::forward_tiles(*network.program(), run, in.n_items(),
                                       {in.values().data(), in.pitch()},
                                       {out.values().data(), out.pitch()}, workspace, 0, n_tiles);
    benchmark::ClobberMemory();
  }
  report(state, network);
}

void tiles(benchmark::State& state, Instructions instructions) {
  const auto run = twinline::inference::tile_runner(instructions);
  if (run == nullptr) return state.SkipWithError("this processor lacks the instructions");
  run_tiles(state, make_network(), run);
}

/// A network that comes with the scenarios.
void shipped(benchmark::State& state, const char* name) {
  if (!twinline::can_load_onnx()) return state.SkipWithError("a build without ONNX");
  const std::string folder = TWINLINE_SCENARIO_DIR "/smart_fab/models/";
  run_tiles(state, *twinline::load_onnx(folder + name + ".onnx"),
            twinline::inference::best_tile_runner());
}

void backend(benchmark::State& state) {
  const Network network = make_network();
  const FloatBatch in = make_batch(state.range(0));
  FloatBatch out;
  twinline::Workspace workspace;
  for (auto _ : state) {
    twinline::forward_batch(network, in, out, workspace);
    benchmark::ClobberMemory();
  }
  report(state, network);
}

/// Items are the rows of column-major matrices: the same layout as ours.
void eigen(benchmark::State& state) {
  const Network network = make_network();
  std::vector<Eigen::MatrixXf> weights;
  std::vector<Eigen::RowVectorXf> bias;
  std::vector<Eigen::MatrixXf> layer{Eigen::MatrixXf::Random(state.range(0), kSizes.front())};
  for (std::size_t l = 1; l < kSizes.size(); ++l) {
    weights.push_back(Eigen::MatrixXf::Random(kSizes[l - 1], kSizes[l]));
    bias.push_back(Eigen::RowVectorXf::Random(kSizes[l]));
    layer.push_back(Eigen::MatrixXf(state.range(0), kSizes[l]));
  }
  for (auto _ : state) {
    for (std::size_t l = 1; l < kSizes.size(); ++l) {
      layer[l].noalias() = layer[l - 1] * weights[l - 1];
      layer[l].rowwise() += bias[l - 1];
      if (l + 1 < kSizes.size()) layer[l] = layer[l].cwiseMax(0.0F);
    }
    benchmark::DoNotOptimize(layer.back().data());
    benchmark::ClobberMemory();
  }
  report(state, network);
}

BENCHMARK_CAPTURE(tiles, avx512, Instructions::kAvx512)->Arg(1)->Arg(16)->Arg(96)->Arg(4096);
BENCHMARK_CAPTURE(tiles, avx2, Instructions::kAvx2)->Arg(1)->Arg(16)->Arg(96)->Arg(4096);
BENCHMARK_CAPTURE(tiles, plain, Instructions::kPlain)->Arg(96);
BENCHMARK(eigen)->Arg(1)->Arg(16)->Arg(96)->Arg(4096);
BENCHMARK_CAPTURE(shipped, vm_cmp, "vm_cmp")->Arg(1)->Arg(4096);
BENCHMARK_CAPTURE(shipped, fd_etch, "fd_etch")->Arg(1)->Arg(4096);
BENCHMARK_CAPTURE(shipped, map_class, "map_class")->Arg(1)->Arg(4096);
BENCHMARK_CAPTURE(shipped, rul_lstm, "rul_lstm")->Arg(1)->Arg(4096);
BENCHMARK_CAPTURE(shipped, dispatch_key, "dispatch_key")->Arg(1)->Arg(4096);
BENCHMARK(backend)->RangeMultiplier(8)->Range(1, 1 << 15)->UseRealTime();

}  // namespace

#include <cstddef>
#include <cstring>
#include <random>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "support/random_network.h"
#include "support/step_zoo.h"
#include "twinline/batch/device_error.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/inference/forward_tiles.h"
#include "twinline/inference/step_elements.h"

namespace twinline {
namespace {

using testing::random_batch;
using testing::random_mlp;
using testing::step_zoo;

bool same_bits(const FloatBatch& a, std::size_t item_a, const FloatBatch& b, std::size_t item_b) {
  for (std::size_t f = 0; f < a.n_fields(); ++f) {
    if (std::memcmp(a.field(f) + item_a, b.field(f) + item_b, sizeof(float)) != 0) return false;
  }
  return a.n_fields() == b.n_fields();
}

std::size_t n_different(const FloatBatch& a, const FloatBatch& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.n_items(); ++i) count += same_bits(a, i, b, i) ? 0U : 1U;
  return count;
}

/// The items [begin, end) as a batch of their own.
FloatBatch part_of(const FloatBatch& whole, std::size_t begin, std::size_t end) {
  FloatBatch part(whole.n_fields(), end - begin);
  for (std::size_t f = 0; f < whole.n_fields(); ++f) {
    for (std::size_t i = begin; i < end; ++i) part.field(f)[i - begin] = whole.field(f)[i];
  }
  return part;
}

/// As a GPU runs it: step by step, one number at a time.
FloatBatch run_elements(const Network& network, const FloatBatch& in) {
  const Program& program = *network.program();
  const std::size_t n_items = in.n_items();
  std::vector<float> rows(program.n_rows * n_items);
  const inference::StepMemory memory{rows.data(), n_items, program.constants.data(),
                                     program.indices.data()};
  for (std::size_t f = 0; f < in.n_fields(); ++f) {
    std::memcpy(rows.data() + f * n_items, in.field(f), n_items * sizeof(float));
  }
  for (const Step& step : program.steps) {
    std::visit(
        [&](const auto& one) {
          for (std::size_t thread = 0; thread < inference::n_elements(one) * n_items; ++thread) {
            inference::evaluate(one, memory, thread % n_items, thread / n_items);
          }
        },
        step);
  }
  FloatBatch out(network.n_outputs(), n_items);
  for (std::size_t f = 0; f < out.n_fields(); ++f) {
    std::memcpy(out.field(f), rows.data() + (program.out.first + f) * n_items,
                n_items * sizeof(float));
  }
  return out;
}

std::vector<Network> networks() {
  std::mt19937_64 bits(9);
  std::vector<Network> all;
  all.push_back(step_zoo());
  all.push_back(random_mlp(bits, {64, 128, 64, 1}));
  all.push_back(random_mlp(bits, {3, 5}));
  all.push_back(random_mlp(bits, {1, 23, 2}));
  return all;
}

TEST_SUITE("inference.forward_batch") {
  TEST_CASE("tiles: every set of instructions has the bits of one number at a time") {
    using inference::Instructions;
    for (const Network& network : networks()) {
      CAPTURE(network.n_inputs());
      std::mt19937_64 bits(2);
      const FloatBatch in = random_batch(bits, network.n_inputs(), 237);
      const FloatBatch expected = run_elements(network, in);
      for (const auto set : {Instructions::kPlain, Instructions::kAvx2, Instructions::kAvx512}) {
        const auto run = inference::tile_runner(set);
        if (run == nullptr) continue;
        CAPTURE(static_cast<int>(set));
        inference::TileWorkspace workspace;
        workspace.grow(*network.program());
        FloatBatch out(network.n_outputs(), in.n_items());
        inference::forward_tiles(*network.program(), run, in.n_items(),
                                 {in.values().data(), in.pitch()},
                                 {out.values().data(), out.pitch()}, workspace, 0, 3);
        CHECK(n_different(out, expected) == 0);
      }
    }
  }

  TEST_CASE("forward_batch: an item has the same bits in any split of the batch") {
    for (const Network& network : networks()) {
      std::mt19937_64 bits(4);
      const FloatBatch in = random_batch(bits, network.n_inputs(), 331);
      FloatBatch whole;
      Workspace workspace;
      forward_batch(network, in, whole, workspace);
      for (std::size_t begin = 0; begin < in.n_items();) {
        const std::size_t end = std::min(in.n_items(), begin + 1 + bits() % 120);
        FloatBatch out;
        forward_batch(network, part_of(in, begin, end), out, workspace);
        for (std::size_t i = begin; i < end; ++i) REQUIRE(same_bits(out, i - begin, whole, i));
        begin = end;
      }
    }
  }

  TEST_CASE("forward_item: equals the item in a batch") {
    const Network network = step_zoo();
    std::mt19937_64 bits(6);
    const FloatBatch in = random_batch(bits, network.n_inputs(), 50);
    FloatBatch whole;
    Workspace workspace;
    forward_batch(network, in, whole, workspace);
    std::vector<float> item(network.n_inputs());
    for (std::size_t f = 0; f < item.size(); ++f) item[f] = in.field(f)[37];
    const std::vector<float> out = forward_item(network, item);
    for (std::size_t f = 0; f < out.size(); ++f) CHECK(out[f] == whole.field(f)[37]);
  }

  TEST_CASE("forward_batch: a workspace serves networks of any size one after the other") {
    Workspace workspace;
    FloatBatch out;
    for (int round = 0; round < 2; ++round) {
      for (const Network& network : networks()) {
        std::mt19937_64 bits(8);
        const FloatBatch in = random_batch(bits, network.n_inputs(), 100);
        forward_batch(network, in, out, workspace);
        CHECK(n_different(out, run_elements(network, in)) == 0);
      }
    }
  }

  TEST_CASE("forward_batch: refuses a batch with other fields and takes an empty one") {
    const Network network = step_zoo();
    Workspace workspace;
    FloatBatch out;
    CHECK_THROWS_WITH_AS(forward_batch(network, FloatBatch(3, 10), out, workspace),
                         "network \"zoo\" takes 60 numbers an item, and the batch has 3",
                         DeviceError);
    forward_batch(network, FloatBatch(60, 0), out, workspace);
    CHECK(out.n_items() == 0);
    CHECK(out.n_fields() == 12);
  }
}

}  // namespace
}  // namespace twinline

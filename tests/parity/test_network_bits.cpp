#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "support/random_network.h"
#include "support/step_zoo.h"
#include "twinline/inference/forward_batch.h"

// The bits of networks on a device against those written down here: they hold for every
// backend, processor, number of threads and compiler. A change of them changes published results.

namespace twinline {
namespace {

/// FNV-1a over the bits of all outputs.
std::uint64_t fingerprint(const Network& network, std::size_t n_items) {
  std::mt19937_64 bits(21);
  const FloatBatch in = testing::random_batch(bits, network.n_inputs(), n_items);
  FloatBatch out;
  std::string note;
  Workspace workspace(choose_device(TWINLINE_TEST_DEVICE, note));
  forward_batch(network, in, out, workspace);
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t f = 0; f < out.n_fields(); ++f) {
    for (std::size_t i = 0; i < n_items; ++i) {
      std::uint32_t word = 0;
      std::memcpy(&word, out.field(f) + i, sizeof word);
      hash = (hash ^ word) * 1099511628211U;
    }
  }
  return hash;
}

TEST_SUITE("inference.network_bits") {
  TEST_CASE("forward_batch: a network with a step of every kind has the bits written down") {
    CHECK(fingerprint(testing::step_zoo(), 1000) == 16606441421196997688U);
  }

  TEST_CASE("forward_batch: a batch for all threads has the bits written down") {
    std::mt19937_64 bits(13);
    // Beyond the 134 million multiplications from which the CPU backends use their threads.
    const Network network = testing::random_mlp(bits, {64, 128, 64, 16});
    CHECK(fingerprint(network, 8197) == 9934933704653648603U);
  }
}

}  // namespace
}  // namespace twinline

#include <cstddef>
#include <cstring>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/batch/device_error.h"
#include "twinline/physics/evaluate_batch.h"
#include "twinline/physics/registry.h"

// Every registered model in a batch on the built backend against the host's single evaluations.
// Equal means equal bits.

namespace twinline {
namespace {

SoaBatch random_batch(const ModelInfo& model, std::size_t n_items) {
  SoaBatch batch(model.n_take, n_items);
  std::mt19937_64 bits(7);
  for (std::size_t i = 0; i < n_items; ++i) {
    const std::vector<double> item = testing::ordinary_item(model, bits);
    for (std::size_t f = 0; f < model.n_take; ++f) batch.field(f)[i] = item[f];
  }
  return batch;
}

std::size_t n_different(const ModelInfo& model, const SoaBatch& taken, const SoaBatch& given) {
  std::size_t count = 0;
  std::vector<double> in(model.n_take);
  std::vector<double> out(model.n_give);
  for (std::size_t i = 0; i < taken.n_items(); ++i) {
    for (std::size_t f = 0; f < model.n_take; ++f) in[f] = taken.field(f)[i];
    model.evaluate(in.data(), out.data());
    for (std::size_t f = 0; f < model.n_give; ++f) {
      if (std::memcmp(&out[f], given.field(f) + i, sizeof(double)) != 0) ++count;
    }
  }
  return count;
}

TEST_SUITE("physics.evaluate_batch") {
  TEST_CASE("evaluate_batch: every model has the bits of the host alone") {
    // Beyond the size from which the CPU backends use their threads; no multiple of a tile.
    constexpr std::size_t kItems = 16'411;
    std::size_t n_models = 0;
    const ModelInfo* models = all_models(n_models);
    for (std::size_t m = 0; m < n_models; ++m) {
      CAPTURE(models[m].name);
      const SoaBatch taken = random_batch(models[m], kItems);
      SoaBatch given(models[m].n_give, kItems);
      REQUIRE_FALSE(evaluate_batch(models[m], taken, given));
      CHECK(n_different(models[m], taken, given) == 0);
    }
  }

  TEST_CASE("evaluate_batch: names the first item and quantity out of range") {
    const ModelInfo& model = *find_model("cvd_deposition");
    SoaBatch taken = random_batch(model, 100);
    SoaBatch given(model.n_give, 100);
    taken.field(0)[40] = 20;
    taken.field(1)[30] = -1;
    const auto fault = evaluate_batch(model, taken, given);
    REQUIRE(fault);
    CHECK(fault->item == 30);
    CHECK(describe(fault->fault) ==
          "model \"cvd_deposition\": time_s: expected 0 s to 100000 s, received -1 s");
  }

  TEST_CASE("evaluate_batch: refuses batches that do not fit and takes an empty one") {
    const ModelInfo& model = *find_model("cmp");
    SoaBatch short_given(model.n_give, 2);
    CHECK_THROWS_AS(evaluate_batch(model, SoaBatch(model.n_take, 3), short_given), DeviceError);
    SoaBatch empty(model.n_give, 0);
    CHECK_FALSE(evaluate_batch(model, SoaBatch(model.n_take, 0), empty));
  }
}

}  // namespace
}  // namespace twinline

#include <cstddef>
#include <cstring>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/stream.h"
#include "twinline/physics/evaluate_batch.h"
#include "twinline/physics/registry.h"

// Every registered model in batches on a device against the host's single evaluations. Equal means
// equal bits.

namespace twinline {
namespace {

// Beyond the size from which the CPU backends use their threads; no multiple of a tile.
constexpr std::size_t kItems = 16'411;

Stream make_stream() {
  std::string note;
  return Stream(choose_device(TWINLINE_TEST_DEVICE, note));
}

void fill(const ModelInfo& model, std::size_t n_items, unsigned seed, SoaBatch& batch) {
  batch.resize(model.n_take, n_items);
  std::mt19937_64 bits(seed);
  for (std::size_t i = 0; i < n_items; ++i) {
    const std::vector<double> item = testing::ordinary_item(model, bits);
    for (std::size_t f = 0; f < model.n_take; ++f) batch.field(f)[i] = item[f];
  }
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
  TEST_CASE("begin_batch: every model has the bits of the host alone") {
    Stream stream = make_stream();
    std::size_t n_models = 0;
    const ModelInfo* models = all_models(n_models);
    SoaBatch taken;
    SoaBatch given;
    for (std::size_t m = 0; m < n_models; ++m) {
      CAPTURE(models[m].name);
      fill(models[m], kItems, 7, taken);
      given.resize(models[m].n_give, kItems);
      REQUIRE_FALSE(begin_batch(models[m], taken, given, stream));
      stream.finish();
      CHECK(n_different(models[m], taken, given) == 0);
    }
  }

  TEST_CASE("begin_batch: many batches begun together each fill their own outputs") {
    // Sizes rise and fall, so that buffers are reused and grow while another batch is under way;
    // the input batch is overwritten at once.
    constexpr std::size_t kSizes[] = {1, 5'000, 64, 16'411, 3, 30'000, 0, 777};
    Stream stream = make_stream();
    std::size_t n_models = 0;
    const ModelInfo* models = all_models(n_models);
    std::vector<SoaBatch> given(std::size(kSizes));
    SoaBatch taken;
    for (std::size_t b = 0; b < given.size(); ++b) {
      const ModelInfo& model = models[b % n_models];
      fill(model, kSizes[b], static_cast<unsigned>(b), taken);
      given[b].resize(model.n_give, kSizes[b]);
      REQUIRE_FALSE(begin_batch(model, taken, given[b], stream));
    }
    stream.finish();
    for (std::size_t b = 0; b < given.size(); ++b) {
      CAPTURE(b);
      const ModelInfo& model = models[b % n_models];
      fill(model, kSizes[b], static_cast<unsigned>(b), taken);
      CHECK(n_different(model, taken, given[b]) == 0);
    }
  }

  TEST_CASE("begin_batch: a third batch waits for the first whose outputs are then there") {
    const ModelInfo& model = *find_model("cmp");
    Stream stream = make_stream();
    std::vector<SoaBatch> taken(4);
    std::vector<SoaBatch> given(4);
    for (std::size_t b = 0; b < taken.size(); ++b) {
      fill(model, 100, static_cast<unsigned>(b), taken[b]);
      given[b].resize(model.n_give, 100);
      REQUIRE_FALSE(begin_batch(model, taken[b], given[b], stream));
      if (b >= 2) CHECK(n_different(model, taken[b - 2], given[b - 2]) == 0);
    }
    stream.finish();
    stream.finish();  // nothing is under way: no effect
    CHECK(n_different(model, taken[2], given[2]) == 0);
    CHECK(n_different(model, taken[3], given[3]) == 0);
  }

  TEST_CASE("begin_batch: a stream that was moved finishes what the other began") {
    const ModelInfo& model = *find_model("cmp");
    SoaBatch taken;
    fill(model, 100, 1, taken);
    SoaBatch given(model.n_give, 100);
    Stream first = make_stream();
    REQUIRE_FALSE(begin_batch(model, taken, given, first));
    Stream second = std::move(first);
    second.finish();
    CHECK(n_different(model, taken, given) == 0);
  }

  TEST_CASE("begin_batch: names the first item and quantity out of range") {
    const ModelInfo& model = *find_model("cvd_deposition");
    Stream stream = make_stream();
    SoaBatch taken;
    fill(model, 100, 7, taken);
    SoaBatch given(model.n_give, 100);
    taken.field(0)[40] = 20;
    taken.field(1)[30] = -1;
    const auto fault = begin_batch(model, taken, given, stream);
    REQUIRE(fault);
    CHECK(fault->item == 30);
    CHECK(describe(fault->fault) ==
          "model \"cvd_deposition\": time: expected 0 s to 100000 s, received -1 s");
  }

  TEST_CASE("begin_batch: refuses batches that do not fit and goes on") {
    const ModelInfo& model = *find_model("cmp");
    Stream stream = make_stream();
    SoaBatch taken;
    fill(model, 3, 7, taken);
    SoaBatch given(model.n_give, 2);
    CHECK_THROWS_AS(begin_batch(model, taken, given, stream), DeviceError);
    ModelInfo unknown = model;
    unknown.name = "unknown";
    given.resize(model.n_give, 3);
    CHECK_THROWS_WITH_AS(begin_batch(unknown, taken, given, stream),
                         "model \"unknown\": it is not in the registry", DeviceError);
    REQUIRE_FALSE(begin_batch(model, taken, given, stream));
    stream.finish();
    CHECK(n_different(model, taken, given) == 0);
  }

  TEST_CASE("evaluate_batch: is begin_batch on the CPU") {
    const ModelInfo& model = *find_model("thermal_oxidation");
    SoaBatch taken;
    fill(model, kItems, 7, taken);
    SoaBatch given(model.n_give, kItems);
    REQUIRE_FALSE(evaluate_batch(model, taken, given));
    CHECK(n_different(model, taken, given) == 0);
  }
}

}  // namespace
}  // namespace twinline

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "support/physics_inputs.h"
#include "twinline/batch/soa_batch.h"
#include "twinline/math/processor.h"
#include "twinline/physics/registry.h"
#include "twinline/physics/tile.h"

namespace twinline {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A batch of a model and its results, the latter at first no numbers.
struct Batch {
  const ModelInfo& model;
  SoaBatch taken;
  SoaBatch given;

  Batch(const ModelInfo& of, std::size_t n_items)
      : model(of), taken(of.n_take, n_items), given(of.n_give, n_items) {
    std::mt19937_64 bits(23);
    for (std::size_t i = 0; i < n_items; ++i) {
      // A few of anything within the ranges: some models take long at the ends.
      const auto item = i % 16 == 5 && i < 64 ? testing::any_item(model, bits)
                                              : testing::ordinary_item(model, bits);
      for (std::size_t f = 0; f < model.n_take; ++f) taken.field(f)[i] = item[f];
    }
    forget();
  }

  void forget() {
    for (double& value : given.values()) value = kNotANumber;
  }

  BatchView view() { return {taken.field(0), taken.pitch(), given.field(0), given.pitch()}; }

  /// Results of the items from begin up to end that differ from the model's alone in any bit.
  std::size_t n_different(std::size_t begin, std::size_t end) const {
    std::vector<double> in(model.n_take);
    std::vector<double> out(model.n_give);
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t f = 0; f < model.n_take; ++f) in[f] = taken.field(f)[i];
      model.evaluate(in.data(), out.data());
      for (std::size_t f = 0; f < model.n_give; ++f) {
        if (std::memcmp(&out[f], given.field(f) + i, sizeof(double)) != 0) ++count;
      }
    }
    return count;
  }

  /// Results of the items from `begin` on.
  std::size_t n_written(std::size_t begin = 0) const {
    std::size_t count = 0;
    for (std::size_t f = 0; f < model.n_give; ++f) {
      const double* values = given.field(f);
      count += static_cast<std::size_t>(std::count_if(values + begin, values + given.pitch(),
                                                      [](double value) { return value == value; }));
    }
    return count;
  }
};

std::vector<int> widths() {
  std::vector<int> all;
  for (int n_lanes = 2; n_lanes <= math::native_lanes(); n_lanes *= 2) all.push_back(n_lanes);
  return all;
}

template <class Body>
void for_each_model_and_width(const Body& body) {
  std::size_t n_models = 0;
  const ModelInfo* models = all_models(n_models);
  for (std::size_t m = 0; m < n_models; ++m) {
    for (const int n_lanes : widths()) {
      CAPTURE(models[m].name);
      CAPTURE(n_lanes);
      const TileFunction evaluate = find_tile_function(models[m], n_lanes);
      REQUIRE(static_cast<bool>(evaluate));
      body(models[m], evaluate);
    }
  }
}

TEST_SUITE("physics.tile") {
  TEST_CASE("tile: every width has the bits of the model alone wherever the batch is cut") {
    for_each_model_and_width([](const ModelInfo& model, TileFunction evaluate) {
      Batch batch(model, 115);
      std::size_t begin = 0;
      for (const std::size_t end : {1U, 3U, 6U, 38U, 55U, 115U}) {
        CHECK(evaluate(batch.view(), begin, end));
        CHECK(batch.n_written() == end * model.n_give);
        begin = end;
      }
      CHECK(batch.n_different(0, 115) == 0);
    });
  }

  TEST_CASE("tile: a number out of range anywhere is seen and nothing from it on is written") {
    for_each_model_and_width([](const ModelInfo& model, TileFunction evaluate) {
      // Blocks of up to 64, a whole register at least and an item.
      Batch batch(model, 77);
      for (std::size_t f = 0; f < model.n_take; ++f) {
        const Quantity& quantity = model.take[f];
        const double high = quantity.high;
        for (const double bad :
             {std::nextafter(quantity.low, -kInfinity), std::nextafter(high, kInfinity),
              -2.0 * high, 2.0 * high, kNotANumber, -kNotANumber, kInfinity, -kInfinity,
              quantity.low > 0 ? -0.0 : kInfinity, quantity.low > 0 ? -high : kInfinity}) {
          for (const std::size_t item : {0U, 31U, 63U, 66U, 76U}) {
            double& number = batch.taken.field(f)[item];
            const double good = number;
            number = bad;
            batch.forget();
            REQUIRE_FALSE(evaluate(batch.view(), 0, 77));
            REQUIRE(batch.n_written(item) == 0);
            number = good;
          }
        }
      }
      CHECK(evaluate(batch.view(), 0, 77));
    });
  }

  TEST_CASE("tile: both ends of a range and a negative zero are within it") {
    for_each_model_and_width([](const ModelInfo& model, TileFunction evaluate) {
      Batch batch(model, 9);
      for (std::size_t f = 0; f < model.n_take; ++f) {
        double* number = batch.taken.field(f);
        const bool is_costly = testing::is_whole(model.take[f]) && model.take[f].high < 1e6;
        number[1] = model.take[f].low == 0 ? -0.0 : model.take[f].low;
        number[8] = is_costly ? number[8] : model.take[f].high;
      }
      CHECK(evaluate(batch.view(), 0, 9));
      CHECK(batch.n_different(0, 9) == 0);
    });
  }

  TEST_CASE("tile: a model that is not registered has no function") {
    ModelInfo model = *find_model("cmp");
    model.name = "no such model";
    CHECK_FALSE(static_cast<bool>(find_tile_function(model, 2)));
  }
}

}  // namespace
}  // namespace twinline

#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// LSTM against its equations in double precision.

namespace twinline {
namespace {

using testing::check_against_reference;
using testing::OnnxModel;

OnnxModel lstm(std::int64_t times, std::int64_t n_in, std::int64_t n_hidden,
               const std::vector<std::string>& more_inputs,
               const std::vector<std::string>& outputs) {
  OnnxModel model({times, -1, n_in});
  model.random_weights("w", {1, 4 * n_hidden, n_in}, -1, 1);
  model.random_weights("r", {1, 4 * n_hidden, n_hidden}, -1, 1);
  model.random_weights("b", {1, 8 * n_hidden});
  std::vector<std::string> inputs{"x", "w", "r"};
  inputs.insert(inputs.end(), more_inputs.begin(), more_inputs.end());
  OnnxModel::set(model.node("LSTM", inputs, outputs), "hidden_size", n_hidden);
  return model;
}

TEST_SUITE("inference.recurrent_operators") {
  TEST_CASE("LSTM: all hidden states with and without a bias") {
    for (const std::int64_t times : {1, 2, 12}) {
      OnnxModel with_bias = lstm(times, 3, 7, {"b"}, {"y"});
      check_against_reference(with_bias.proto(), 2);
      OnnxModel without_bias = lstm(times, 3, 7, {}, {"y"});
      check_against_reference(without_bias.proto(), 2);
    }
  }

  TEST_CASE("LSTM: the last hidden state and the cell") {
    OnnxModel hidden = lstm(9, 2, 5, {"b"}, {"", "y"});
    check_against_reference(hidden.proto(), 1);
    OnnxModel cell = lstm(9, 2, 5, {"b"}, {"", "", "y"});
    check_against_reference(cell.proto(), 1);
    OnnxModel all = lstm(9, 2, 5, {"b"}, {"states", "h", "c"});
    all.node("Add", {"h", "c"});
    check_against_reference(all.proto(), 1);
  }

  TEST_CASE("LSTM: two layers") {
    OnnxModel model = lstm(6, 3, 4, {"b"}, {"states"});
    model.list("axes", {1});
    model.node("Squeeze", {"states", "axes"}, {"again"});
    model.random_weights("w2", {1, 20, 4}, -1, 1);
    model.random_weights("r2", {1, 20, 5}, -1, 1);
    model.node("LSTM", {"again", "w2", "r2"}, {"", "y"});
    check_against_reference(model.proto(), 1);
  }

  TEST_CASE("LSTM: states that every item begins with") {
    constexpr std::size_t kItems = 3;
    OnnxModel model = lstm(4, 2, 5, {"b", "", "h0", "c0"}, {"y"});
    model.random_weights("h0", {1, 1, 5});
    model.random_weights("c0", {1, 1, 5});
    const auto network = testing::load(model.proto());
    std::mt19937_64 bits(3);
    const FloatBatch in = testing::random_batch(bits, network->n_inputs(), kItems);
    FloatBatch out;
    Workspace workspace;
    forward_batch(*network, in, out, workspace);
    // The specification wants the states once for each item.
    for (const int state : {3, 4}) {
      auto& tensor = *model.graph().mutable_initializer(state);
      const std::string one = tensor.raw_data();
      tensor.set_dims(1, kItems);
      tensor.set_raw_data(one + one + one);
    }
    const auto expected =
        testing::run_reference(model.proto(), testing::as_tensor(model.proto(), in), "y");
    for (std::size_t t = 0; t < 4; ++t) {
      for (std::size_t i = 0; i < kItems; ++i) {
        for (std::size_t j = 0; j < 5; ++j) {
          CHECK(static_cast<double>(out.field(t * 5 + j)[i]) ==
                doctest::Approx(expected.data[(t * kItems + i) * 5 + j]).epsilon(1e-5));
        }
      }
    }
  }
}

}  // namespace
}  // namespace twinline

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "support/onnx_reference.h"
#include "support/random_network.h"
#include "support/temporary_folder.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/inference/load_onnx.h"

namespace twinline::testing {

/// Loads a model through a file.
inline std::shared_ptr<const Network> load(const onnx::ModelProto& model,
                                           const std::string& output = "") {
  const test::TemporaryFolder folder;
  folder.write("net.onnx", model.SerializeAsString());
  return load_onnx(folder.path() / "net.onnx", output);
}

/// The message with which a model is refused, from the file's name on; empty where it is taken.
inline std::string refusal(const std::string& bytes, const std::string& output = "") {
  const test::TemporaryFolder folder;
  folder.write("net.onnx", bytes);
  try {
    (void)load_onnx(folder.path() / "net.onnx", output);
  } catch (const ModelFileError& error) {
    const std::string text = error.what();
    return text.substr(std::min(text.size(), text.find("net.onnx")));
  }
  return "";
}

/// Where the batch is among the dimensions of the input: the one without a size, or the first.
inline std::size_t batch_axis(const onnx::ModelProto& model) {
  const auto& dims = model.graph().input(0).type().tensor_type().shape().dim();
  for (int axis = 0; axis < dims.size(); ++axis) {
    if (!dims[axis].has_dim_value()) return static_cast<std::size_t>(axis);
  }
  return 0;
}

/// The same items as a whole tensor: the batch goes to its axis.
inline WideTensor as_tensor(const onnx::ModelProto& model, const FloatBatch& batch) {
  WideTensor x;
  const std::size_t axis = batch_axis(model);
  std::size_t inner = 1;
  for (const auto& dim : model.graph().input(0).type().tensor_type().shape().dim()) {
    const bool is_batch = x.dims.size() == axis;
    if (x.dims.size() > axis) inner *= static_cast<std::size_t>(dim.dim_value());
    x.dims.push_back(is_batch ? static_cast<long>(batch.n_items()) : dim.dim_value());
  }
  for (std::size_t outer = 0; outer < batch.n_fields() / inner; ++outer) {
    for (std::size_t item = 0; item < batch.n_items(); ++item) {
      for (std::size_t i = 0; i < inner; ++i) {
        x.data.push_back(static_cast<double>(batch.field(outer * inner + i)[item]));
      }
    }
  }
  return x;
}

/// Compares a network with the double reference on random items; the batch of the output is its
/// axis `out_axis`. Differences may be 1e-5 of the largest output.
inline void check_against_reference(const onnx::ModelProto& model, std::size_t out_axis = 0,
                                    const std::string& output = "") {
  constexpr std::size_t kItems = 7;
  const auto network = load(model, output);
  std::mt19937_64 bits(3);
  const FloatBatch in = random_batch(bits, network->n_inputs(), kItems);
  FloatBatch out;
  Workspace workspace;
  forward_batch(*network, in, out, workspace);
  const std::string name = output.empty() ? model.graph().output(0).name() : output;
  const WideTensor expected = run_reference(model, as_tensor(model, in), name);

  REQUIRE(expected.dims.size() == network->output_shape().size() + 1);
  std::size_t inner = 1;
  for (std::size_t axis = 0; axis < expected.dims.size(); ++axis) {
    if (axis == out_axis) {
      CHECK(expected.dims[axis] == static_cast<long>(kItems));
      continue;
    }
    CHECK(static_cast<std::size_t>(expected.dims[axis]) ==
          network->output_shape()[axis - (axis > out_axis ? 1 : 0)]);
    if (axis > out_axis) inner *= static_cast<std::size_t>(expected.dims[axis]);
  }
  REQUIRE(expected.data.size() == network->n_outputs() * kItems);
  double largest = 0;
  for (const double y : expected.data) largest = std::max(largest, std::abs(y));
  double worst = 0;
  for (std::size_t i = 0; i < expected.data.size(); ++i) {
    const std::size_t item = i / inner % kItems;
    const std::size_t field = i / inner / kItems * inner + i % inner;
    worst =
        std::max(worst, std::abs(static_cast<double>(out.field(field)[item]) - expected.data[i]));
  }
  CHECK(worst <= 1e-5 * largest);
  CHECK(largest > 0);
}

}  // namespace twinline::testing

#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// Arithmetic, activations, normalisation and softmax against whole tensors in double precision.

namespace twinline {
namespace {

using testing::check_against_reference;
using testing::OnnxDims;
using testing::OnnxModel;

TEST_SUITE("inference.elementwise_operators") {
  TEST_CASE("Add Sub Mul Div: constants of every shape that broadcasts on either side") {
    for (const char* type : {"Add", "Sub", "Mul", "Div"}) {
      for (const OnnxDims& dims :
           {OnnxDims{}, {1}, {4}, {3, 4}, {3, 1}, {1, 1, 4}, {2, 3, 4}, {1, 2, 1, 1}}) {
        for (const bool constant_first : {false, true}) {
          OnnxModel model({-1, 2, 3, 4});
          model.random_weights("c", dims, 0.5F, 2.0F);
          model.node("Sigmoid", {"x"}, {"s"});
          if (constant_first) model.node(type, {"c", "s"});
          if (!constant_first) model.node(type, {"s", "c"});
          check_against_reference(model.proto());
        }
      }
    }
  }

  TEST_CASE("Add Mul: two tensors of the input that broadcast") {
    for (const char* type : {"Add", "Mul"}) {
      OnnxModel model({-1, 2, 3, 4});
      model.node("GlobalAveragePool", {"x"}, {"mean"});
      model.node(type, {"mean", "x"});
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Add: a constant with more dimensions moves the batch") {
    OnnxModel model({-1, 4});
    model.random_weights("c", {3, 1, 4});
    model.node("Add", {"x", "c"});
    check_against_reference(model.proto(), 1);
  }

  TEST_CASE("Relu LeakyRelu Sigmoid Tanh: element by element") {
    for (const char* type : {"Relu", "LeakyRelu", "Sigmoid", "Tanh"}) {
      OnnxModel model({-1, 3, 5});
      model.node(type, {"x"});
      check_against_reference(model.proto());
    }
    OnnxModel steep({-1, 8});
    OnnxModel::set_number(steep.node("LeakyRelu", {"x"}), "alpha", 0.3F);
    check_against_reference(steep.proto());
  }

  TEST_CASE("Softmax: one axis in new files and all axes from one on in old ones") {
    for (const std::int64_t opset : {11, 13}) {
      for (const std::int64_t axis : {1, 2, 3, -1}) {
        OnnxModel model({-1, 2, 3, 4}, opset);
        OnnxModel::set(model.node("Softmax", {"x"}), "axis", axis);
        check_against_reference(model.proto());
      }
      OnnxModel usual({-1, 5}, opset);
      usual.node("Softmax", {"x"});
      check_against_reference(usual.proto());
    }
  }

  TEST_CASE("BatchNormalization: features and channels") {
    for (const OnnxDims& dims : {OnnxDims{-1, 5}, {-1, 5, 4}, {-1, 5, 2, 3}}) {
      OnnxModel model(dims);
      for (const char* name : {"scale", "bias", "mean"}) model.random_weights(name, {5});
      model.random_weights("variance", {5}, 0.2F, 2.0F);
      auto& node = model.node("BatchNormalization", {"x", "scale", "bias", "mean", "variance"});
      OnnxModel::set_number(node, "epsilon", 0.01F);
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Scaler: one number a feature or one for all") {
    for (const std::size_t n : {1U, 4U}) {
      OnnxModel model({-1, 4});
      auto& node = model.node("Scaler", {"x"});
      node.set_domain("ai.onnx.ml");
      OnnxModel::set_numbers(node, "offset", std::vector<float>(n, 0.3F));
      OnnxModel::set_numbers(node, "scale", std::vector<float>(n, 7.0F));
      check_against_reference(model.proto());
    }
  }
}

}  // namespace
}  // namespace twinline

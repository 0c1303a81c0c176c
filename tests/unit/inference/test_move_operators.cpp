#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// Operators that move numbers or change their shape, against whole tensors. A product with weights
// behind them makes every place count.

namespace twinline {
namespace {

using testing::check_against_reference;
using testing::OnnxDims;
using testing::OnnxModel;

TEST_SUITE("inference.move_operators") {
  TEST_CASE("Flatten and Reshape: into a vector of features") {
    OnnxModel flat({-1, 2, 3, 4});
    flat.node("Flatten", {"x"}, {"f"});
    flat.random_weights("w", {24, 3});
    flat.node("Gemm", {"f", "w"});
    check_against_reference(flat.proto());

    for (const OnnxDims& target : {OnnxDims{-1, 24}, {0, -1}, {0, 24}, {-1, 6, 4}, {0, 4, -1, 2}}) {
      OnnxModel model({-1, 2, 3, 4});
      model.list("shape", target);
      model.node("Reshape", {"x", "shape"});
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Reshape: a shape that the file computes from the batch") {
    OnnxModel model({-1, 2, 3});
    model.node("Shape", {"x"}, {"s"});
    auto& zero = model.list("zero", {0});
    zero.clear_dims();
    model.node("Gather", {"s", "zero"}, {"n"});
    model.list("first", {0});
    model.node("Unsqueeze", {"n", "first"}, {"list"});
    model.list("rest", {-1});
    OnnxModel::set(model.node("Concat", {"list", "rest"}, {"target"}), "axis", 0);
    model.node("Reshape", {"x", "target"});
    check_against_reference(model.proto());
  }

  TEST_CASE("Squeeze and Unsqueeze: named axes and all of size 1") {
    OnnxModel named({-1, 1, 3, 1});
    named.list("axes", {1, -1});
    named.node("Squeeze", {"x", "axes"});
    check_against_reference(named.proto());

    OnnxModel all({-1, 1, 3, 1});
    all.node("Squeeze", {"x"});
    check_against_reference(all.proto());

    OnnxModel old({-1, 3}, 11);
    OnnxModel::set_list(old.node("Unsqueeze", {"x"}), "axes", {0, 3});
    check_against_reference(old.proto(), 1);
  }

  TEST_CASE("Transpose: the batch anywhere") {
    OnnxModel usual({-1, 2, 3});
    usual.node("Transpose", {"x"});
    check_against_reference(usual.proto(), 2);

    OnnxModel inner({-1, 2, 3, 4});
    OnnxModel::set_list(inner.node("Transpose", {"x"}), "perm", {0, 3, 1, 2});
    check_against_reference(inner.proto());

    OnnxModel weights({-1, 5});
    weights.random_weights("w", {4, 5});
    weights.node("Transpose", {"w"}, {"t"});
    weights.node("MatMul", {"x", "t"});
    check_against_reference(weights.proto());
  }

  TEST_CASE("Concat: along every axis but the batch") {
    for (const std::int64_t axis : {1, 2, -1}) {
      OnnxModel model({-1, 2, 3});
      model.node("Tanh", {"x"}, {"t"});
      OnnxModel::set(model.node("Concat", {"x", "t", "x"}), "axis", axis);
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Gather: one element and several") {
    OnnxModel one({-1, 5, 3});
    auto& index = one.list("last", {-1});
    index.clear_dims();
    OnnxModel::set(one.node("Gather", {"x", "last"}), "axis", 1);
    check_against_reference(one.proto());

    OnnxModel several({-1, 5, 3});
    several.list("some", {4, 0, 0, -2});
    OnnxModel::set(several.node("Gather", {"x", "some"}), "axis", -2);
    check_against_reference(several.proto());

    OnnxModel before({5, -1, 3});
    auto& first = before.list("first", {0});
    first.clear_dims();
    before.node("Gather", {"x", "first"});
    check_against_reference(before.proto());
  }

  TEST_CASE("Slice: ends counted from either side and steps") {
    OnnxModel model({-1, 5, 7});
    model.list("starts", {1, -6});
    model.list("ends", {99, -1});
    model.list("axes", {1, 2});
    model.list("steps", {1, 2});
    model.node("Slice", {"x", "starts", "ends", "axes", "steps"});
    check_against_reference(model.proto());

    OnnxModel old({-1, 5, 7}, 9);
    auto& node = old.node("Slice", {"x"});
    OnnxModel::set_list(node, "starts", {2});
    OnnxModel::set_list(node, "ends", {4});
    OnnxModel::set_list(node, "axes", {2});
    check_against_reference(old.proto());
  }

  TEST_CASE("Pad: zeros and other numbers") {
    for (const bool has_number : {false, true}) {
      OnnxModel model({-1, 2, 3, 4});
      model.list("pads", {0, 1, 0, 2, 0, 0, 1, 1});
      if (has_number) {
        model.random_weights("number", {});
        model.node("Pad", {"x", "pads", "number"});
      } else {
        model.node("Pad", {"x", "pads"});
      }
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Identity Dropout Cast: pass on what they get") {
    OnnxModel model({-1, 6});
    model.node("Identity", {"x"}, {"a"});
    model.node("Dropout", {"a"}, {"b"});
    OnnxModel::set(model.node("Cast", {"b"}, {"c"}), "to", 1);
    model.node("Tanh", {"c"});
    check_against_reference(model.proto());
  }
}

}  // namespace
}  // namespace twinline

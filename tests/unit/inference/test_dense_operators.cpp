#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// Gemm and MatMul against whole tensors in double precision.

namespace twinline {
namespace {

using testing::check_against_reference;
using testing::OnnxModel;

TEST_SUITE("inference.dense_operators") {
  TEST_CASE("Gemm: any number of inputs and outputs") {
    for (const std::int64_t n_in : {1, 3, 64}) {
      for (const std::int64_t n_units : {1, 2, 3, 4, 5, 13, 64}) {
        OnnxModel model({-1, n_in});
        model.random_weights("w", {n_in, n_units});
        model.random_weights("b", {n_units});
        model.node("Gemm", {"x", "w", "b"});
        check_against_reference(model.proto());
      }
    }
  }

  TEST_CASE("Gemm: transposed factors and scales and every shape of C") {
    for (const bool trans_b : {false, true}) {
      for (const testing::OnnxDims& c : {testing::OnnxDims{6}, {1, 6}, {1}, {}, {1, 1}}) {
        OnnxModel model({-1, 9});
        model.random_weights("w", trans_b ? testing::OnnxDims{6, 9} : testing::OnnxDims{9, 6});
        model.random_weights("c", c);
        auto& node = model.node("Gemm", {"x", "w", "c"});
        OnnxModel::set(node, "transB", trans_b ? 1 : 0);
        OnnxModel::set_number(node, "alpha", 0.7F);
        OnnxModel::set_number(node, "beta", -1.3F);
        check_against_reference(model.proto());
      }
    }
    OnnxModel no_c({-1, 4});
    no_c.random_weights("w", {4, 3});
    no_c.node("Gemm", {"x", "w"});
    check_against_reference(no_c.proto());
  }

  TEST_CASE("Gemm: a transposed input has the batch behind the features") {
    OnnxModel model({9, -1});
    model.random_weights("w", {9, 6});
    OnnxModel::set(model.node("Gemm", {"x", "w"}), "transA", 1);
    check_against_reference(model.proto());
  }

  TEST_CASE("MatMul: two and more dimensions") {
    OnnxModel plane({-1, 9});
    plane.random_weights("w", {9, 5});
    plane.node("MatMul", {"x", "w"});
    check_against_reference(plane.proto());

    OnnxModel deep({-1, 3, 4, 9});
    deep.random_weights("w", {9, 5});
    deep.node("MatMul", {"x", "w"});
    check_against_reference(deep.proto());

    OnnxModel inner_batch({3, -1, 9});
    inner_batch.random_weights("w", {9, 5});
    inner_batch.node("MatMul", {"x", "w"});
    check_against_reference(inner_batch.proto(), 1);
  }

  TEST_CASE("Relu: joins the layer before it only where nothing else reads that") {
    for (const bool alone : {true, false}) {
      OnnxModel model({-1, 9});
      model.random_weights("w", {9, 6});
      model.node("Gemm", {"x", "w"}, {"h"});
      model.node("Relu", {"h"}, {alone ? "y" : "r"});
      if (!alone) model.node("Sub", {"r", "h"});
      check_against_reference(model.proto());
    }
    OnnxModel renamed({-1, 9});
    renamed.random_weights("w", {9, 6});
    renamed.node("Gemm", {"x", "w"}, {"h"});
    renamed.node("Identity", {"h"}, {"again"});
    renamed.node("Relu", {"again"}, {"r"});
    renamed.node("Sub", {"r", "h"});
    check_against_reference(renamed.proto());
  }
}

}  // namespace
}  // namespace twinline

#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// Convolutions and pools against whole tensors in double precision.

namespace twinline {
namespace {

using testing::check_against_reference;
using testing::OnnxDims;
using testing::OnnxModel;

struct Case {
  OnnxDims kernel, strides, dilations, pads;
};

const Case kPlane[] = {
    {{1, 1}, {1, 1}, {1, 1}, {0, 0, 0, 0}}, {{3, 3}, {1, 1}, {1, 1}, {1, 1, 1, 1}},
    {{3, 2}, {2, 1}, {1, 1}, {0, 1, 2, 0}}, {{2, 3}, {3, 2}, {2, 2}, {0, 0, 0, 0}},
    {{5, 6}, {1, 1}, {1, 1}, {0, 0, 0, 0}}, {{3, 3}, {1, 1}, {2, 2}, {2, 2, 2, 2}}};

void set_window(onnx::NodeProto& node, const Case& c) {
  OnnxModel::set_list(node, "kernel_shape", c.kernel);
  OnnxModel::set_list(node, "strides", c.strides);
  OnnxModel::set_list(node, "dilations", c.dilations);
  OnnxModel::set_list(node, "pads", c.pads);
}

TEST_SUITE("inference.window_operators") {
  TEST_CASE("Conv: strides pads dilations and groups over a plane") {
    for (const Case& c : kPlane) {
      for (const std::int64_t groups : {1, 2, 4}) {
        for (const bool has_bias : {false, true}) {
          OnnxModel model({-1, 4, 6, 7});
          model.random_weights("w", {8, 4 / groups, c.kernel[0], c.kernel[1]});
          if (has_bias) model.random_weights("b", {8});
          auto& node =
              has_bias ? model.node("Conv", {"x", "w", "b"}) : model.node("Conv", {"x", "w"});
          set_window(node, c);
          OnnxModel::set(node, "group", groups);
          check_against_reference(model.proto());
        }
      }
    }
  }

  TEST_CASE("Conv: over a line") {
    for (const std::int64_t stride : {1, 2, 3}) {
      OnnxModel model({-1, 3, 20});
      model.random_weights("w", {5, 3, 4});
      model.random_weights("b", {5});
      auto& node = model.node("Conv", {"x", "w", "b"});
      set_window(node, {{4}, {stride}, {2}, {3, 1}});
      check_against_reference(model.proto());
    }
  }

  TEST_CASE("Conv and pools: automatic padding") {
    for (const char* mode : {"VALID", "SAME_UPPER", "SAME_LOWER"}) {
      for (const std::int64_t stride : {1, 2, 3}) {
        OnnxModel model({-1, 2, 6, 7});
        model.random_weights("w", {3, 2, 3, 2});
        auto& conv = model.node("Conv", {"x", "w"}, {"c"});
        OnnxModel::set_text(conv, "auto_pad", mode);
        OnnxModel::set_list(conv, "strides", {stride, 1});
        auto& pool = model.node("MaxPool", {"c"});
        OnnxModel::set_text(pool, "auto_pad", mode);
        OnnxModel::set_list(pool, "kernel_shape", {2, 2});
        OnnxModel::set_list(pool, "strides", {1, stride});
        check_against_reference(model.proto());
      }
    }
  }

  TEST_CASE("MaxPool and AveragePool: over a plane") {
    const Case pools[] = {{{2, 2}, {2, 2}, {1, 1}, {0, 0, 0, 0}},
                          {{3, 3}, {1, 2}, {1, 1}, {1, 1, 1, 1}},
                          {{3, 2}, {2, 1}, {1, 1}, {0, 1, 2, 0}},
                          {{2, 3}, {1, 1}, {2, 1}, {0, 0, 0, 0}}};
    for (const Case& c : pools) {
      for (const char* type : {"MaxPool", "AveragePool"}) {
        for (const std::int64_t counts_pads : {0, 1}) {
          OnnxModel model({-1, 2, 6, 7});
          auto& node = model.node(type, {"x"});
          set_window(node, c);
          if (counts_pads == 1) OnnxModel::set(node, "count_include_pad", 1);
          check_against_reference(model.proto());
        }
      }
    }
  }

  TEST_CASE("MaxPool: over a line and behind a rectified convolution") {
    OnnxModel model({-1, 2, 15});
    model.random_weights("w", {3, 2, 3});
    model.node("Conv", {"x", "w"}, {"c"});
    model.node("Relu", {"c"}, {"r"});
    OnnxModel::set_list(model.node("MaxPool", {"r"}), "kernel_shape", {2});
    check_against_reference(model.proto());
  }

  TEST_CASE("GlobalAveragePool: any dimensions of space") {
    for (const OnnxDims& dims : {OnnxDims{-1, 3, 5}, {-1, 3, 2, 4}, {-1, 3, 2, 3, 4}}) {
      OnnxModel model(dims);
      model.node("GlobalAveragePool", {"x"});
      check_against_reference(model.proto());
    }
  }
}

}  // namespace
}  // namespace twinline

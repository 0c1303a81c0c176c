#include <string>

#include <doctest/doctest.h>

#include "support/network_check.h"
#include "support/onnx_model.h"

// What the loader refuses, and in which words.

namespace twinline {
namespace {

using testing::OnnxDims;
using testing::OnnxModel;
using testing::refusal;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A dense layer of 4 inputs and 3 outputs, to be spoilt.
OnnxModel dense() {
  OnnxModel model({-1, 4});
  model.random_weights("w", {4, 3});
  model.random_weights("b", {3});
  model.node("Gemm", {"x", "w", "b"});
  return model;
}

TEST_SUITE("inference.refused_files") {
  TEST_CASE("file: missing empty or no ONNX") {
    CHECK_THROWS_WITH_AS((void)load_onnx("/nowhere/net.onnx"),
                         "/nowhere/net.onnx: there is no such file.", ModelFileError);
    CHECK(refusal("") ==
          "net.onnx: this is no ONNX file, or it is damaged or incomplete (0 bytes). Export or "
          "copy it again.");
    CHECK(holds(refusal("name,value\na,1\n"), "this is no ONNX file"));
    CHECK(refusal(dense().bytes()).empty());
  }

  TEST_CASE("operator: an unknown one or one of another domain") {
    OnnxModel model({-1, 4});
    model.node("Einsum", {"x"});
    CHECK(refusal(model.bytes()) ==
          "net.onnx: node 0 \"Einsum_1\" (Einsum): this operator is not supported. "
          "docs/methods/inference.md lists those that are.");
    model.graph().mutable_node(0)->set_domain("com.example");
    CHECK(holds(refusal(model.bytes()), "of the domain \"com.example\" is not supported"));
  }

  TEST_CASE("opset: too old or none") {
    OnnxModel old({-1, 4}, 6);
    old.node("Relu", {"x"});
    CHECK(holds(refusal(old.bytes()), "expected an operator set (opset) from 7 to 25, received 6"));
    old.proto().clear_opset_import();
    CHECK(holds(refusal(old.bytes()), "names no operator set"));
  }

  TEST_CASE("shapes: weights that do not fit") {
    OnnxModel model({-1, 5});
    model.random_weights("w", {4, 3});
    model.node("Gemm", {"x", "w"});
    CHECK(refusal(model.bytes()) ==
          "net.onnx: node 0 \"Gemm_1\" (Gemm): expected B for 5 inputs, received shape (4, 3).");
    OnnxModel bias = dense();
    bias.graph().mutable_initializer(1)->set_dims(0, 2);
    bias.graph().mutable_initializer(1)->mutable_raw_data()->resize(8);
    CHECK(holds(refusal(bias.bytes()), "expected C with one number for each of 3 outputs"));
    OnnxModel add({-1, 4});
    add.random_weights("c", {3});
    add.node("Add", {"x", "c"});
    CHECK(holds(refusal(add.bytes()),
                "two shapes that broadcast item by item, received (batch, 4) "
                "and (3)"));
    OnnxModel items({-1, 4});
    items.random_weights("c", {8, 4});
    items.node("Add", {"x", "c"});
    CHECK(holds(refusal(items.bytes()), "broadcast item by item"));
  }

  TEST_CASE("weights: the wrong number of bytes or a type that is not supported") {
    OnnxModel model = dense();
    model.graph().mutable_initializer(0)->mutable_raw_data()->resize(47);
    CHECK(refusal(model.bytes()) ==
          "net.onnx: node 0 \"Gemm_1\" (Gemm): tensor \"w\": expected 12 numbers of 4 bytes, "
          "received 47 bytes. The file is damaged: export it again.");
    OnnxModel wide = dense();
    wide.graph().mutable_initializer(0)->set_data_type(onnx::TensorProto::DOUBLE);
    CHECK(holds(refusal(wide.bytes()),
                "expected the type FLOAT, received DOUBLE. Export the "
                "network in single precision (float32)."));
    OnnxModel elsewhere = dense();
    elsewhere.graph().mutable_initializer(0)->set_data_location(onnx::TensorProto::EXTERNAL);
    CHECK(holds(refusal(elsewhere.bytes()), "its numbers are in another file"));
  }

  TEST_CASE("dimensions: negative or more than any memory") {
    for (const std::int64_t dim : {std::int64_t{-4}, std::int64_t{1} << 62U}) {
      OnnxModel model = dense();
      model.graph().mutable_initializer(0)->set_dims(0, dim);
      CHECK(holds(refusal(model.bytes()), "expected dimensions from 0 to 67108864"));
    }
    OnnxModel product = dense();
    product.graph().mutable_initializer(0)->set_dims(0, 1'000'000);
    product.graph().mutable_initializer(0)->set_dims(1, 1'000'000);
    CHECK(holds(refusal(product.bytes()), "expected at most 67108864 numbers in a tensor"));
    OnnxModel input({-1, 1'000'000'000});
    input.node("Relu", {"x"});
    CHECK(
        holds(refusal(input.bytes()), "expected at most 1048576 numbers in a tensor of one item"));
    OnnxModel zero({-1, 0});
    zero.node("Relu", {"x"});
    CHECK(holds(refusal(zero.bytes()), "expected 1 to 8 dimensions of 1 or more"));
  }

  TEST_CASE("graph: circles missing names and names given twice") {
    OnnxModel circle({-1, 4});
    circle.node("Add", {"x", "b"}, {"a"});
    circle.node("Relu", {"a"}, {"b"});
    circle.node("Relu", {"b"});
    CHECK(holds(refusal(circle.bytes()), "form a circle"));
    OnnxModel missing({-1, 4});
    missing.node("Gemm", {"x", "nowhere"});
    CHECK(holds(refusal(missing.bytes()),
                "expected its input \"nowhere\" among the weights and nodes, received neither"));
    OnnxModel twice = dense();
    twice.node("Relu", {"x"});
    CHECK(holds(refusal(twice.bytes()), "two things have the name \"y\""));
    OnnxModel weights = dense();
    weights.random_weights("w", {4, 3});
    CHECK(holds(refusal(weights.bytes()), "two things have the name \"w\""));
    OnnxModel no_node({-1, 4});
    CHECK(holds(refusal(no_node.bytes()), "the output \"y\" does not depend on the input"));
  }

  TEST_CASE("graph: more or fewer than one input and output") {
    OnnxModel two = dense();
    OnnxModel::describe(*two.graph().add_input(), "x2", {-1, 4});
    CHECK(refusal(two.bytes()) ==
          "net.onnx: expected one input, received \"x\" and \"x2\". Join them into one tensor in "
          "the network.");
    OnnxModel outputs = dense();
    outputs.graph().add_output()->set_name("second");
    CHECK(refusal(outputs.bytes()) ==
          "net.onnx: expected one output, received 2: \"y\", \"second\". Name the one to take.");
    CHECK(refusal(outputs.bytes(), "y").empty());
    CHECK(refusal(outputs.bytes(), "z") ==
          "net.onnx: expected one of the outputs \"y\", \"second\", received \"z\".");
    OnnxModel none = dense();
    none.graph().clear_input();
    CHECK(holds(refusal(none.bytes()), "the network has no input"));
  }

  TEST_CASE("input: two dimensions without a size") {
    OnnxModel model({-1, -1, 4});
    model.node("Relu", {"x"});
    CHECK(holds(refusal(model.bytes()),
                "received (-1, -1, 4) (-1: no fixed size). Export with "
                "fixed sizes but for the batch."));
  }

  TEST_CASE("attributes: values that are not supported") {
    OnnxModel pool({-1, 1, 4, 4});
    auto& node = pool.node("MaxPool", {"x"});
    OnnxModel::set_list(node, "kernel_shape", {2, 2});
    OnnxModel::set(node, "ceil_mode", 1);
    CHECK(holds(refusal(pool.bytes()), "(MaxPool): expected ceil_mode = 0, received 1"));
    OnnxModel huge({-1, 1, 4, 4});
    auto& wide = huge.node("AveragePool", {"x"});
    OnnxModel::set_list(wide, "kernel_shape", {1'000'000'000, 1'000'000'000});
    CHECK(holds(refusal(huge.bytes()), "kernel_shape of 2 numbers from 1 to 65536"));
    OnnxModel::set_list(*huge.graph().mutable_node(0), "pads", {1, 1, 1, 1});
    OnnxModel softmax({-1, 4});
    OnnxModel::set(softmax.node("Softmax", {"x"}), "axis", 0);
    CHECK(holds(refusal(softmax.bytes()), "an axis other than the batch"));
    OnnxModel mixed({-1, 4});
    mixed.list("shape", {2, 2});
    mixed.node("Reshape", {"x", "shape"});
    CHECK(holds(refusal(mixed.bytes()), "a shape with the batch as one dimension"));
    OnnxModel wrong = dense();
    OnnxModel::set_text(*wrong.graph().mutable_node(0), "transB", "yes");
    CHECK(holds(refusal(wrong.bytes()), "the attribute transB of type"));
  }

  TEST_CASE("LSTM: both directions and other kinds") {
    for (const char* direction : {"reverse", "bidirectional"}) {
      OnnxModel model({5, -1, 2});
      model.random_weights("w", {1, 12, 2});
      model.random_weights("r", {1, 12, 3});
      OnnxModel::set_text(model.node("LSTM", {"x", "w", "r"}), "direction", direction);
      CHECK(holds(refusal(model.bytes()),
                  "expected direction = forward, received " + std::string(direction)));
    }
    OnnxModel first({-1, 5, 2});
    first.random_weights("w", {1, 12, 2});
    first.random_weights("r", {1, 12, 3});
    first.node("LSTM", {"x", "w", "r"});
    CHECK(holds(refusal(first.bytes()),
                "an input of shape (time, batch, features), received "
                "(batch, 5, 2)"));
  }

  TEST_CASE("limits: a small file that asks for many numbers or steps") {
    OnnxModel many({-1, 1});
    many.list("pads", {0, 0, 0, 1'000'000});
    many.node("Pad", {"x", "pads"}, {"wide"});
    many.node("Concat", {"wide", "wide"});
    OnnxModel::set(*many.graph().mutable_node(1), "axis", 1);
    CHECK(holds(refusal(many.bytes()), "1048576 numbers in a tensor of one item"));
    OnnxModel deep({-1, 50'000});
    std::string name = "x";
    for (int i = 0; i < 3000; ++i) {
      const std::string next = "v" + std::to_string(i);
      deep.node("Add", {name, "one"}, {next});
      name = next;
    }
    deep.random_weights("one", {});
    deep.node("Relu", {name});
    CHECK(holds(refusal(deep.bytes()), "expected at most 67108864 constant numbers"));
  }

  TEST_CASE("names: long and unprintable ones are shortened") {
    OnnxModel model({-1, 4});
    model.node("Relu\n\x01" + std::string(100'000, 'z'), {"x"});
    const std::string text = refusal(model.bytes());
    CHECK(holds(text, "Relu??zzz"));
    CHECK(text.size() < 400);
  }
}

}  // namespace
}  // namespace twinline

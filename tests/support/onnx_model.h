#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

namespace twinline::testing {

using OnnxDims = std::vector<std::int64_t>;

/// Builds the model of a test: input "x", output "y", random weights.
class OnnxModel {
 public:
  /// @param dims of "x"; -1 is a dimension without a size.
  explicit OnnxModel(const OnnxDims& dims, std::int64_t opset = 13, std::uint64_t seed = 1)
      : bits_(seed) {
    model_.set_ir_version(8);
    model_.add_opset_import()->set_version(opset);
    auto* ml = model_.add_opset_import();
    ml->set_domain("ai.onnx.ml");
    ml->set_version(1);
    describe(*model_.mutable_graph()->add_input(), "x", dims);
    model_.mutable_graph()->add_output()->set_name("y");
  }

  static void describe(onnx::ValueInfoProto& info, const std::string& name, const OnnxDims& dims) {
    info.set_name(name);
    auto* type = info.mutable_type()->mutable_tensor_type();
    type->set_elem_type(onnx::TensorProto::FLOAT);
    auto* shape = type->mutable_shape();
    for (const std::int64_t dim : dims) {
      auto* one = shape->add_dim();
      if (dim >= 0) one->set_dim_value(dim);
    }
  }

  onnx::TensorProto& weights(const std::string& name, const OnnxDims& dims,
                             const std::vector<float>& numbers) {
    auto* tensor = model_.mutable_graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t dim : dims) tensor->add_dims(dim);
    for (const float x : numbers) tensor->add_float_data(x);
    return *tensor;
  }

  /// Uniform numbers in [low, high), as raw bytes.
  onnx::TensorProto& random_weights(const std::string& name, const OnnxDims& dims,
                                    float low = -0.5F, float high = 0.5F) {
    std::size_t n = 1;
    for (const std::int64_t dim : dims) n *= static_cast<std::size_t>(dim);
    std::string raw(n * sizeof(float), '\0');
    for (std::size_t i = 0; i < n; ++i) {
      const float x = low + (high - low) * static_cast<float>(bits_() >> 40U) * 0x1p-24F;
      raw.replace(i * sizeof x, sizeof x, reinterpret_cast<const char*>(&x), sizeof x);
    }
    auto& tensor = weights(name, dims, {});
    tensor.set_raw_data(raw);
    return tensor;
  }

  onnx::TensorProto& list(const std::string& name, const OnnxDims& numbers) {
    auto* tensor = model_.mutable_graph()->add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::INT64);
    tensor->add_dims(static_cast<std::int64_t>(numbers.size()));
    for (const std::int64_t x : numbers) tensor->add_int64_data(x);
    return *tensor;
  }

  onnx::NodeProto& node(const std::string& type, const std::vector<std::string>& inputs,
                        const std::vector<std::string>& outputs = {"y"}) {
    auto* one = model_.mutable_graph()->add_node();
    one->set_op_type(type);
    one->set_name(type + "_1");
    for (const std::string& name : inputs) one->add_input(name);
    for (const std::string& name : outputs) one->add_output(name);
    return *one;
  }

  static void set(onnx::NodeProto& node, const std::string& name, std::int64_t value) {
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
  }
  static void set_number(onnx::NodeProto& node, const std::string& name, float value) {
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::FLOAT);
    attribute->set_f(value);
  }
  static void set_text(onnx::NodeProto& node, const std::string& name, const std::string& value) {
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::STRING);
    attribute->set_s(value);
  }
  static void set_list(onnx::NodeProto& node, const std::string& name, const OnnxDims& values) {
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) attribute->add_ints(value);
  }
  static void set_numbers(onnx::NodeProto& node, const std::string& name,
                          const std::vector<float>& values) {
    auto* attribute = node.add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::FLOATS);
    for (const float value : values) attribute->add_floats(value);
  }

  onnx::ModelProto& proto() { return model_; }
  onnx::GraphProto& graph() { return *model_.mutable_graph(); }
  std::string bytes() const { return model_.SerializeAsString(); }

 private:
  onnx::ModelProto model_;
  std::mt19937_64 bits_;
};

}  // namespace twinline::testing

#include "support/onnx_reference.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "support/onnx_reference_parts.h"

namespace twinline::testing {

WideTensor reference::read(const onnx::TensorProto& t) {
  WideTensor tensor{{t.dims().begin(), t.dims().end()}, {}};
  const bool is_float = t.data_type() == onnx::TensorProto::FLOAT;
  const std::size_t width = is_float ? sizeof(float) : sizeof(std::int64_t);
  for (std::size_t i = 0; i * width < t.raw_data().size(); ++i) {
    float single = 0;
    std::int64_t whole = 0;
    if (is_float) std::memcpy(&single, t.raw_data().data() + i * width, width);
    if (!is_float) std::memcpy(&whole, t.raw_data().data() + i * width, width);
    tensor.data.push_back(is_float ? static_cast<double>(single) : static_cast<double>(whole));
  }
  for (const float x : t.float_data()) tensor.data.push_back(static_cast<double>(x));
  for (const std::int64_t x : t.int64_data()) tensor.data.push_back(static_cast<double>(x));
  return tensor;
}

long WideTensor::size() const { return static_cast<long>(data.size()); }

WideTensor run_reference(const onnx::ModelProto& model, const WideTensor& input,
                         const std::string& output) {
  using namespace reference;
  Operators operators = arithmetic();
  operators.merge(moves());
  Names names;
  for (const auto& tensor : model.graph().initializer()) names[tensor.name()] = read(tensor);
  names[model.graph().input(0).name()] = input;
  for (const auto& node : model.graph().node()) {
    if (names.count(output) > 0) break;
    const Call call{node, names, model.opset_import(0).version()};
    if (node.op_type() == "LSTM") {
      const std::vector<WideTensor> results = lstm(call);
      for (int i = 0; i < node.output_size(); ++i) {
        names[node.output(i)] = results[static_cast<std::size_t>(i)];
      }
      continue;
    }
    const auto found = operators.find(node.op_type());
    if (found == operators.end()) throw std::runtime_error("no operator " + node.op_type());
    names[node.output(0)] = found->second(call);
  }
  return names.at(output);
}

}  // namespace twinline::testing

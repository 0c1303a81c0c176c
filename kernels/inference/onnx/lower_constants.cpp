#include <algorithm>
#include <utility>

#include "twinline/inference/onnx/lowering.h"

// Numbers of the file, and arithmetic on shapes, which exporters write where the batch may have any
// size: kBatchMarker stands for its size in a list of whole numbers.

namespace twinline::inference {
namespace {

void lower_identity(Lowering& lowering, const Node& node) {
  const Operand operand = lowering.input(node, 0);
  if (node.has_output(0)) lowering.define(node.proto().output(0), operand);
}

void lower_cast(Lowering& lowering, const Node& node) {
  const Operand& operand = lowering.input(node, 0);
  const bool to_float = node.integer("to", 0) == onnx::TensorProto::FLOAT;
  const bool is_float = !operand.constant || operand.constant->is_float;
  if (to_float && is_float) return lower_identity(lowering, node);
  if (!operand.constant || !to_float) {
    node.fail("a cast to FLOAT", "to = " + std::to_string(node.integer("to", 0)));
  }
  Tensor tensor = *operand.constant;
  tensor.is_float = true;
  for (const std::int64_t x : tensor.ints) tensor.floats.push_back(static_cast<float>(x));
  tensor.ints.clear();
  lowering.define_output(node, 0, std::move(tensor));
}

void lower_constant(Lowering& lowering, const Node& node) {
  Tensor tensor;
  if (const auto* value = node.find("value")) {
    tensor = read_tensor(value->t(), node.where());
  } else if (const auto* one = node.find("value_float")) {
    tensor.floats = {one->f()};
  } else if (const auto* many = node.find("value_floats")) {
    tensor.floats = {many->floats().begin(), many->floats().end()};
    tensor.dims = {many->floats_size()};
  } else if (const auto* whole = node.find("value_int")) {
    tensor.is_float = false;
    tensor.ints = {whole->i()};
  } else if (const auto* list = node.find("value_ints")) {
    tensor.is_float = false;
    tensor.ints = {list->ints().begin(), list->ints().end()};
    tensor.dims = {list->ints_size()};
  } else {
    node.fail("a value of numbers", "another kind of constant, or none");
  }
  lowering.define_output(node, 0, std::move(tensor));
}

/// The dimensions of a tensor as a list.
void lower_shape(Lowering& lowering, const Node& node) {
  const Plain shape = plain(lowering.input(node, 0));
  if (node.has("start") || node.has("end")) node.fail("no start and no end", "one of them");
  Tensor tensor;
  tensor.is_float = false;
  tensor.dims = {static_cast<std::int64_t>(shape.dims.size())};
  tensor.ints = shape.dims;
  if (shape.batch_axis < shape.dims.size()) tensor.ints[shape.batch_axis] = kBatchMarker;
  lowering.define_output(node, 0, std::move(tensor));
}

/// Constant numbers repeated along dimensions of size 1. What is repeated along the batch is the
/// same for every item and stays of size 1.
void lower_expand(Lowering& lowering, const Node& node) {
  const Tensor& from = lowering.constant(node, 0);
  Dims target = lowering.ints(node, 1);
  const std::vector<float>& numbers = lowering.floats(node, 0);
  Dims dims = from.dims;
  bool fits = target.size() <= 8 && dims.size() <= 8;
  if (fits) {
    const std::size_t rank = std::max(target.size(), dims.size());
    target.insert(target.begin(), rank - target.size(), 1);
    dims.insert(dims.begin(), rank - dims.size(), 1);
  }
  for (std::size_t i = 0; fits && i < dims.size(); ++i) {
    if (target[i] == kBatchMarker || target[i] == 1) target[i] = dims[i];
    fits = target[i] >= 1 && (dims[i] == target[i] || dims[i] == 1);
  }
  if (!fits || product(target) > kMostRows) {
    node.fail("a shape that the numbers broadcast to",
              text_of(target) + " from " + text_of(from.dims));
  }
  Dims strides = row_major_strides(dims);
  for (std::size_t i = 0; i < dims.size(); ++i) strides[i] = dims[i] == 1 ? 0 : strides[i];
  Tensor tensor;
  tensor.dims = target;
  for (const std::uint32_t place : strided_map(target, strides)) {
    tensor.floats.push_back(numbers[place]);
  }
  lowering.define_output(node, 0, std::move(tensor));
}

/// One number as often as a list of dimensions says; along the batch once.
void lower_constant_of_shape(Lowering& lowering, const Node& node) {
  Tensor tensor;
  tensor.dims = lowering.ints(node, 0);
  std::replace(tensor.dims.begin(), tensor.dims.end(), kBatchMarker, std::int64_t{1});
  Tensor one{{1}, true, {0.0F}, {}};
  if (const auto* value = node.find("value")) one = read_tensor(value->t(), node.where());
  const bool fits = std::all_of(tensor.dims.begin(), tensor.dims.end(),
                                [](std::int64_t dim) { return dim >= 0; }) &&
                    tensor.dims.size() <= 8 && product(tensor.dims) <= kMostRows;
  if (!fits || one.floats.size() + one.ints.size() != 1) {
    node.fail("one number and a shape of at most " + std::to_string(kMostRows) + " numbers",
              "shape " + text_of(tensor.dims));
  }
  tensor.is_float = one.is_float;
  if (one.is_float) tensor.floats.assign(product(tensor.dims), one.floats[0]);
  if (!one.is_float) tensor.ints.assign(product(tensor.dims), one.ints[0]);
  lowering.define_output(node, 0, std::move(tensor));
}

}  // namespace

OperatorTable constant_operators() {
  return {{"Identity", lower_identity},
          {"Dropout", lower_identity},
          {"Cast", lower_cast},
          {"Constant", lower_constant},
          {"Shape", lower_shape},
          {"Expand", lower_expand},
          {"ConstantOfShape", lower_constant_of_shape}};
}

}  // namespace twinline::inference

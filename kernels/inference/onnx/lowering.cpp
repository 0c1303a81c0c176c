#include "twinline/inference/onnx/lowering.h"

#include <utility>

namespace twinline::inference {

void Lowering::define(const std::string& name, Operand operand) {
  if (!operand.constant) ++n_names_[operand.value.id];
  operands_.insert_or_assign(name, std::move(operand));
}

const Operand& Lowering::input(const Node& node, int index) const {
  if (!node.has_input(index)) {
    node.fail("an input number " + std::to_string(index), "none");
  }
  return operands_.at(node.proto().input(index));
}

const Value& Lowering::value(const Node& node, int index) const {
  const Operand& operand = input(node, index);
  if (operand.constant) {
    node.fail("input " + std::to_string(index) + " to depend on the network's input",
              "constant numbers", "Run a simplifier over the file that folds constants.");
  }
  return operand.value;
}

const Tensor& Lowering::constant(const Node& node, int index) const {
  const Operand& operand = input(node, index);
  if (!operand.constant) {
    node.fail("input " + std::to_string(index) + " to be constant numbers of the file",
              "a tensor that depends on the network's input");
  }
  return *operand.constant;
}

const std::vector<float>& Lowering::floats(const Node& node, int index) const {
  const Tensor& tensor = constant(node, index);
  if (!tensor.is_float) {
    node.fail("input " + std::to_string(index) + " of type FLOAT", "whole numbers");
  }
  return tensor.floats;
}

const Dims& Lowering::ints(const Node& node, int index) const {
  const Tensor& tensor = constant(node, index);
  if (tensor.is_float || tensor.dims.size() > 1) {
    node.fail("input " + std::to_string(index) + " to be a list of whole numbers",
              tensor.is_float ? "type FLOAT" : "shape " + text_of(tensor.dims));
  }
  return tensor.ints;
}

Value Lowering::make_value(const ItemShape& shape) {
  return {builder_.add_value(shape.item_size()), shape};
}

void Lowering::define_output(const Node& node, int index, const Value& value) {
  if (node.has_output(index)) define(node.proto().output(index), {nullptr, value});
}

void Lowering::define_output(const Node& node, int index, Tensor tensor) {
  if (!node.has_output(index)) return;
  define(node.proto().output(index), {std::make_shared<const Tensor>(std::move(tensor)), {}});
}

bool Lowering::read_once(const std::string& name) const {
  const auto readers = n_readers_.find(name);
  const Operand& operand = operands_.at(name);
  return readers != n_readers_.end() && readers->second == 1 && !operand.constant &&
         n_names_.at(operand.value.id) == 1;
}

Value Lowering::gather(const Value& from, const std::vector<std::uint32_t>& map,
                       const ItemShape& shape) {
  if (is_identity(map) && map.size() == from.shape.item_size()) return {from.id, shape};
  Value to = make_value(shape);
  CopyStep step;
  step.in.value = from.id;
  step.out.value = to.id;
  step.n = static_cast<std::uint32_t>(map.size());
  step.has_map = true;
  step.map = builder_.add_indices(map);
  builder_.add_step(step);
  return to;
}

std::size_t axis_of(const Node& node, std::int64_t axis, std::size_t rank) {
  const auto signed_rank = static_cast<std::int64_t>(rank);
  if (axis < -signed_rank || axis >= signed_rank) {
    node.fail("an axis of " + std::to_string(rank) + " dimensions", std::to_string(axis));
  }
  return static_cast<std::size_t>(axis < 0 ? axis + signed_rank : axis);
}

std::set<std::size_t> axes_of(const Node& node, const Dims& axes, std::size_t rank) {
  std::set<std::size_t> set;
  for (const std::int64_t axis : axes) {
    if (!set.insert(axis_of(node, axis, rank)).second) {
      node.fail("axes that differ", text_of(axes));
    }
  }
  return set;
}

Dims list_of(const Lowering& lowering, const Node& node, int index, const char* attribute,
             const Dims& otherwise) {
  if (node.has_input(index)) return lowering.ints(node, index);
  return attribute == nullptr ? otherwise : node.integers(attribute, otherwise);
}

Plain plain(const Operand& operand) {
  if (operand.constant) return {operand.constant->dims};
  return {operand.value.shape.dims, operand.value.shape.batch_axis};
}

std::string text_of(const Operand& operand) {
  return operand.constant ? text_of(operand.constant->dims) : operand.value.shape.text();
}

}  // namespace twinline::inference

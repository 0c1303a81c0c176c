#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "twinline/inference/onnx/item_shape.h"
#include "twinline/inference/onnx/node.h"
#include "twinline/inference/program_builder.h"

namespace twinline::inference {

/// A tensor of each item: its number in the builder and its shape.
struct Value {
  std::uint32_t id = 0;
  ItemShape shape;
};

/// What a name in the file stands for: numbers of the file, or a tensor of each item.
struct Operand {
  std::shared_ptr<const Tensor> constant;  ///< null for a value
  Value value;
};

/// Turns the nodes of a file, one after the other, into the steps of a program.
class Lowering {
 public:
  explicit Lowering(std::int64_t opset) : opset_(opset) {}

  std::int64_t opset() const { return opset_; }
  ProgramBuilder& builder() { return builder_; }

  void define(const std::string& name, Operand operand);
  bool knows(const std::string& name) const { return operands_.count(name) > 0; }
  const Operand& operand(const std::string& name) const { return operands_.at(name); }

  /// Input `index` of a node; fails where it is missing or of the other sort.
  const Operand& input(const Node& node, int index) const;
  const Value& value(const Node& node, int index) const;
  const Tensor& constant(const Node& node, int index) const;
  const std::vector<float>& floats(const Node& node, int index) const;
  const Dims& ints(const Node& node, int index) const;

  /// A new tensor of each item, for output 0 of the node.
  Value make_value(const ItemShape& shape);
  void define_output(const Node& node, int index, const Value& value);
  void define_output(const Node& node, int index, Tensor tensor);

  /// How many nodes read a name, the network's output included.
  void count_reader(const std::string& name) { ++n_readers_[name]; }
  /// Whether the numbers behind a name have no other name and one reader.
  bool read_once(const std::string& name) const;

  /// A value whose element i is element map[i] of another one.
  Value gather(const Value& from, const std::vector<std::uint32_t>& map, const ItemShape& shape);

 private:
  std::int64_t opset_;
  ProgramBuilder builder_;
  std::unordered_map<std::string, Operand> operands_;
  std::unordered_map<std::string, int> n_readers_;
  std::unordered_map<std::uint32_t, int> n_names_;  ///< of a value
};

/// Lowers one node: writes its steps and defines its outputs, or fails.
using LowerNode = void (*)(Lowering& lowering, const Node& node);

/// The operators of one file of this folder, "domain:Name" for those outside ONNX's own.
using OperatorTable = std::map<std::string, LowerNode>;
OperatorTable dense_operators();
OperatorTable elementwise_operators();
OperatorTable window_operators();
OperatorTable constant_operators();
OperatorTable reshape_operators();
OperatorTable move_operators();
OperatorTable recurrent_operators();

/// An axis counted from either end, as 0 .. rank - 1.
std::size_t axis_of(const Node& node, std::int64_t axis, std::size_t rank);

/// Axes as a sorted set; fails where one is named twice.
std::set<std::size_t> axes_of(const Node& node, const Dims& axes, std::size_t rank);

/// Input `index` as a list of whole numbers, or the attribute that older files have instead (null:
/// none).
Dims list_of(const Lowering& lowering, const Node& node, int index, const char* attribute,
             const Dims& otherwise);

/// Dimensions of an operand, and the place of the batch among them, if it has one.
struct Plain {
  Dims dims;
  std::size_t batch_axis = static_cast<std::size_t>(-1);
};
Plain plain(const Operand& operand);
std::string text_of(const Operand& operand);

}  // namespace twinline::inference

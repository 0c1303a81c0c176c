#include <algorithm>
#include <set>
#include <utility>

#include "twinline/inference/onnx/lowering.h"

// Operators that give the same numbers another shape.

namespace twinline::inference {
namespace {

/// Dimensions before the batch that are not 1 would interleave the items.
bool batch_leads(const ItemShape& shape) {
  return product({shape.dims.begin(),
                  shape.dims.begin() + static_cast<std::ptrdiff_t>(shape.batch_axis)}) == 1;
}

/// The target of a Reshape with 0 (as before) and -1 (what is left) replaced; `total` numbers.
Dims resolved_target(const Node& node, Dims target, const Dims& before, std::uint64_t total) {
  const Dims asked = target;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] == 0 && i < before.size()) target[i] = before[i];
  }
  const auto open = std::find(target.begin(), target.end(), -1);
  if (open != target.end()) {
    *open = 1;
    const std::uint64_t rest = product(target);
    *open = rest > 0 && total % rest == 0 ? static_cast<std::int64_t>(total / rest) : 0;
  }
  const bool positive =
      std::all_of(target.begin(), target.end(), [](std::int64_t d) { return d > 0; });
  if (!positive || product(target) != total) {
    node.fail("a shape of " + std::to_string(total) + " numbers an item", text_of(asked));
  }
  return target;
}

/// Where the batch is in the target of a Reshape: the dimension computed from it, the one copied
/// from it, one as large as a fixed batch, the open one, or a leading 1 (a file that was traced
/// with one item).
std::size_t batch_of_target(const Node& node, const ItemShape& before, const Dims& target) {
  const std::int64_t batch = before.size(before.batch_axis);
  const auto marked = std::find(target.begin(), target.end(), kBatchMarker);
  if (marked != target.end()) return static_cast<std::size_t>(marked - target.begin());
  if (before.batch_axis < target.size() && target[before.batch_axis] == 0) return before.batch_axis;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (batch > 0 ? target[i] == batch : target[i] == -1) return i;
  }
  if (!target.empty() && (target[0] == 1 || target[0] == -1)) return 0;
  node.fail("a shape with the batch as one dimension (0 or -1)",
            text_of(target) + " for an input of " + before.text(),
            "Use a flattening layer, or export with a batch of any size.");
}

void lower_reshape(Lowering& lowering, const Node& node) {
  node.only("allowzero", 0);
  const Operand operand = lowering.input(node, 0);
  const Dims target = list_of(lowering, node, 1, "shape", {});
  if (operand.constant) {
    Tensor tensor = *operand.constant;
    tensor.dims = resolved_target(node, target, tensor.dims, product(tensor.dims));
    return lowering.define_output(node, 0, std::move(tensor));
  }
  const ItemShape& before = operand.value.shape;
  ItemShape after{target, batch_of_target(node, before, target)};
  Dims item = target;
  Dims item_before = before.dims;
  item[after.batch_axis] = 1;
  item_before[before.batch_axis] = 1;
  after.dims = resolved_target(node, item, item_before, before.item_size());
  after.dims[after.batch_axis] = before.size(before.batch_axis);
  if (!batch_leads(before) || !batch_leads(after)) {
    node.fail("the batch as the first dimension before and after",
              before.text() + " and " + after.text());
  }
  lowering.define_output(node, 0, {operand.value.id, after});
}

void lower_flatten(Lowering& lowering, const Node& node) {
  const Value& in = lowering.value(node, 0);
  const std::size_t rank = in.shape.rank();
  const std::int64_t given = node.integer("axis", 1);
  const std::size_t axis =
      given == static_cast<std::int64_t>(rank) ? rank : axis_of(node, given, rank);
  const Dims before(in.shape.dims.begin(),
                    in.shape.dims.begin() + static_cast<std::ptrdiff_t>(axis));
  const bool only_batch = in.shape.batch_axis < axis &&
                          product(ItemShape{before, in.shape.batch_axis}.without_batch()) == 1;
  if (!only_batch) {
    node.fail("an axis right behind the batch", std::to_string(given) + " of " + in.shape.text());
  }
  const auto size = static_cast<std::int64_t>(in.shape.item_size());
  lowering.define_output(node, 0, {in.id, {{in.shape.size(in.shape.batch_axis), size}, 0}});
}

/// The same numbers with other dimensions.
void define_reshaped(Lowering& lowering, const Node& node, const Operand& operand,
                     const Plain& shape) {
  if (!operand.constant) {
    return lowering.define_output(node, 0, {operand.value.id, {shape.dims, shape.batch_axis}});
  }
  Tensor tensor = *operand.constant;
  tensor.dims = shape.dims;
  lowering.define_output(node, 0, std::move(tensor));
}

void lower_squeeze(Lowering& lowering, const Node& node) {
  const Operand operand = lowering.input(node, 0);
  const Plain before = plain(operand);
  std::set<std::size_t> axes =
      axes_of(node, list_of(lowering, node, 1, "axes", {}), before.dims.size());
  const bool all = axes.empty();
  Plain after;
  for (std::size_t i = 0; i < before.dims.size(); ++i) {
    if (i == before.batch_axis) after.batch_axis = after.dims.size();
    const bool removable = before.dims[i] == 1 && i != before.batch_axis;
    if (axes.count(i) > 0 && !removable) {
      node.fail("axes of size 1 other than the batch",
                std::to_string(i) + " of " + text_of(operand));
    }
    if (axes.count(i) == 0 && !(all && removable)) after.dims.push_back(before.dims[i]);
  }
  define_reshaped(lowering, node, operand, after);
}

void lower_unsqueeze(Lowering& lowering, const Node& node) {
  constexpr std::size_t kMostDims = 8;
  const Operand operand = lowering.input(node, 0);
  const Plain before = plain(operand);
  const Dims given = list_of(lowering, node, 1, "axes", {});
  const std::size_t rank = before.dims.size() + given.size();
  if (rank > kMostDims) node.fail("at most 8 dimensions", std::to_string(rank));
  const std::set<std::size_t> axes = axes_of(node, given, rank);
  Plain after;
  std::size_t from = 0;
  for (std::size_t i = 0; i < rank; ++i) {
    if (axes.count(i) > 0) {
      after.dims.push_back(1);
      continue;
    }
    if (from == before.batch_axis) after.batch_axis = i;
    after.dims.push_back(before.dims[from++]);
  }
  define_reshaped(lowering, node, operand, after);
}

}  // namespace

OperatorTable reshape_operators() {
  return {{"Reshape", lower_reshape},
          {"Flatten", lower_flatten},
          {"Squeeze", lower_squeeze},
          {"Unsqueeze", lower_unsqueeze}};
}

}  // namespace twinline::inference

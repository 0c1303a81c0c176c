#include <algorithm>
#include <set>
#include <utility>

#include "twinline/inference/onnx/lowering.h"

// Operators that move numbers.

namespace twinline::inference {
namespace {

void lower_transpose(Lowering& lowering, const Node& node) {
  const Operand operand = lowering.input(node, 0);
  const Plain before = plain(operand);
  const std::size_t rank = before.dims.size();
  Dims reversed(rank);
  for (std::size_t i = 0; i < rank; ++i) reversed[i] = static_cast<std::int64_t>(rank - 1 - i);
  const Dims perm = node.integers("perm", reversed);
  if (perm.size() != rank || axes_of(node, perm, rank).size() != rank) {
    node.fail("a permutation of " + std::to_string(rank) + " axes", text_of(perm));
  }
  Dims sized = before.dims;
  if (before.batch_axis < rank) sized[before.batch_axis] = 1;
  const Dims strides = row_major_strides(sized);
  Plain after;
  Dims new_sized;
  Dims new_strides;
  for (std::size_t i = 0; i < rank; ++i) {
    const auto from =
        static_cast<std::size_t>(perm[i] < 0 ? perm[i] + static_cast<std::int64_t>(rank) : perm[i]);
    if (from == before.batch_axis) after.batch_axis = i;
    after.dims.push_back(before.dims[from]);
    new_sized.push_back(sized[from]);
    new_strides.push_back(strides[from]);
  }
  const std::vector<std::uint32_t> map = strided_map(new_sized, new_strides);
  if (!operand.constant) {
    return lowering.define_output(
        node, 0, lowering.gather(operand.value, map, {after.dims, after.batch_axis}));
  }
  Tensor tensor;
  tensor.dims = after.dims;
  tensor.is_float = operand.constant->is_float;
  for (const std::uint32_t from : map) {
    if (tensor.is_float) tensor.floats.push_back(operand.constant->floats[from]);
    if (!tensor.is_float) tensor.ints.push_back(operand.constant->ints[from]);
  }
  lowering.define_output(node, 0, std::move(tensor));
}

/// Constant lists one behind the other.
void concat_lists(Lowering& lowering, const Node& node) {
  Tensor tensor;
  tensor.is_float = false;
  for (int i = 0; i < node.proto().input_size(); ++i) {
    const Dims& list = lowering.ints(node, i);
    tensor.ints.insert(tensor.ints.end(), list.begin(), list.end());
  }
  if (tensor.ints.size() > 64)
    node.fail("a short list", std::to_string(tensor.ints.size()) + " numbers");
  tensor.dims = {static_cast<std::int64_t>(tensor.ints.size())};
  lowering.define_output(node, 0, std::move(tensor));
}

void lower_concat(Lowering& lowering, const Node& node) {
  if (lowering.input(node, 0).constant) return concat_lists(lowering, node);
  ItemShape shape = lowering.value(node, 0).shape;
  const std::size_t axis = axis_of(node, node.integer("axis", 0), shape.rank());
  if (axis == shape.batch_axis) node.fail("an axis other than the batch", std::to_string(axis));
  Dims outer(shape.dims.begin(), shape.dims.begin() + static_cast<std::ptrdiff_t>(axis));
  if (shape.batch_axis < axis) outer[shape.batch_axis] = 1;
  std::int64_t total = 0;
  for (int i = 0; i < node.proto().input_size(); ++i) {
    ItemShape other = lowering.value(node, i).shape;
    const bool same_rank = other.rank() == shape.rank() && other.batch_axis == shape.batch_axis;
    if (same_rank) total += std::exchange(other.dims[axis], shape.dims[axis]);
    if (!same_rank || other.dims != shape.dims) {
      node.fail("inputs that differ along axis " + std::to_string(axis) + " only",
                lowering.value(node, i).shape.text() + " beside " + shape.text());
    }
  }
  shape.dims[axis] = total;
  const Value out = lowering.make_value(shape);
  const auto n_outer = static_cast<std::uint32_t>(product(outer));
  std::uint32_t row = 0;
  for (std::uint32_t o = 0; o < n_outer; ++o) {
    for (int i = 0; i < node.proto().input_size(); ++i) {
      const std::uint32_t id = lowering.value(node, i).id;
      CopyStep step;
      step.n = lowering.builder().size_of(id) / n_outer;
      step.in = {id, o * step.n};
      step.out = {out.id, row};
      row += step.n;
      lowering.builder().add_step(step);
    }
  }
  lowering.define_output(node, 0, out);
}

/// Every step-th element of each axis from a first one on.
void lower_slice(Lowering& lowering, const Node& node) {
  const Value& in = lowering.value(node, 0);
  const Dims starts = list_of(lowering, node, 1, "starts", {});
  const Dims ends = list_of(lowering, node, 2, "ends", {});
  Dims all_axes(starts.size());
  for (std::size_t i = 0; i < all_axes.size(); ++i) all_axes[i] = static_cast<std::int64_t>(i);
  const Dims axes = list_of(lowering, node, 3, "axes", all_axes);
  const Dims steps = list_of(lowering, node, 4, nullptr, Dims(starts.size(), 1));
  if (ends.size() != starts.size() || axes.size() != starts.size() ||
      steps.size() != starts.size()) {
    node.fail("starts, ends, axes and steps of one length",
              text_of(starts) + " and " + text_of(ends));
  }
  ItemShape shape = in.shape;
  Dims sized = in.shape.dims;
  sized[in.shape.batch_axis] = 1;
  Dims strides = row_major_strides(sized);
  std::int64_t first = 0;
  (void)axes_of(node, axes, shape.rank());
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::size_t axis = axis_of(node, axes[i], shape.rank());
    const std::int64_t size = sized[axis];
    const auto clamped = [size](std::int64_t x) {
      return std::clamp<std::int64_t>(x < 0 ? x + size : x, 0, size);
    };
    const std::int64_t begin = clamped(starts[i]);
    const std::int64_t length = clamped(ends[i]) - begin;
    if (axis == shape.batch_axis || steps[i] < 1 || length < 1) {
      node.fail("a slice that keeps something, forward and not of the batch",
                text_of(starts) + " to " + text_of(ends) + " of " + in.shape.text());
    }
    first += begin * strides[axis];
    sized[axis] = (length - 1) / steps[i] + 1;
    shape.dims[axis] = sized[axis];
    strides[axis] *= sized[axis] > 1 ? steps[i] : 1;
  }
  lowering.define_output(node, 0, lowering.gather(in, strided_map(sized, strides, first), shape));
}

/// Elements of a constant list.
void gather_from_list(Lowering& lowering, const Node& node) {
  const Dims& list = lowering.ints(node, 0);
  const Tensor& indices = lowering.constant(node, 1);
  Tensor tensor;
  tensor.is_float = false;
  tensor.dims = indices.dims;
  (void)axis_of(node, node.integer("axis", 0), 1);
  if (indices.is_float) node.fail("whole numbers", "type FLOAT");
  for (const std::int64_t index : indices.ints) {
    tensor.ints.push_back(list[axis_of(node, index, list.size())]);
  }
  lowering.define_output(node, 0, std::move(tensor));
}

void lower_gather(Lowering& lowering, const Node& node) {
  if (lowering.input(node, 0).constant) return gather_from_list(lowering, node);
  const Value& in = lowering.value(node, 0);
  const Tensor& indices = lowering.constant(node, 1);
  const std::size_t axis = axis_of(node, node.integer("axis", 0), in.shape.rank());
  const std::int64_t size = in.shape.size(axis);
  const bool fits = std::all_of(indices.ints.begin(), indices.ints.end(),
                                [size](std::int64_t i) { return i >= -size && i < size; });
  if (indices.is_float || indices.dims.size() > 1 || axis == in.shape.batch_axis || !fits) {
    node.fail("whole numbers that choose along an axis other than the batch",
              "axis " + std::to_string(axis) + " of " + in.shape.text());
  }
  ItemShape shape = in.shape;
  Dims sized = in.shape.dims;
  sized[in.shape.batch_axis] = 1;
  sized[axis] = static_cast<std::int64_t>(indices.ints.size());
  shape.dims[axis] = sized[axis];
  Dims from = in.shape.dims;
  from[in.shape.batch_axis] = 1;
  const Dims strides = row_major_strides(from);
  if (product(sized) > kMostRows) node.fail("fewer numbers", std::to_string(product(sized)));
  std::vector<std::uint32_t> map = strided_map(sized, row_major_strides(sized));
  const Dims new_strides = row_major_strides(sized);
  for (std::uint32_t& element : map) {
    const std::int64_t at = element;
    const std::int64_t chosen = at / new_strides[axis] % sized[axis];
    const std::int64_t index = indices.ints[static_cast<std::size_t>(chosen)];
    const std::int64_t outer = at / new_strides[axis] / sized[axis];
    const std::int64_t inner = at % new_strides[axis];
    const std::int64_t source = index < 0 ? index + size : index;
    element = static_cast<std::uint32_t>((outer * size + source) * strides[axis] + inner);
  }
  if (indices.dims.empty()) {
    shape.dims.erase(shape.dims.begin() + static_cast<std::ptrdiff_t>(axis));
    if (shape.batch_axis > axis) --shape.batch_axis;
  }
  lowering.define_output(node, 0, lowering.gather(in, map, shape));
}

/// For each element of a padded tensor its place in the tensor, whose size stands for "outside".
std::vector<std::uint32_t> pad_map(const ItemShape& from, const ItemShape& to, const Dims& pads) {
  Dims inner = from.dims;
  Dims outer = to.dims;
  inner[from.batch_axis] = outer[from.batch_axis] = 1;
  const std::uint64_t n_outer = product(outer);
  if (n_outer > kMostRows) return {};  // the caller fails as it makes the value
  const Dims inner_strides = row_major_strides(inner);
  const Dims outer_strides = row_major_strides(outer);
  std::vector<std::uint32_t> map(n_outer);
  for (std::uint64_t i = 0; i < n_outer; ++i) {
    std::int64_t place = 0;
    bool inside = true;
    for (std::size_t axis = 0; axis < outer.size(); ++axis) {
      const std::int64_t at =
          static_cast<std::int64_t>(i) / outer_strides[axis] % outer[axis] - pads[axis];
      inside = inside && at >= 0 && at < inner[axis];
      place += at * inner_strides[axis];
    }
    map[i] =
        static_cast<std::uint32_t>(inside ? static_cast<std::uint64_t>(place) : product(inner));
  }
  return map;
}

/// Constant numbers around a tensor: its elements and one more behind them, then a choice of these.
void lower_pad(Lowering& lowering, const Node& node) {
  if (node.text("mode", "constant") != "constant") {
    node.fail("mode = constant", printable(node.text("mode", "")));
  }
  if (node.has_input(3)) node.fail("pads for all axes", "a list of axes");
  const Value in = lowering.value(node, 0);
  const std::size_t rank = in.shape.rank();
  const Dims pads = list_of(lowering, node, 1, "pads", {});
  const float number =
      node.has_input(2) ? lowering.floats(node, 2).at(0) : node.number("value", 0.0F);
  ItemShape shape = in.shape;
  bool fits = pads.size() == 2 * rank;
  for (std::size_t i = 0; fits && i < rank; ++i) {
    const std::int64_t both = std::max(pads[i], pads[rank + i]);
    fits = std::min(pads[i], pads[rank + i]) >= 0 && both <= static_cast<std::int64_t>(kMostRows) &&
           (i != in.shape.batch_axis || both == 0);
    shape.dims[i] += fits ? pads[i] + pads[rank + i] : 0;
  }
  if (!fits) node.fail("pads of 0 or more, none along the batch", text_of(pads));
  if (shape.dims == in.shape.dims) return lowering.define_output(node, 0, in);

  const std::uint32_t n = lowering.builder().size_of(in.id);
  const Value with_number = lowering.make_value({{1, n + 1}, 0});
  CopyStep copy;
  copy.in.value = in.id;
  copy.out.value = with_number.id;
  copy.n = n;
  lowering.builder().add_step(copy);
  FillStep fill;
  fill.out = {with_number.id, n};
  fill.n = 1;
  fill.constants = lowering.builder().add_constants({number});
  lowering.builder().add_step(fill);
  lowering.define_output(node, 0,
                         lowering.gather(with_number, pad_map(in.shape, shape, pads), shape));
}

}  // namespace

OperatorTable move_operators() {
  return {{"Transpose", lower_transpose},
          {"Concat", lower_concat},
          {"Slice", lower_slice},
          {"Gather", lower_gather},
          {"Pad", lower_pad}};
}

}  // namespace twinline::inference

#include <algorithm>

#include "twinline/inference/onnx/lowering.h"

// Convolutions and pools over one or two dimensions of space.

namespace twinline::inference {
namespace {

constexpr std::int64_t kLargest = 1 << 16;  // of a stride, a dilation, a pad, a kernel

/// What a window does along one dimension.
struct Along {
  std::int64_t in = 1, kernel = 1, stride = 1, dilation = 1, pad_begin = 0, pad_end = 0;

  std::int64_t extent() const { return (kernel - 1) * dilation + 1; }
  std::int64_t out() const { return (in + pad_begin + pad_end - extent()) / stride + 1; }
};

Dims sizes(const Node& node, const char* attribute, std::size_t n, std::int64_t low) {
  const std::int64_t usual = low;
  Dims values = node.integers(attribute, Dims(n, usual));
  const bool fits = values.size() == n && std::all_of(values.begin(), values.end(), [low](auto x) {
                      return x >= low && x <= kLargest;
                    });
  if (!fits) {
    node.fail(std::string(attribute) + " of " + std::to_string(n) + " numbers from " +
                  std::to_string(low) + " to " + std::to_string(kLargest),
              text_of(values));
  }
  return values;
}

/// The pads of auto_pad: as many outputs as strides fit into the input, half of what is missing on
/// each side.
void pad_automatically(Along& along, bool extra_at_end) {
  const std::int64_t out = (along.in + along.stride - 1) / along.stride;
  const std::int64_t missing =
      std::max<std::int64_t>(0, (out - 1) * along.stride + along.extent() - along.in);
  along.pad_begin = extra_at_end ? missing / 2 : (missing + 1) / 2;
  along.pad_end = missing - along.pad_begin;
}

std::vector<Along> read_window(const Node& node, const Dims& space, const Dims& kernel) {
  const std::size_t n = space.size();
  const Dims strides = sizes(node, "strides", n, 1);
  const Dims dilations = sizes(node, "dilations", n, 1);
  const std::string automatic = node.text("auto_pad", "NOTSET");
  Dims pads(2 * n, 0);
  if (automatic == "NOTSET") {
    pads = sizes(node, "pads", 2 * n, 0);
  } else if (automatic != "VALID" && automatic != "SAME_UPPER" && automatic != "SAME_LOWER") {
    node.fail("auto_pad NOTSET, VALID, SAME_UPPER or SAME_LOWER", printable(automatic));
  }
  std::vector<Along> window(n);
  for (std::size_t i = 0; i < n; ++i) {
    Along& along = window[i];
    along = {space[i], kernel[i], strides[i], dilations[i], pads[i], pads[n + i]};
    if (automatic[0] == 'S') pad_automatically(along, automatic == "SAME_UPPER");
    if (along.extent() > along.in + along.pad_begin + along.pad_end) {
      node.fail("a window that fits into the padded input",
                std::to_string(along.extent()) + " points wide over " + std::to_string(along.in));
    }
  }
  return window;
}

/// One dimension becomes a grid of height 1.
Window make_window(const std::vector<Along>& along) {
  const Along flat;
  const Along& y = along.size() == 2 ? along[0] : flat;
  const Along& x = along.back();
  const auto u32 = [](std::int64_t value) { return static_cast<std::uint32_t>(value); };
  Window w;
  w.height = u32(y.in), w.width = u32(x.in);
  w.kernel_height = u32(y.kernel), w.kernel_width = u32(x.kernel);
  w.stride_height = u32(y.stride), w.stride_width = u32(x.stride);
  w.dilation_height = u32(y.dilation), w.dilation_width = u32(x.dilation);
  w.pad_top = u32(y.pad_begin), w.pad_left = u32(x.pad_begin);
  w.out_height = u32(y.out()), w.out_width = u32(x.out());
  return w;
}

/// The dimensions behind (batch, channels).
Dims space_of(const Node& node, const Value& in, std::size_t most) {
  const ItemShape& shape = in.shape;
  if (shape.batch_axis != 0 || shape.rank() < 3 || shape.rank() > most + 2) {
    node.fail("an input of shape (batch, channels, ...) with one" +
                  std::string(most == 2 ? " or two" : " to six") + " dimensions of space",
              shape.text());
  }
  return {shape.dims.begin() + 2, shape.dims.end()};
}

ItemShape shape_after(const Value& in, std::int64_t channels, const std::vector<Along>& window) {
  ItemShape shape{{in.shape.size(0), channels}, 0};
  for (const Along& along : window) shape.dims.push_back(along.out());
  return shape;
}

/// Weights of one group, W[output][channel][y][x], as [k][output].
DenseWeights group_weights(const std::vector<float>& w, const std::vector<float>& bias,
                           std::size_t group, std::size_t n_units, std::size_t n_in) {
  DenseWeights dense;
  const auto first = static_cast<std::ptrdiff_t>(group * n_units);
  dense.bias.assign(bias.begin() + first,
                    bias.begin() + first + static_cast<std::ptrdiff_t>(n_units));
  dense.weights.resize(n_units * n_in);
  for (std::size_t j = 0; j < n_units; ++j) {
    for (std::size_t k = 0; k < n_in; ++k) {
      dense.weights[k * n_units + j] = w[(group * n_units + j) * n_in + k];
    }
  }
  return dense;
}

/// The groups of a convolution, its weights and the channels of its input agreeing.
std::int64_t checked_groups(const Node& node, const Value& in, const Tensor& w, const Dims& space) {
  const std::int64_t groups = node.integer("group", 1);
  const std::int64_t channels = in.shape.size(1);
  const bool fits = w.dims.size() == space.size() + 2 && groups >= 1 && groups <= channels &&
                    channels % groups == 0 && w.dims[1] == channels / groups && w.dims[0] >= 1 &&
                    w.dims[0] % groups == 0;
  if (!fits) {
    node.fail("weights W for " + std::to_string(channels) + " channels in " +
                  std::to_string(groups) + " groups",
              "shape " + text_of(w.dims));
  }
  return groups;
}

void lower_conv(Lowering& lowering, const Node& node) {
  const Value& in = lowering.value(node, 0);
  const Tensor& w = lowering.constant(node, 1);
  const std::vector<float>& numbers = lowering.floats(node, 1);
  const Dims space = space_of(node, in, 2);
  const auto groups = static_cast<std::uint32_t>(checked_groups(node, in, w, space));
  const Dims kernel(w.dims.begin() + 2, w.dims.end());
  if (node.integers("kernel_shape", kernel) != kernel || product(kernel) == 0 ||
      product(kernel) > static_cast<std::uint64_t>(kLargest)) {
    node.fail("a kernel_shape as that of the weights", text_of(kernel));
  }
  std::vector<float> bias(static_cast<std::size_t>(w.dims[0]), 0.0F);
  if (node.has_input(2)) bias = lowering.floats(node, 2);
  if (bias.size() != static_cast<std::size_t>(w.dims[0])) {
    node.fail("a bias of " + std::to_string(w.dims[0]) + " numbers", std::to_string(bias.size()));
  }
  const std::vector<Along> window = read_window(node, space, kernel);
  const Value out = lowering.make_value(shape_after(in, w.dims[0], window));
  DenseStep step;
  step.has_window = true;
  step.window = make_window(window);
  step.n_in = static_cast<std::uint32_t>(product(kernel)) * static_cast<std::uint32_t>(w.dims[1]);
  step.n_units = static_cast<std::uint32_t>(w.dims[0]) / groups;
  step.n_positions = step.window.out_height * step.window.out_width;
  step.out_position_stride = 1;
  step.out_unit_stride = step.n_positions;
  const std::uint32_t in_rows = lowering.builder().size_of(in.id) / groups;
  for (std::uint32_t group = 0; group < groups; ++group) {
    step.in = {in.id, group * in_rows};
    step.out = {out.id, group * step.n_units * step.n_positions};
    lowering.builder().set_weights(step,
                                   group_weights(numbers, bias, group, step.n_units, step.n_in));
    lowering.builder().add_step(step);
  }
  lowering.define_output(node, 0, out);
}

void add_pool(Lowering& lowering, const Node& node, const Value& in, const Window& window,
              PoolKind kind, const ItemShape& shape) {
  const Value out = lowering.make_value(shape);
  PoolStep step;
  step.in.value = in.id;
  step.out.value = out.id;
  step.n_channels = static_cast<std::uint32_t>(in.shape.size(1));
  step.kind = kind;
  step.window = window;
  lowering.builder().add_step(step);
  lowering.define_output(node, 0, out);
}

/// Every window of a pool must hold a point of the input.
void check_pool(const Node& node, const std::vector<Along>& window) {
  for (const Along& along : window) {
    const bool padded = along.pad_begin > 0 || along.pad_end > 0;
    if (std::max(along.pad_begin, along.pad_end) >= along.kernel ||
        (padded && along.dilation > 1)) {
      node.fail("pads smaller than the kernel, and none with a dilation",
                std::to_string(along.pad_begin) + " and " + std::to_string(along.pad_end));
    }
  }
}

template <PoolKind kKind>
void lower_pool(Lowering& lowering, const Node& node) {
  node.only("ceil_mode", 0);
  node.only("storage_order", 0);
  if (node.has_output(1)) node.fail("one output", "a second one, the places of the maxima");
  const Value& in = lowering.value(node, 0);
  const Dims space = space_of(node, in, 2);
  if (!node.has("kernel_shape")) node.fail("a kernel_shape", "none");
  const Dims kernel = sizes(node, "kernel_shape", space.size(), 1);
  const std::vector<Along> window = read_window(node, space, kernel);
  check_pool(node, window);
  const bool counts_pads = node.integer("count_include_pad", 0) != 0;
  const PoolKind kind =
      kKind == PoolKind::kAverage && counts_pads ? PoolKind::kAverageWithPadding : kKind;
  add_pool(lowering, node, in, make_window(window), kind,
           shape_after(in, in.shape.size(1), window));
}

void lower_global_average(Lowering& lowering, const Node& node) {
  const Value& in = lowering.value(node, 0);
  const Dims space = space_of(node, in, 6);
  Window all;
  all.width = all.kernel_width = static_cast<std::uint32_t>(product(space));
  ItemShape shape = in.shape;
  std::fill(shape.dims.begin() + 2, shape.dims.end(), 1);
  add_pool(lowering, node, in, all, PoolKind::kAverage, shape);
}

}  // namespace

OperatorTable window_operators() {
  return {{"Conv", lower_conv},
          {"MaxPool", lower_pool<PoolKind::kMax>},
          {"AveragePool", lower_pool<PoolKind::kAverage>},
          {"GlobalAveragePool", lower_global_average}};
}

}  // namespace twinline::inference

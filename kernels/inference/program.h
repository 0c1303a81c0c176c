#pragma once

#include <cstdint>
#include <variant>
#include <vector>

/// A network as the executors see it: a list of steps over rows. A row holds one number of every
/// item; which number of which tensor it is was decided when the program was built
/// (program_builder.h), so that a step is plain numbers and runs on any device.
///
/// Every step computes an output row from input rows with per-item arithmetic in a fixed order, so
/// its bits depend on the item alone. step_elements.h says what a step computes, one number at a
/// time; tile_kernels.inl does the same for a tile of items in registers.
namespace twinline {

/// Consecutive rows. While a program is built, `value` numbers the tensor and `first` counts from
/// its beginning; afterwards `first` counts from the beginning of the workspace.
struct Rows {
  std::uint32_t value = 0;
  std::uint32_t first = 0;
};

/// Where a filter or a pool looks: positions on a grid of out_height x out_width, each a rectangle
/// of kernel_height x kernel_width points of the input, which may lie outside of it (padding).
/// A one-dimensional signal is a grid of height 1.
struct Window {
  std::uint32_t height = 1, width = 1;  ///< of the input
  std::uint32_t kernel_height = 1, kernel_width = 1;
  std::uint32_t stride_height = 1, stride_width = 1;
  std::uint32_t dilation_height = 1, dilation_width = 1;
  std::uint32_t pad_top = 0, pad_left = 0;
  std::uint32_t out_height = 1, out_width = 1;
};

/// out(p, j) = bias[j] + sum over k, ascending, of in(p, k) * weight(k, j), one fused multiply-add
/// each. Without a window, in(p, k) is row p * in_position_stride + k; with one, k runs over
/// (channel, y, x) of the window at p, and points outside count as 0.
/// Weights lie in blocks of kUnitBlock outputs (the last one may be smaller), [block][k][output].
struct DenseStep {
  Rows in, out;
  std::uint32_t n_in = 0, n_units = 0, n_positions = 1;
  std::uint32_t in_position_stride = 0;
  std::uint32_t out_position_stride = 0, out_unit_stride = 1;
  std::uint32_t weights = 0, bias = 0;  ///< places in Program::constants
  bool accumulate = false;              ///< start from the output row, not from the bias
  bool relu = false;                    ///< end with max(0, .)
  bool has_window = false;
  Window window;
};
inline constexpr std::uint32_t kUnitBlock = 4;

enum class PoolKind { kMax, kAverage, kAverageWithPadding };

/// One number for each channel and position of the window.
struct PoolStep {
  Rows in, out;
  std::uint32_t n_channels = 0;
  PoolKind kind = PoolKind::kMax;
  Window window;
};

enum class BinaryKind { kAdd, kSub, kMul, kDiv };

/// out[i] = a[i] (kind) b[i]; one of the two may be a constant number for each i.
struct BinaryStep {
  Rows a, b, out;
  std::uint32_t n = 0;
  BinaryKind kind = BinaryKind::kAdd;
  enum class Constant { kNone, kA, kB } constant = Constant::kNone;
  std::uint32_t constants = 0;  ///< place in Program::constants
};

enum class UnaryKind { kRelu, kLeakyRelu, kSigmoid, kTanh };

struct UnaryStep {
  Rows in, out;
  std::uint32_t n = 0;
  UnaryKind kind = UnaryKind::kRelu;
  float alpha = 0;  ///< slope of kLeakyRelu below 0
};

/// Over the middle index of [n_outer][n_axis][n_inner].
struct SoftmaxStep {
  Rows in, out;
  std::uint32_t n_outer = 1, n_axis = 1, n_inner = 1;
};

/// out[i] = in[map[i]], or in[i] without a map.
struct CopyStep {
  Rows in, out;
  std::uint32_t n = 0;
  bool has_map = false;
  std::uint32_t map = 0;  ///< place in Program::indices
};

/// The same numbers for every item.
struct FillStep {
  Rows out;
  std::uint32_t n = 0;
  std::uint32_t constants = 0;  ///< place in Program::constants
};

/// One step of time of an LSTM: gates holds 4 n rows before activation, in ONNX's order (input,
/// output, forget, cell). cell = sigmoid(f) cell + sigmoid(i) tanh(c), hidden = sigmoid(o)
/// tanh(cell).
struct LstmCellStep {
  Rows gates, cell, hidden;
  std::uint32_t n = 0;
};

using Step = std::variant<DenseStep, PoolStep, BinaryStep, UnaryStep, SoftmaxStep, CopyStep,
                          FillStep, LstmCellStep>;

/// Steps and what they read. Rows [0, n_inputs) of the workspace hold the item's inputs when the
/// first step begins; its outputs are n_outputs rows from `out`.
struct Program {
  std::vector<Step> steps;
  std::vector<float> constants;
  std::vector<std::uint32_t> indices;
  std::uint32_t n_inputs = 0;
  std::uint32_t n_outputs = 0;
  Rows out;
  std::uint32_t n_rows = 0;           ///< of the workspace
  std::uint32_t largest_window = 0;   ///< points of a window times channels, over all steps
  std::uint64_t n_multiply_adds = 0;  ///< of the dense steps, for one item
};

}  // namespace twinline

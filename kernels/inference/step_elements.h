#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "twinline/inference/activation.h"
#include "twinline/inference/program.h"
#include "twinline/math/host_device.h"

/// What each step of a program computes, one number of one item at a time: the arithmetic that
/// every executor must have, to the last bit. A GPU runs these as they stand, one thread a number;
/// the tiles of the CPU are tested against them.
namespace twinline::inference {

/// The rows of a workspace: row r of item i lies at rows[r * pitch + i].
struct StepMemory {
  float* rows;
  std::size_t pitch;
  const float* constants;
  const std::uint32_t* indices;
};

/// Place of row `row` of an item.
TWINLINE_HD inline float& at(const StepMemory& m, std::uint32_t row, std::size_t item) {
  return m.rows[row * m.pitch + item];
}

/// Numbers an item has work for: evaluate() is called with index = 0 .. n_elements - 1, in any
/// order.
TWINLINE_HD inline std::size_t n_elements(const DenseStep& s) {
  return static_cast<std::size_t>(s.n_positions) * s.n_units;
}
TWINLINE_HD inline std::size_t n_elements(const PoolStep& s) {
  return static_cast<std::size_t>(s.n_channels) * s.window.out_height * s.window.out_width;
}
TWINLINE_HD inline std::size_t n_elements(const SoftmaxStep& s) {
  return static_cast<std::size_t>(s.n_outer) * s.n_inner;
}
TWINLINE_HD inline std::size_t n_elements(const BinaryStep& s) { return s.n; }
TWINLINE_HD inline std::size_t n_elements(const UnaryStep& s) { return s.n; }
TWINLINE_HD inline std::size_t n_elements(const CopyStep& s) { return s.n; }
TWINLINE_HD inline std::size_t n_elements(const FillStep& s) { return s.n; }
TWINLINE_HD inline std::size_t n_elements(const LstmCellStep& s) { return s.n; }

/// The point (y, x) of the window at a position; whether it lies on the input.
struct WindowPoint {
  std::uint32_t offset;
  bool inside;
};

TWINLINE_HD inline WindowPoint window_point(const Window& w, std::uint32_t position,
                                            std::uint32_t y, std::uint32_t x) {
  // Unsigned: what is left of or above the input wraps to a large number.
  const std::uint32_t row =
      position / w.out_width * w.stride_height + y * w.dilation_height - w.pad_top;
  const std::uint32_t column =
      position % w.out_width * w.stride_width + x * w.dilation_width - w.pad_left;
  return {row * w.width + column, row < w.height && column < w.width};
}

/// Place of weight (k, unit) behind DenseStep::weights.
TWINLINE_HD inline std::size_t weight_place(const DenseStep& s, std::uint32_t k,
                                            std::uint32_t unit) {
  const std::uint32_t begin = unit / kUnitBlock * kUnitBlock;
  const std::uint32_t width = s.n_units - begin < kUnitBlock ? s.n_units - begin : kUnitBlock;
  return static_cast<std::size_t>(begin) * s.n_in + static_cast<std::size_t>(k) * width +
         (unit - begin);
}

TWINLINE_HD inline void evaluate(const DenseStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto position = static_cast<std::uint32_t>(index / s.n_units);
  const auto unit = static_cast<std::uint32_t>(index % s.n_units);
  const float* weights = m.constants + s.weights;
  float& out =
      at(m, s.out.first + position * s.out_position_stride + unit * s.out_unit_stride, item);
  float sum = s.accumulate ? out : m.constants[s.bias + unit];
  if (!s.has_window) {
    const std::uint32_t first = s.in.first + position * s.in_position_stride;
    for (std::uint32_t k = 0; k < s.n_in; ++k) {
      sum = fmaf(at(m, first + k, item), weights[weight_place(s, k, unit)], sum);
    }
  } else {
    const Window& w = s.window;
    const std::uint32_t points = w.kernel_height * w.kernel_width;
    for (std::uint32_t k = 0; k < s.n_in; ++k) {
      const std::uint32_t point = k % points;
      const WindowPoint place =
          window_point(w, position, point / w.kernel_width, point % w.kernel_width);
      const std::uint32_t channel = s.in.first + k / points * (w.height * w.width);
      const float x = place.inside ? at(m, channel + place.offset, item) : 0.0F;
      sum = fmaf(x, weights[weight_place(s, k, unit)], sum);
    }
  }
  out = s.relu ? relu(sum) : sum;
}

/// The larger of two numbers; the first where one is NaN.
TWINLINE_HD inline float larger(float a, float b) { return b > a ? b : a; }

TWINLINE_HD inline void evaluate(const PoolStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const Window& w = s.window;
  const std::uint32_t positions = w.out_height * w.out_width;
  const auto position = static_cast<std::uint32_t>(index % positions);
  const auto channel = static_cast<std::uint32_t>(index / positions);
  const std::uint32_t first = s.in.first + channel * (w.height * w.width);
  float value = 0.0F;
  std::uint32_t n_inside = 0;
  for (std::uint32_t y = 0; y < w.kernel_height; ++y) {
    for (std::uint32_t x = 0; x < w.kernel_width; ++x) {
      const WindowPoint place = window_point(w, position, y, x);
      if (!place.inside) continue;
      const float next = at(m, first + place.offset, item);
      if (n_inside == 0) {
        value = next;
      } else {
        value = s.kind == PoolKind::kMax ? larger(value, next) : value + next;
      }
      ++n_inside;
    }
  }
  if (s.kind == PoolKind::kAverageWithPadding) n_inside = w.kernel_height * w.kernel_width;
  if (s.kind != PoolKind::kMax && n_inside > 0) value /= static_cast<float>(n_inside);
  at(m, s.out.first + static_cast<std::uint32_t>(index), item) = value;
}

TWINLINE_HD inline float combine(BinaryKind kind, float a, float b) {
  if (kind == BinaryKind::kAdd) return a + b;
  if (kind == BinaryKind::kSub) return a - b;
  return kind == BinaryKind::kMul ? a * b : a / b;
}

TWINLINE_HD inline void evaluate(const BinaryStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto i = static_cast<std::uint32_t>(index);
  using Constant = BinaryStep::Constant;
  const float a =
      s.constant == Constant::kA ? m.constants[s.constants + i] : at(m, s.a.first + i, item);
  const float b =
      s.constant == Constant::kB ? m.constants[s.constants + i] : at(m, s.b.first + i, item);
  at(m, s.out.first + i, item) = combine(s.kind, a, b);
}

TWINLINE_HD inline float activate(UnaryKind kind, float x, float alpha) {
  if (kind == UnaryKind::kRelu) return relu(x);
  if (kind == UnaryKind::kLeakyRelu) return leaky_relu(x, alpha);
  return kind == UnaryKind::kSigmoid ? sigmoid(x) : tanh(x);
}

TWINLINE_HD inline void evaluate(const UnaryStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto i = static_cast<std::uint32_t>(index);
  at(m, s.out.first + i, item) = activate(s.kind, at(m, s.in.first + i, item), s.alpha);
}

/// One whole group: e^(x - largest) in single precision, their sum in double, one quotient each.
TWINLINE_HD inline void evaluate(const SoftmaxStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto outer = static_cast<std::uint32_t>(index / s.n_inner);
  const auto inner = static_cast<std::uint32_t>(index % s.n_inner);
  const std::uint32_t begin = outer * s.n_axis * s.n_inner + inner;
  float largest = at(m, s.in.first + begin, item);
  for (std::uint32_t k = 1; k < s.n_axis; ++k) {
    largest = larger(largest, at(m, s.in.first + begin + k * s.n_inner, item));
  }
  double sum = 0;
  for (std::uint32_t k = 0; k < s.n_axis; ++k) {
    const std::uint32_t row = begin + k * s.n_inner;
    const float term = exp_below(at(m, s.in.first + row, item), largest);
    at(m, s.out.first + row, item) = term;
    sum += static_cast<double>(term);
  }
  for (std::uint32_t k = 0; k < s.n_axis; ++k) {
    float& out = at(m, s.out.first + begin + k * s.n_inner, item);
    out = static_cast<float>(static_cast<double>(out) / sum);
  }
}

TWINLINE_HD inline void evaluate(const CopyStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto i = static_cast<std::uint32_t>(index);
  const std::uint32_t from = s.has_map ? m.indices[s.map + i] : i;
  at(m, s.out.first + i, item) = at(m, s.in.first + from, item);
}

TWINLINE_HD inline void evaluate(const FillStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto i = static_cast<std::uint32_t>(index);
  at(m, s.out.first + i, item) = m.constants[s.constants + i];
}

/// What one unit of an LSTM becomes.
struct LstmUnit {
  float cell;
  float hidden;
};

TWINLINE_HD inline LstmUnit lstm_unit(float input, float output, float forget, float candidate,
                                      float cell) {
  const float next = sigmoid(forget) * cell + sigmoid(input) * tanh(candidate);
  return {next, sigmoid(output) * tanh(next)};
}

TWINLINE_HD inline void evaluate(const LstmCellStep& s, const StepMemory& m, std::size_t item,
                                 std::size_t index) {
  const auto i = static_cast<std::uint32_t>(index);
  float& cell = at(m, s.cell.first + i, item);
  const LstmUnit unit = lstm_unit(
      at(m, s.gates.first + i, item), at(m, s.gates.first + s.n + i, item),
      at(m, s.gates.first + 2 * s.n + i, item), at(m, s.gates.first + 3 * s.n + i, item), cell);
  cell = unit.cell;
  at(m, s.hidden.first + i, item) = unit.hidden;
}

}  // namespace twinline::inference

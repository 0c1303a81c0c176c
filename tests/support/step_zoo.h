#pragma once

#include <random>

#include "support/random_network.h"

namespace twinline::testing {

/// A network that has a step of every kind, made without a file: a grid of 2 channels of 5 x 6 is
/// filtered, pooled, normalised and joined with itself, then runs through two steps of an LSTM, a
/// dense layer whose outputs are no multiple of a block, and a softmax.
inline Network step_zoo() {
  std::mt19937_64 bits(11);
  inference::ProgramBuilder b;
  const auto dense = [&](DenseStep step, std::uint32_t in, std::uint32_t out) {
    const auto n = static_cast<std::size_t>(step.n_in) * step.n_units;
    b.set_weights(step, {random_numbers(bits, n, 0.4F), random_numbers(bits, step.n_units, 0.3F)});
    step.in.value = in;
    step.out.value = out;
    b.add_step(step);
  };
  const auto unary = [&](UnaryKind kind, std::uint32_t in) {
    UnaryStep step;
    step.kind = kind;
    step.alpha = 0.1F;
    step.n = b.size_of(in);
    step.in.value = in;
    step.out.value = b.add_value(step.n);
    b.add_step(step);
    return step.out.value;
  };
  const auto binary = [&](BinaryKind kind, std::uint32_t x, std::uint32_t y,
                          BinaryStep::Constant constant) {
    BinaryStep step;
    step.kind = kind;
    step.n = b.size_of(x);
    step.a.value = x;
    step.b.value = y;
    step.constant = constant;
    step.constants = b.add_constants(random_numbers(bits, step.n, 2.0F));
    step.out.value = b.add_value(step.n);
    b.add_step(step);
    return step.out.value;
  };
  using Constant = BinaryStep::Constant;

  const std::uint32_t in = b.add_value(60);
  DenseStep filter;
  filter.has_window = true;
  filter.window = {5, 6, 3, 2, 2, 1, 1, 2, 1, 1, 3, 6};
  filter.n_in = 12;
  filter.n_units = 7;
  filter.n_positions = 18;
  filter.out_position_stride = 1;
  filter.out_unit_stride = 18;
  const std::uint32_t filtered = b.add_value(126);
  dense(filter, in, filtered);
  std::uint32_t pooled[3];
  for (const PoolKind kind : {PoolKind::kMax, PoolKind::kAverage, PoolKind::kAverageWithPadding}) {
    PoolStep pool;
    pool.kind = kind;
    pool.n_channels = 7;
    pool.window = {3, 6, 2, 2, 2, 2, 1, 1, 1, 0, 2, 3};
    pool.in.value = filtered;
    pool.out.value = pooled[static_cast<int>(kind)] = b.add_value(42);
    b.add_step(pool);
  }
  std::uint32_t x = binary(BinaryKind::kMul, pooled[0], pooled[1], Constant::kNone);
  x = binary(BinaryKind::kAdd, x, pooled[2], Constant::kNone);
  x = binary(BinaryKind::kSub, x, x, Constant::kA);
  x = binary(BinaryKind::kDiv, x, x, Constant::kB);
  x = unary(UnaryKind::kTanh, x);
  x = unary(UnaryKind::kLeakyRelu, x);
  x = unary(UnaryKind::kRelu, binary(BinaryKind::kAdd, x, x, Constant::kB));

  CopyStep reversed;
  reversed.n = 42;
  reversed.has_map = true;
  std::vector<std::uint32_t> map(42);
  for (std::uint32_t i = 0; i < 42; ++i) map[i] = 41 - i;
  reversed.map = b.add_indices(map);
  reversed.in.value = x;
  reversed.out.value = b.add_value(42);
  b.add_step(reversed);

  FillStep fill;
  fill.n = 5;
  fill.constants = b.add_constants(random_numbers(bits, 5, 1.0F));
  const std::uint32_t cell = b.add_value(5);
  fill.out.value = cell;
  b.add_step(fill);
  const std::uint32_t gates = b.add_value(20);
  const std::uint32_t hidden = b.add_value(10);
  DenseStep from_input;
  from_input.n_in = 42;
  from_input.n_units = 20;
  DenseStep from_hidden = from_input;
  from_hidden.n_in = 5;
  from_hidden.accumulate = true;
  for (std::uint32_t t = 0; t < 2; ++t) {
    dense(from_input, t == 0 ? reversed.out.value : x, gates);
    if (t > 0) dense(from_hidden, hidden, gates);
    LstmCellStep update;
    update.n = 5;
    update.gates.value = gates;
    update.cell.value = cell;
    update.hidden = {hidden, 5 * t};
    b.add_step(update);
  }
  DenseStep head;
  head.n_in = 5;
  head.n_units = 6;
  head.n_positions = 2;
  head.in_position_stride = 5;
  head.out_position_stride = 6;
  const std::uint32_t scores = b.add_value(12);
  dense(head, unary(UnaryKind::kSigmoid, hidden), scores);
  SoftmaxStep softmax;
  softmax.n_outer = 2;
  softmax.n_axis = 3;
  softmax.n_inner = 2;
  softmax.in.value = scores;
  softmax.out.value = b.add_value(12);
  b.add_step(softmax);
  return Network("zoo", {2, 5, 6}, {2, 3, 2}, 0, b.finish(softmax.out.value));
}

}  // namespace twinline::testing

#include "twinline/inference/onnx/lowering.h"

// Gemm and MatMul: one dense step.

namespace twinline::inference {
namespace {

/// Adds a dense step over `n_positions` stretches of the input and returns its output.
Value add_dense(Lowering& lowering, const Value& in, const DenseWeights& dense, std::uint32_t n_in,
                const ItemShape& out_shape) {
  const Value out = lowering.make_value(out_shape);
  DenseStep step;
  step.n_in = n_in;
  step.n_units = static_cast<std::uint32_t>(dense.bias.size());
  step.n_positions = lowering.builder().size_of(in.id) / n_in;
  step.in_position_stride = n_in;
  step.out_position_stride = step.n_units;
  step.in.value = in.id;
  step.out.value = out.id;
  lowering.builder().set_weights(step, dense);
  lowering.builder().add_step(step);
  return out;
}

/// The rows and columns of a matrix of weights, none of them empty.
void check_matrix(const Node& node, const Tensor& b) {
  if (b.dims.size() != 2 || b.dims[0] < 1 || b.dims[1] < 1) {
    node.fail("a constant matrix B", "shape " + text_of(b.dims));
  }
}

std::vector<float> gemm_bias(const Lowering& lowering, const Node& node, std::size_t n_units,
                             float beta) {
  std::vector<float> bias(n_units, 0.0F);
  if (!node.has_input(2)) return bias;
  const Dims& dims = lowering.constant(node, 2).dims;
  const std::vector<float>& c = lowering.floats(node, 2);
  const bool one_row = dims.size() < 2 || (dims.size() == 2 && dims[0] == 1);
  if (!one_row || (c.size() != n_units && c.size() != 1)) {
    node.fail("C with one number for each of " + std::to_string(n_units) + " outputs",
              "shape " + text_of(dims));
  }
  for (std::size_t j = 0; j < n_units; ++j) bias[j] = beta * c[c.size() == 1 ? 0 : j];
  return bias;
}

void lower_gemm(Lowering& lowering, const Node& node) {
  const Value& a = lowering.value(node, 0);
  const Tensor& b = lowering.constant(node, 1);
  const std::vector<float>& numbers = lowering.floats(node, 1);
  const bool transposed_a = node.integer("transA", 0) != 0;
  const bool transposed_b = node.integer("transB", 0) != 0;
  check_matrix(node, b);
  const std::size_t batch_axis = transposed_a ? 1 : 0;
  if (a.shape.rank() != 2 || a.shape.batch_axis != batch_axis) {
    node.fail(transposed_a ? "A of shape (n, batch)" : "A of shape (batch, n)", a.shape.text());
  }
  const auto n_in = static_cast<std::size_t>(b.dims[transposed_b ? 1 : 0]);
  const auto n_units = static_cast<std::size_t>(b.dims[transposed_b ? 0 : 1]);
  if (a.shape.item_size() != n_in) {
    node.fail("B for " + std::to_string(a.shape.item_size()) + " inputs",
              "shape " + text_of(b.dims) + (transposed_b ? ", transposed" : ""));
  }
  const float alpha = node.number("alpha", 1.0F);
  DenseWeights dense;
  dense.bias = gemm_bias(lowering, node, n_units, node.number("beta", 1.0F));
  dense.weights.resize(numbers.size());
  for (std::size_t k = 0; k < n_in; ++k) {
    for (std::size_t j = 0; j < n_units; ++j) {
      dense.weights[k * n_units + j] =
          alpha * numbers[transposed_b ? j * n_in + k : k * n_units + j];
    }
  }
  const ItemShape shape{{a.shape.size(batch_axis), static_cast<std::int64_t>(n_units)}, 0};
  lowering.define_output(node, 0,
                         add_dense(lowering, a, dense, static_cast<std::uint32_t>(n_in), shape));
}

void lower_matmul(Lowering& lowering, const Node& node) {
  if (lowering.input(node, 0).constant) {
    node.fail("the constant matrix as the second factor", "it as the first",
              "Transpose the product in the network.");
  }
  const Value& a = lowering.value(node, 0);
  const Tensor& b = lowering.constant(node, 1);
  check_matrix(node, b);
  const std::size_t last = a.shape.rank() - 1;
  if (a.shape.rank() < 2 || a.shape.batch_axis == last || a.shape.size(last) != b.dims[0]) {
    node.fail("a first factor of shape (batch, ..., " + std::to_string(b.dims[0]) + ")",
              a.shape.text());
  }
  ItemShape shape = a.shape;
  shape.dims[last] = b.dims[1];
  const DenseWeights dense{lowering.floats(node, 1),
                           std::vector<float>(static_cast<std::size_t>(b.dims[1]), 0.0F)};
  lowering.define_output(
      node, 0, add_dense(lowering, a, dense, static_cast<std::uint32_t>(b.dims[0]), shape));
}

}  // namespace

OperatorTable dense_operators() { return {{"Gemm", lower_gemm}, {"MatMul", lower_matmul}}; }

}  // namespace twinline::inference

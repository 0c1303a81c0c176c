#include "twinline/inference/onnx/lowering.h"

// LSTM, unrolled: for each step of time two dense steps (input and hidden state) and the cell.

namespace twinline::inference {
namespace {

/// The tensors of one LSTM.
struct Lstm {
  std::uint32_t n_times = 0, n_in = 0, n_hidden = 0;
  DenseWeights input;                           ///< with both biases
  DenseWeights recurrent;                       ///< without a bias
  std::vector<float> first_hidden, first_cell;  ///< empty where they are 0
};

void check_kind(const Node& node) {
  node.only("layout", 0);
  node.only("input_forget", 0);
  if (node.text("direction", "forward") != "forward") {
    node.fail("direction = forward", printable(node.text("direction", "")));
  }
  if (node.has("clip")) node.fail("no clip", "one");
  if (node.has_input(4) || node.has_input(7)) {
    node.fail("no sequence_lens and no peepholes", "an input number 4 or 7",
              "Export with sequences of one fixed length.");
  }
  const auto* functions = node.find("activations");
  if (functions == nullptr) return;
  const std::vector<std::string> names(functions->strings().begin(), functions->strings().end());
  if (names != std::vector<std::string>{"Sigmoid", "Tanh", "Tanh"}) {
    node.fail("the activations Sigmoid, Tanh, Tanh", "others");
  }
}

void check_dims(const Node& node, const char* what, const Tensor& tensor, const Dims& dims) {
  if (tensor.dims != dims)
    node.fail(std::string(what) + " of shape " + text_of(dims), text_of(tensor.dims));
}

/// A matrix of the file, [unit][k], as [k][unit].
std::vector<float> transposed(const std::vector<float>& matrix, std::size_t n_units,
                              std::size_t n_in) {
  std::vector<float> result(matrix.size());
  for (std::size_t j = 0; j < n_units; ++j) {
    for (std::size_t k = 0; k < n_in; ++k) result[k * n_units + j] = matrix[j * n_in + k];
  }
  return result;
}

std::vector<float> first_state(const Lowering& lowering, const Node& node, int index,
                               std::int64_t n_hidden) {
  if (!node.has_input(index)) return {};
  check_dims(node, "an initial state", lowering.constant(node, index), {1, 1, n_hidden});
  return lowering.floats(node, index);
}

Lstm read_lstm(const Lowering& lowering, const Node& node) {
  const Value& x = lowering.value(node, 0);
  if (x.shape.rank() != 3 || x.shape.batch_axis != 1) {
    node.fail("an input of shape (time, batch, features)", x.shape.text(),
              "Export with the batch as the dimension without a fixed size.");
  }
  const std::int64_t n_in = x.shape.size(2);
  const Tensor& r = lowering.constant(node, 2);
  const std::int64_t n_hidden = node.integer("hidden_size", r.dims.empty() ? 0 : r.dims.back());
  if (n_hidden < 1 || n_hidden > static_cast<std::int64_t>(kMostRows)) {
    node.fail("a hidden_size of 1 or more", std::to_string(n_hidden));
  }
  check_dims(node, "W", lowering.constant(node, 1), {1, 4 * n_hidden, n_in});
  check_dims(node, "R", r, {1, 4 * n_hidden, n_hidden});
  Lstm lstm;
  lstm.n_times = static_cast<std::uint32_t>(x.shape.size(0));
  lstm.n_in = static_cast<std::uint32_t>(n_in);
  lstm.n_hidden = static_cast<std::uint32_t>(n_hidden);
  const std::size_t n_gates = 4 * static_cast<std::size_t>(n_hidden);
  lstm.input = {transposed(lowering.floats(node, 1), n_gates, lstm.n_in),
                std::vector<float>(n_gates, 0.0F)};
  lstm.recurrent = {transposed(lowering.floats(node, 2), n_gates, lstm.n_hidden), {}};
  if (node.has_input(3)) {
    check_dims(node, "B", lowering.constant(node, 3), {1, 8 * n_hidden});
    const std::vector<float>& b = lowering.floats(node, 3);
    for (std::size_t j = 0; j < n_gates; ++j) lstm.input.bias[j] = b[j] + b[n_gates + j];
  }
  lstm.first_hidden = first_state(lowering, node, 5, n_hidden);
  lstm.first_cell = first_state(lowering, node, 6, n_hidden);
  return lstm;
}

/// Numbers that every item begins with.
Rows filled(Lowering& lowering, Rows rows, const std::vector<float>& numbers) {
  FillStep fill;
  fill.out = rows;
  fill.n = static_cast<std::uint32_t>(numbers.size());
  fill.constants = lowering.builder().add_constants(numbers);
  lowering.builder().add_step(fill);
  return rows;
}

void lower_lstm(Lowering& lowering, const Node& node) {
  check_kind(node);
  const Value& x = lowering.value(node, 0);
  const Lstm lstm = read_lstm(lowering, node);
  const auto n = static_cast<std::int64_t>(lstm.n_hidden);
  const std::int64_t batch = x.shape.size(1);
  ProgramBuilder& builder = lowering.builder();
  const Value y = lowering.make_value({{x.shape.size(0), 1, batch, n}, 2});
  const Value cell = lowering.make_value({{1, batch, n}, 1});
  const std::uint32_t gates = builder.add_value(static_cast<std::uint64_t>(4 * n));

  DenseStep from_input;
  from_input.n_in = lstm.n_in;
  from_input.n_units = 4 * lstm.n_hidden;
  DenseStep from_hidden = from_input;
  from_hidden.n_in = lstm.n_hidden;
  from_hidden.accumulate = true;
  builder.set_weights(from_input, lstm.input);
  builder.set_weights(from_hidden, lstm.recurrent);
  from_input.out = from_hidden.out = {gates, 0};
  LstmCellStep update;
  update.gates = {gates, 0};
  update.cell =
      filled(lowering, {cell.id, 0},
             lstm.first_cell.empty() ? std::vector<float>(lstm.n_hidden, 0.0F) : lstm.first_cell);
  update.n = lstm.n_hidden;
  bool has_hidden = !lstm.first_hidden.empty();
  if (has_hidden)
    from_hidden.in = filled(lowering, {builder.add_value(lstm.n_hidden), 0}, lstm.first_hidden);
  for (std::uint32_t t = 0; t < lstm.n_times; ++t) {
    from_input.in = {x.id, t * lstm.n_in};
    builder.add_step(from_input);
    if (has_hidden) builder.add_step(from_hidden);
    update.hidden = {y.id, t * lstm.n_hidden};
    builder.add_step(update);
    from_hidden.in = update.hidden;
    has_hidden = true;
  }
  lowering.define_output(node, 0, y);
  lowering.define_output(node, 2, cell);
  if (!node.has_output(1)) return;
  const Value last = lowering.make_value({{1, batch, n}, 1});
  CopyStep copy;
  copy.in = update.hidden;
  copy.out.value = last.id;
  copy.n = lstm.n_hidden;
  builder.add_step(copy);
  lowering.define_output(node, 1, last);
}

}  // namespace

OperatorTable recurrent_operators() { return {{"LSTM", lower_lstm}}; }

}  // namespace twinline::inference

#include <algorithm>
#include <cmath>
#include <utility>

#include "twinline/inference/onnx/lowering.h"

// Arithmetic of two operands with broadcasting, activations, softmax, and what is made of these.

namespace twinline::inference {
namespace {

/// Two operands side by side: dimensions aligned at the right and filled up with 1, the batch left
/// out.
struct Aligned {
  ItemShape out;
  Dims a;
  Dims b;
};

/// Dimensions of an operand in `rank` dimensions.
Dims aligned_dims(const Operand& operand, std::size_t rank) {
  Dims dims = operand.constant ? operand.constant->dims : operand.value.shape.dims;
  dims.insert(dims.begin(), rank - dims.size(), 1);
  return dims;
}

Aligned align(const Node& node, const Operand& a, const Operand& b) {
  const auto rank_of = [](const Operand& x) {
    return x.constant ? x.constant->dims.size() : x.value.shape.rank();
  };
  const auto text = [](const Operand& x) {
    return x.constant ? text_of(x.constant->dims) : x.value.shape.text();
  };
  const std::size_t rank = std::max(rank_of(a), rank_of(b));
  const auto batch_axis = [rank](const Operand& x) {
    return x.value.shape.batch_axis + rank - x.value.shape.rank();
  };
  const std::size_t batch = a.constant ? batch_axis(b) : batch_axis(a);
  bool fits = a.constant || b.constant || batch_axis(a) == batch_axis(b);
  Aligned aligned{{aligned_dims(a, rank), batch}, aligned_dims(a, rank), aligned_dims(b, rank)};
  for (std::size_t axis = 0; axis < rank; ++axis) {
    const std::int64_t in_a = aligned.a[axis];
    const std::int64_t in_b = aligned.b[axis];
    if (axis == batch) {
      fits = fits && !(a.constant && in_a != 1) && !(b.constant && in_b != 1);
      aligned.out.dims[axis] = a.constant ? in_b : in_a;
    } else {
      fits = fits && (in_a == in_b || in_a == 1 || in_b == 1);
      aligned.out.dims[axis] = in_a == 1 ? in_b : in_a;
    }
  }
  if (!fits) node.fail("two shapes that broadcast item by item", text(a) + " and " + text(b));
  const auto place = static_cast<std::ptrdiff_t>(batch);
  aligned.a.erase(aligned.a.begin() + place);
  aligned.b.erase(aligned.b.begin() + place);
  return aligned;
}

/// For each element of the output, the element of an operand of these dimensions.
std::vector<std::uint32_t> broadcast_map(const Dims& out, const Dims& operand) {
  Dims strides = row_major_strides(operand);
  for (std::size_t axis = 0; axis < out.size(); ++axis) {
    if (operand[axis] == 1) strides[axis] = 0;
  }
  return strided_map(out, strides);
}

std::vector<float> expanded(const Dims& out, const Dims& operand, const std::vector<float>& from) {
  const std::vector<std::uint32_t> map = broadcast_map(out, operand);
  std::vector<float> numbers(map.size());
  for (std::size_t i = 0; i < map.size(); ++i) numbers[i] = from[map[i]];
  return numbers;
}

template <BinaryKind kKind>
void lower_binary(Lowering& lowering, const Node& node) {
  const Operand a = lowering.input(node, 0);
  const Operand b = lowering.input(node, 1);
  if (a.constant && b.constant) (void)lowering.value(node, 0);  // fails
  const Aligned aligned = align(node, a, b);
  const Value out = lowering.make_value(aligned.out);
  const Dims dims = aligned.out.without_batch();
  BinaryStep step;
  step.kind = kKind;
  step.out.value = out.id;
  step.n = lowering.builder().size_of(out.id);
  if (a.constant || b.constant) {
    step.constant = a.constant ? BinaryStep::Constant::kA : BinaryStep::Constant::kB;
    step.constants = lowering.builder().add_constants(expanded(
        dims, a.constant ? aligned.a : aligned.b, lowering.floats(node, a.constant ? 0 : 1)));
  }
  const auto rows = [&](const Operand& operand, const Dims& from) {
    return lowering.gather(operand.value, broadcast_map(dims, from), aligned.out).id;
  };
  if (!a.constant) step.a.value = rows(a, aligned.a);
  if (!b.constant) step.b.value = rows(b, aligned.b);
  lowering.builder().add_step(step);
  lowering.define_output(node, 0, out);
}

void add_unary(Lowering& lowering, const Node& node, UnaryStep step) {
  const Value& in = lowering.value(node, 0);
  const Value out = lowering.make_value(in.shape);
  step.in.value = in.id;
  step.out.value = out.id;
  step.n = lowering.builder().size_of(in.id);
  lowering.builder().add_step(step);
  lowering.define_output(node, 0, out);
}

template <UnaryKind kKind>
void lower_unary(Lowering& lowering, const Node& node) {
  UnaryStep step;
  step.kind = kKind;
  if (kKind == UnaryKind::kLeakyRelu) step.alpha = node.number("alpha", 0.01F);
  if (kKind == UnaryKind::kRelu) {
    const Value in = lowering.value(node, 0);
    if (lowering.read_once(node.proto().input(0)) && lowering.builder().end_with_relu(in.id)) {
      lowering.define_output(node, 0, in);
      return;
    }
  }
  add_unary(lowering, node, step);
}

void lower_softmax(Lowering& lowering, const Node& node) {
  constexpr std::int64_t kOneAxisSince = 13;  // before, the axes from `axis` on were one
  const Value& in = lowering.value(node, 0);
  const bool one_axis = lowering.opset() >= kOneAxisSince;
  const std::size_t axis = axis_of(node, node.integer("axis", one_axis ? -1 : 1), in.shape.rank());
  const std::size_t end = one_axis ? axis + 1 : in.shape.rank();
  if (axis <= in.shape.batch_axis && in.shape.batch_axis < end) {
    node.fail("an axis other than the batch", std::to_string(axis) + " of " + in.shape.text());
  }
  const auto size_of = [&in](std::size_t from, std::size_t to) {
    std::uint64_t size = 1;
    for (std::size_t i = from; i < to; ++i) {
      if (i != in.shape.batch_axis) size *= static_cast<std::uint64_t>(in.shape.dims[i]);
    }
    return static_cast<std::uint32_t>(size);
  };
  const Value out = lowering.make_value(in.shape);
  SoftmaxStep step;
  step.in.value = in.id;
  step.out.value = out.id;
  step.n_outer = size_of(0, axis);
  step.n_axis = size_of(axis, end);
  step.n_inner = size_of(end, in.shape.rank());
  lowering.builder().add_step(step);
  lowering.define_output(node, 0, out);
}

/// One number a channel (axis 1), or one for all: combined with every element of the channel.
Value with_channels(Lowering& lowering, const Node& node, const Value& in, BinaryKind kind,
                    const std::vector<float>& channels) {
  Dims per_channel(in.shape.rank() - 1, 1);
  per_channel[0] = static_cast<std::int64_t>(channels.size());
  const Dims dims = in.shape.without_batch();
  if (channels.size() != 1 && per_channel[0] != dims[0]) {
    node.fail(std::to_string(dims[0]) + " numbers, one a channel", std::to_string(channels.size()));
  }
  Value out = lowering.make_value(in.shape);
  BinaryStep step;
  step.kind = kind;
  step.constant = BinaryStep::Constant::kB;
  step.a.value = in.id;
  step.out.value = out.id;
  step.n = lowering.builder().size_of(out.id);
  step.constants = lowering.builder().add_constants(expanded(dims, per_channel, channels));
  lowering.builder().add_step(step);
  return out;
}

void check_channels(const Node& node, const Value& in) {
  if (in.shape.rank() < 2 || in.shape.batch_axis != 0) {
    node.fail("an input of shape (batch, channels, ...)", in.shape.text());
  }
}

/// y = (x - mean) scale / sqrt(variance + epsilon) + bias, as a factor and a summand a channel.
void lower_batch_normalization(Lowering& lowering, const Node& node) {
  node.only("training_mode", 0);
  const Value& in = lowering.value(node, 0);
  check_channels(node, in);
  const std::vector<float>& scale = lowering.floats(node, 1);
  const std::vector<float>& bias = lowering.floats(node, 2);
  const std::vector<float>& mean = lowering.floats(node, 3);
  const std::vector<float>& variance = lowering.floats(node, 4);
  const auto n = static_cast<std::size_t>(in.shape.size(1));
  if (scale.size() != n || bias.size() != n || mean.size() != n || variance.size() != n) {
    node.fail("scale, B, mean and var of " + std::to_string(n) + " numbers",
              std::to_string(scale.size()) + ", " + std::to_string(bias.size()) + ", " +
                  std::to_string(mean.size()) + " and " + std::to_string(variance.size()));
  }
  const auto epsilon = static_cast<double>(node.number("epsilon", 1e-5F));
  std::vector<float> factor(n);
  std::vector<float> summand(n);
  for (std::size_t c = 0; c < n; ++c) {
    const double exact =
        static_cast<double>(scale[c]) / std::sqrt(static_cast<double>(variance[c]) + epsilon);
    factor[c] = static_cast<float>(exact);
    summand[c] =
        static_cast<float>(static_cast<double>(bias[c]) - static_cast<double>(mean[c]) * exact);
  }
  const Value scaled = with_channels(lowering, node, in, BinaryKind::kMul, factor);
  lowering.define_output(node, 0, with_channels(lowering, node, scaled, BinaryKind::kAdd, summand));
}

std::vector<float> numbers_of(const Node& node, const char* attribute) {
  const auto* one = node.find(attribute);
  if (one == nullptr || one->type() != onnx::AttributeProto::FLOATS || one->floats_size() == 0) {
    node.fail(std::string("numbers in the attribute ") + attribute, "none");
  }
  return {one->floats().begin(), one->floats().end()};
}

/// scikit-learn's StandardScaler: (x - offset) scale, one number a feature.
void lower_scaler(Lowering& lowering, const Node& node) {
  const Value& in = lowering.value(node, 0);
  check_channels(node, in);
  const Value centred =
      with_channels(lowering, node, in, BinaryKind::kSub, numbers_of(node, "offset"));
  lowering.define_output(
      node, 0, with_channels(lowering, node, centred, BinaryKind::kMul, numbers_of(node, "scale")));
}

}  // namespace

OperatorTable elementwise_operators() {
  return {{"Add", lower_binary<BinaryKind::kAdd>},
          {"Sub", lower_binary<BinaryKind::kSub>},
          {"Mul", lower_binary<BinaryKind::kMul>},
          {"Div", lower_binary<BinaryKind::kDiv>},
          {"Relu", lower_unary<UnaryKind::kRelu>},
          {"LeakyRelu", lower_unary<UnaryKind::kLeakyRelu>},
          {"Sigmoid", lower_unary<UnaryKind::kSigmoid>},
          {"Tanh", lower_unary<UnaryKind::kTanh>},
          {"Softmax", lower_softmax},
          {"BatchNormalization", lower_batch_normalization},
          {"ai.onnx.ml:Scaler", lower_scaler}};
}

}  // namespace twinline::inference

#include "support/onnx_reference.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <stdexcept>

namespace twinline::testing {
namespace {

using Dims = std::vector<long>;
using Names = std::map<std::string, WideTensor>;

struct Call {
  const onnx::NodeProto& node;
  const Names& names;
  long opset;

  bool has(int i) const { return i < node.input_size() && !node.input(i).empty(); }
  const WideTensor& in(int i) const { return names.at(node.input(i)); }
  const onnx::AttributeProto* find(const std::string& name) const {
    for (const auto& one : node.attribute()) {
      if (one.name() == name) return &one;
    }
    return nullptr;
  }
  long integer(const std::string& name, long otherwise) const {
    const auto* one = find(name);
    return one == nullptr ? otherwise : one->i();
  }
  double number(const std::string& name, double otherwise) const {
    const auto* one = find(name);
    return one == nullptr ? otherwise : static_cast<double>(one->f());
  }
  Dims list(const std::string& name, const Dims& otherwise) const {
    const auto* one = find(name);
    return one == nullptr ? otherwise : Dims(one->ints().begin(), one->ints().end());
  }
  /// A list that is an attribute or an input.
  Dims list_at(int i, const std::string& name) const {
    if (!has(i)) return list(name, {});
    return {in(i).data.begin(), in(i).data.end()};
  }
};

long count(const Dims& dims) {
  long n = 1;
  for (const long d : dims) n *= d;
  return n;
}

WideTensor zeros(const Dims& dims) {
  return {dims, std::vector<double>(static_cast<std::size_t>(count(dims)), 0.0)};
}

/// Calls f(index) for each index of a tensor, the last running fastest.
void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& f) {
  Dims index(dims.size(), 0);
  for (long i = 0, n = count(dims); i < n; ++i) {
    f(index);
    for (std::size_t a = dims.size(); a-- > 0;) {
      if (++index[a] < dims[a]) break;
      index[a] = 0;
    }
  }
}

/// The element at an index, aligned at the right, size 1 repeated.
double broadcast_at(const WideTensor& t, const Dims& index) {
  long place = 0;
  const std::size_t skip = index.size() - t.dims.size();
  for (std::size_t a = 0; a < t.dims.size(); ++a) {
    place = place * t.dims[a] + (t.dims[a] == 1 ? 0 : index[a + skip]);
  }
  return t.data[static_cast<std::size_t>(place)];
}

double& at(WideTensor& t, const Dims& index) {
  long place = 0;
  for (std::size_t a = 0; a < t.dims.size(); ++a) place = place * t.dims[a] + index[a];
  return t.data[static_cast<std::size_t>(place)];
}
double get(const WideTensor& t, const Dims& index) { return broadcast_at(t, index); }

WideTensor binary(const Call& c, const std::function<double(double, double)>& f) {
  Dims dims(std::max(c.in(0).dims.size(), c.in(1).dims.size()), 1);
  for (const int side : {0, 1}) {
    const Dims& d = c.in(side).dims;
    for (std::size_t a = 0; a < d.size(); ++a) {
      long& out = dims[a + dims.size() - d.size()];
      out = std::max(out, d[a]);
    }
  }
  WideTensor y = zeros(dims);
  for_each_index(dims, [&](const Dims& i) {
    at(y, i) = f(broadcast_at(c.in(0), i), broadcast_at(c.in(1), i));
  });
  return y;
}

WideTensor unary(const Call& c, const std::function<double(double)>& f) {
  WideTensor y = c.in(0);
  for (double& x : y.data) x = f(x);
  return y;
}

WideTensor gemm(const Call& c) {
  const bool ta = c.integer("transA", 0) != 0;
  const bool tb = c.integer("transB", 0) != 0;
  const WideTensor& a = c.in(0);
  const WideTensor& b = c.in(1);
  const long m = a.dims[ta ? 1 : 0];
  const long k = a.dims[ta ? 0 : 1];
  const long n = b.dims[tb ? 0 : 1];
  WideTensor y = zeros({m, n});
  for_each_index(y.dims, [&](const Dims& i) {
    double sum = 0;
    for (long l = 0; l < k; ++l) {
      sum +=
          get(a, ta ? Dims{l, i[0]} : Dims{i[0], l}) * get(b, tb ? Dims{i[1], l} : Dims{l, i[1]});
    }
    at(y, i) = c.number("alpha", 1) * sum;
    if (c.has(2)) at(y, i) += c.number("beta", 1) * broadcast_at(c.in(2), i);
  });
  return y;
}

WideTensor matmul(const Call& c) {
  Dims dims = c.in(0).dims;
  const long k = dims.back();
  dims.back() = c.in(1).dims[1];
  WideTensor y = zeros(dims);
  for_each_index(dims, [&](const Dims& i) {
    Dims row = i;
    for (long l = 0; l < k; ++l) {
      row.back() = l;
      at(y, i) += get(c.in(0), row) * get(c.in(1), {l, i.back()});
    }
  });
  return y;
}

/// Strides, dilations and the pads of a window over the dimensions behind the second.
struct Windows {
  Dims kernel, strides, dilations, pads, out;
};

Windows windows(const Call& c, const Dims& in, const Dims& kernel) {
  const std::size_t n = kernel.size();
  Windows w{kernel, c.list("strides", Dims(n, 1)), c.list("dilations", Dims(n, 1)),
            c.list("pads", Dims(2 * n, 0)), Dims(n)};
  const auto* automatic = c.find("auto_pad");
  const std::string mode = automatic == nullptr ? "NOTSET" : automatic->s();
  for (std::size_t a = 0; a < n; ++a) {
    const long extent = w.dilations[a] * (kernel[a] - 1) + 1;
    const long size = in[a + 2];
    if (mode == "SAME_UPPER" || mode == "SAME_LOWER") {
      const long out = (size + w.strides[a] - 1) / w.strides[a];
      const long total = std::max(0L, (out - 1) * w.strides[a] + extent - size);
      w.pads[a] = mode == "SAME_UPPER" ? total / 2 : total - total / 2;
      w.pads[a + n] = total - w.pads[a];
    }
    w.out[a] = (size + w.pads[a] + w.pads[a + n] - extent) / w.strides[a] + 1;
  }
  return w;
}

/// Calls f(kernel index, input index) for each point of a window on the input.
void for_each_point(const Windows& w, const Dims& in, const Dims& out_index,
                    const std::function<void(const Dims&, const Dims&)>& f) {
  for_each_index(w.kernel, [&](const Dims& k) {
    Dims index{out_index[0], out_index[1]};
    for (std::size_t a = 0; a < k.size(); ++a) {
      const long place = out_index[a + 2] * w.strides[a] + k[a] * w.dilations[a] - w.pads[a];
      if (place < 0 || place >= in[a + 2]) return;
      index.push_back(place);
    }
    f(k, index);
  });
}

WideTensor conv(const Call& c) {
  const WideTensor& x = c.in(0);
  const WideTensor& weights = c.in(1);
  const Windows w = windows(c, x.dims, {weights.dims.begin() + 2, weights.dims.end()});
  Dims dims{x.dims[0], weights.dims[0]};
  dims.insert(dims.end(), w.out.begin(), w.out.end());
  WideTensor y = zeros(dims);
  const long per_group = weights.dims[0] / c.integer("group", 1);
  for_each_index(dims, [&](const Dims& i) {
    double sum = c.has(2) ? get(c.in(2), {i[1]}) : 0.0;
    for (long channel = 0; channel < weights.dims[1]; ++channel) {
      for_each_point(w, x.dims, i, [&](const Dims& k, Dims from) {
        from[1] = i[1] / per_group * weights.dims[1] + channel;
        Dims weight{i[1], channel};
        weight.insert(weight.end(), k.begin(), k.end());
        sum += get(x, from) * get(weights, weight);
      });
    }
    at(y, i) = sum;
  });
  return y;
}

WideTensor pool(const Call& c, bool is_max) {
  const WideTensor& x = c.in(0);
  const bool global = c.node.op_type() == "GlobalAveragePool";
  const Dims space(x.dims.begin() + 2, x.dims.end());
  const Windows w = windows(c, x.dims, global ? space : c.list("kernel_shape", {}));
  Dims dims{x.dims[0], x.dims[1]};
  dims.insert(dims.end(), w.out.begin(), w.out.end());
  WideTensor y = zeros(dims);
  const bool with_pads = c.integer("count_include_pad", 0) != 0;
  for_each_index(dims, [&](const Dims& i) {
    double largest = -INFINITY;
    double sum = 0;
    long n = 0;
    for_each_point(w, x.dims, i, [&](const Dims&, const Dims& from) {
      largest = std::max(largest, get(x, from));
      sum += get(x, from);
      ++n;
    });
    at(y, i) = is_max ? largest : sum / static_cast<double>(with_pads ? count(w.kernel) : n);
  });
  return y;
}

WideTensor softmax(const Call& c) {
  const WideTensor& x = c.in(0);
  const auto rank = static_cast<long>(x.dims.size());
  long axis = c.integer("axis", c.opset >= 13 ? -1 : 1);
  if (axis < 0) axis += rank;
  WideTensor y = zeros(x.dims);
  for_each_index(x.dims, [&](const Dims& i) {
    double sum = 0;
    for_each_index(x.dims, [&](const Dims& j) {
      bool same = true;
      for (long a = 0; a < rank; ++a) {
        const bool summed = c.opset >= 13 ? a == axis : a >= axis;
        same = same && (summed || i[static_cast<std::size_t>(a)] == j[static_cast<std::size_t>(a)]);
      }
      if (same) sum += std::exp(get(x, j) - get(x, i));
    });
    at(y, i) = 1.0 / sum;
  });
  return y;
}

WideTensor batch_normalization(const Call& c) {
  WideTensor y = c.in(0);
  for_each_index(y.dims, [&](const Dims& i) {
    const Dims channel{i[1]};
    at(y, i) = get(c.in(1), channel) * (at(y, i) - get(c.in(3), channel)) /
                   std::sqrt(get(c.in(4), channel) + c.number("epsilon", 1e-5)) +
               get(c.in(2), channel);
  });
  return y;
}

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// Outputs Y, Y_h and Y_c.
std::vector<WideTensor> lstm(const Call& c) {
  const WideTensor& x = c.in(0);
  const long times = x.dims[0];
  const long batch = x.dims[1];
  const long n = c.in(2).dims[2];
  WideTensor y = zeros({times, 1, batch, n});
  WideTensor hidden = c.has(5) ? c.in(5) : zeros({1, batch, n});
  WideTensor cell = c.has(6) ? c.in(6) : zeros({1, batch, n});
  for (long t = 0; t < times; ++t) {
    WideTensor next = zeros({1, batch, n});
    for (long b = 0; b < batch; ++b) {
      for (long j = 0; j < n; ++j) {
        double gate[4];
        for (long g = 0; g < 4; ++g) {
          const long row = g * n + j;
          double sum = c.has(3) ? get(c.in(3), {0, row}) + get(c.in(3), {0, 4 * n + row}) : 0.0;
          for (long k = 0; k < x.dims[2]; ++k) sum += get(x, {t, b, k}) * get(c.in(1), {0, row, k});
          for (long k = 0; k < n; ++k) sum += get(hidden, {0, b, k}) * get(c.in(2), {0, row, k});
          gate[g] = sum;
        }
        const double state =
            sigmoid(gate[2]) * get(cell, {0, b, j}) + sigmoid(gate[0]) * std::tanh(gate[3]);
        at(cell, {0, b, j}) = state;
        at(next, {0, b, j}) = sigmoid(gate[1]) * std::tanh(state);
        at(y, {t, 0, b, j}) = get(next, {0, b, j});
      }
    }
    hidden = next;
  }
  return {y, hidden, cell};
}

WideTensor reshaped(const WideTensor& x, Dims dims) {
  for (std::size_t a = 0; a < dims.size(); ++a) {
    if (dims[a] == 0) dims[a] = x.dims[a];
  }
  const auto open = std::find(dims.begin(), dims.end(), -1);
  if (open != dims.end()) {
    *open = 1;
    *open = x.size() / count(dims);
  }
  return {dims, x.data};
}

WideTensor squeeze(const Call& c) {
  Dims axes = c.list_at(1, "axes");
  WideTensor y{{}, c.in(0).data};
  const auto rank = static_cast<long>(c.in(0).dims.size());
  for (long a = 0; a < rank; ++a) {
    const long d = c.in(0).dims[static_cast<std::size_t>(a)];
    const bool named = std::find(axes.begin(), axes.end(), a) != axes.end() ||
                       std::find(axes.begin(), axes.end(), a - rank) != axes.end();
    if (axes.empty() ? d != 1 : !named) y.dims.push_back(d);
  }
  return y;
}

WideTensor unsqueeze(const Call& c) {
  Dims axes = c.list_at(1, "axes");
  Dims dims = c.in(0).dims;
  const auto rank = static_cast<long>(dims.size() + axes.size());
  for (long& a : axes) a = a < 0 ? a + rank : a;
  std::sort(axes.begin(), axes.end());
  for (const long a : axes) dims.insert(dims.begin() + a, 1);
  return {dims, c.in(0).data};
}

WideTensor transpose(const Call& c) {
  const WideTensor& x = c.in(0);
  Dims reversed(x.dims.size());
  for (std::size_t a = 0; a < reversed.size(); ++a) {
    reversed[a] = static_cast<long>(reversed.size() - 1 - a);
  }
  const Dims perm = c.list("perm", reversed);
  Dims dims;
  for (const long a : perm) dims.push_back(x.dims[static_cast<std::size_t>(a)]);
  WideTensor y = zeros(dims);
  for_each_index(dims, [&](const Dims& i) {
    Dims from(i.size());
    for (std::size_t a = 0; a < i.size(); ++a) from[static_cast<std::size_t>(perm[a])] = i[a];
    at(y, i) = get(x, from);
  });
  return y;
}

WideTensor concat(const Call& c) {
  const long given = c.integer("axis", 0);
  const auto axis =
      static_cast<std::size_t>(given < 0 ? given + static_cast<long>(c.in(0).dims.size()) : given);
  Dims dims = c.in(0).dims;
  for (int i = 1; i < c.node.input_size(); ++i) dims[axis] += c.in(i).dims[axis];
  WideTensor y = zeros(dims);
  long offset = 0;
  for (int i = 0; i < c.node.input_size(); ++i) {
    for_each_index(c.in(i).dims, [&](const Dims& from) {
      Dims to = from;
      to[axis] += offset;
      at(y, to) = get(c.in(i), from);
    });
    offset += c.in(i).dims[axis];
  }
  return y;
}

WideTensor gather(const Call& c) {
  const long given = c.integer("axis", 0);
  const WideTensor& x = c.in(0);
  const auto axis =
      static_cast<std::size_t>(given < 0 ? given + static_cast<long>(x.dims.size()) : given);
  const auto wide_axis = static_cast<std::ptrdiff_t>(axis);
  const std::size_t n_index = c.in(1).dims.size();
  Dims dims(x.dims.begin(), x.dims.begin() + wide_axis);
  dims.insert(dims.end(), c.in(1).dims.begin(), c.in(1).dims.end());
  dims.insert(dims.end(), x.dims.begin() + wide_axis + 1, x.dims.end());
  WideTensor y = zeros(dims);
  for_each_index(dims, [&](const Dims& i) {
    const auto middle = i.begin() + wide_axis;
    const auto rest = middle + static_cast<std::ptrdiff_t>(n_index);
    auto chosen = static_cast<long>(get(c.in(1), Dims(middle, rest)));
    if (chosen < 0) chosen += x.dims[axis];
    Dims from(i.begin(), middle);
    from.push_back(chosen);
    from.insert(from.end(), rest, i.end());
    at(y, i) = get(x, from);
  });
  return y;
}

WideTensor slice(const Call& c) {
  const WideTensor& x = c.in(0);
  const Dims starts = c.list_at(1, "starts");
  const Dims ends = c.list_at(2, "ends");
  Dims axes = c.list_at(3, "axes");
  Dims steps = c.has(4) ? c.list_at(4, "") : Dims(starts.size(), 1);
  for (std::size_t i = axes.size(); i < starts.size(); ++i) axes.push_back(static_cast<long>(i));
  Dims first(x.dims.size(), 0);
  Dims every(x.dims.size(), 1);
  Dims dims = x.dims;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const auto a = static_cast<std::size_t>(axes[i] < 0 ? axes[i] + static_cast<long>(x.dims.size())
                                                        : axes[i]);
    const auto inside = [&](long p) {
      return std::clamp(p < 0 ? p + x.dims[a] : p, 0L, x.dims[a]);
    };
    first[a] = inside(starts[i]);
    every[a] = steps[i];
    dims[a] = (inside(ends[i]) - first[a] + steps[i] - 1) / steps[i];
  }
  WideTensor y = zeros(dims);
  for_each_index(dims, [&](const Dims& i) {
    Dims from = i;
    for (std::size_t a = 0; a < i.size(); ++a) from[a] = first[a] + i[a] * every[a];
    at(y, i) = get(x, from);
  });
  return y;
}

WideTensor pad(const Call& c) {
  const WideTensor& x = c.in(0);
  const Dims pads = c.list_at(1, "pads");
  Dims dims = x.dims;
  for (std::size_t a = 0; a < dims.size(); ++a) dims[a] += pads[a] + pads[a + dims.size()];
  WideTensor y = zeros(dims);
  if (c.has(2)) std::fill(y.data.begin(), y.data.end(), c.in(2).data[0]);
  for_each_index(x.dims, [&](const Dims& from) {
    Dims to = from;
    for (std::size_t a = 0; a < to.size(); ++a) to[a] += pads[a];
    at(y, to) = get(x, from);
  });
  return y;
}

WideTensor scaler(const Call& c) {
  const auto* offset = c.find("offset");
  const auto* scale = c.find("scale");
  WideTensor y = c.in(0);
  for_each_index(y.dims, [&](const Dims& i) {
    const auto number = [&](const onnx::AttributeProto* one) {
      return static_cast<double>(one->floats(one->floats_size() == 1 ? 0 : static_cast<int>(i[1])));
    };
    at(y, i) = (at(y, i) - number(offset)) * number(scale);
  });
  return y;
}

WideTensor shape_of(const WideTensor& x) {
  return {{static_cast<long>(x.dims.size())}, {x.dims.begin(), x.dims.end()}};
}

WideTensor constant_of_shape(const Call& c) {
  return zeros({c.in(0).data.begin(), c.in(0).data.end()});
}

WideTensor read(const onnx::TensorProto& t) {
  WideTensor tensor{{t.dims().begin(), t.dims().end()}, {}};
  const bool is_float = t.data_type() == onnx::TensorProto::FLOAT;
  const std::size_t width = is_float ? sizeof(float) : sizeof(std::int64_t);
  for (std::size_t i = 0; i * width < t.raw_data().size(); ++i) {
    float single = 0;
    std::int64_t whole = 0;
    if (is_float) std::memcpy(&single, t.raw_data().data() + i * width, width);
    if (!is_float) std::memcpy(&whole, t.raw_data().data() + i * width, width);
    tensor.data.push_back(is_float ? static_cast<double>(single) : static_cast<double>(whole));
  }
  for (const float x : t.float_data()) tensor.data.push_back(static_cast<double>(x));
  for (const std::int64_t x : t.int64_data()) tensor.data.push_back(static_cast<double>(x));
  return tensor;
}

WideTensor flatten(const Call& c) {
  const long axis = c.integer("axis", 1);
  const Dims& d = c.in(0).dims;
  const long before =
      count({d.begin(), d.begin() + (axis < 0 ? axis + static_cast<long>(d.size()) : axis)});
  return {{before, c.in(0).size() / before}, c.in(0).data};
}

using Operator = std::function<WideTensor(const Call&)>;

const std::map<std::string, Operator>& operators() {
  static const std::map<std::string, Operator> table = {
      {"Add", [](const Call& c) { return binary(c, std::plus<>()); }},
      {"Sub", [](const Call& c) { return binary(c, std::minus<>()); }},
      {"Mul", [](const Call& c) { return binary(c, std::multiplies<>()); }},
      {"Div", [](const Call& c) { return binary(c, std::divides<>()); }},
      {"Relu", [](const Call& c) { return unary(c, [](double x) { return std::max(x, 0.0); }); }},
      {"LeakyRelu",
       [](const Call& c) {
         const double slope = static_cast<double>(static_cast<float>(c.number("alpha", 0.01)));
         return unary(c, [slope](double x) { return x < 0 ? slope * x : x; });
       }},
      {"Sigmoid", [](const Call& c) { return unary(c, sigmoid); }},
      {"Tanh", [](const Call& c) { return unary(c, [](double x) { return std::tanh(x); }); }},
      {"Softmax", softmax},
      {"Gemm", gemm},
      {"MatMul", matmul},
      {"Conv", conv},
      {"MaxPool", [](const Call& c) { return pool(c, true); }},
      {"AveragePool", [](const Call& c) { return pool(c, false); }},
      {"GlobalAveragePool", [](const Call& c) { return pool(c, false); }},
      {"BatchNormalization", batch_normalization},
      {"Scaler", scaler},
      {"Identity", [](const Call& c) { return c.in(0); }},
      {"Dropout", [](const Call& c) { return c.in(0); }},
      {"Cast", [](const Call& c) { return c.in(0); }},
      {"Constant", [](const Call& c) { return read(c.find("value")->t()); }},
      {"Shape", [](const Call& c) { return shape_of(c.in(0)); }},
      {"ConstantOfShape", constant_of_shape},
      {"Flatten", flatten},
      {"Reshape", [](const Call& c) { return reshaped(c.in(0), c.list_at(1, "shape")); }},
      {"Squeeze", squeeze},
      {"Unsqueeze", unsqueeze},
      {"Transpose", transpose},
      {"Concat", concat},
      {"Gather", gather},
      {"Slice", slice},
      {"Pad", pad}};
  return table;
}

}  // namespace

long WideTensor::size() const { return static_cast<long>(data.size()); }

WideTensor run_reference(const onnx::ModelProto& model, const WideTensor& input,
                         const std::string& output) {
  Names names;
  for (const auto& tensor : model.graph().initializer()) names[tensor.name()] = read(tensor);
  names[model.graph().input(0).name()] = input;
  for (const auto& node : model.graph().node()) {
    if (names.count(output) > 0) break;
    const Call call{node, names, model.opset_import(0).version()};
    if (node.op_type() == "LSTM") {
      const std::vector<WideTensor> results = lstm(call);
      for (int i = 0; i < node.output_size(); ++i) {
        names[node.output(i)] = results[static_cast<std::size_t>(i)];
      }
      continue;
    }
    const auto found = operators().find(node.op_type());
    if (found == operators().end()) throw std::runtime_error("no operator " + node.op_type());
    names[node.output(0)] = found->second(call);
  }
  return names.at(output);
}

}  // namespace twinline::testing

#include <algorithm>
#include <cmath>

#include "support/onnx_reference_parts.h"

namespace twinline::testing::reference {
namespace {

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

}  // namespace

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

Operators arithmetic() {
  return {
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
      {"Scaler", scaler}};
}

}  // namespace twinline::testing::reference

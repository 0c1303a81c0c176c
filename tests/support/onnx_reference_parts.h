#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "support/onnx_reference.h"

// Parts of onnx_reference.cpp.

namespace twinline::testing::reference {

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

inline long count(const Dims& dims) {
  long n = 1;
  for (const long d : dims) n *= d;
  return n;
}

inline WideTensor zeros(const Dims& dims) {
  return {dims, std::vector<double>(static_cast<std::size_t>(count(dims)), 0.0)};
}

/// Calls f(index) for each index of a tensor, the last running fastest.
inline void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& f) {
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
inline double broadcast_at(const WideTensor& t, const Dims& index) {
  long place = 0;
  const std::size_t skip = index.size() - t.dims.size();
  for (std::size_t a = 0; a < t.dims.size(); ++a) {
    place = place * t.dims[a] + (t.dims[a] == 1 ? 0 : index[a + skip]);
  }
  return t.data[static_cast<std::size_t>(place)];
}

inline double& at(WideTensor& t, const Dims& index) {
  long place = 0;
  for (std::size_t a = 0; a < t.dims.size(); ++a) place = place * t.dims[a] + index[a];
  return t.data[static_cast<std::size_t>(place)];
}
inline double get(const WideTensor& t, const Dims& index) { return broadcast_at(t, index); }

using Operator = std::function<WideTensor(const Call&)>;
using Operators = std::map<std::string, Operator>;

/// Operators that compute, and those that move numbers or shapes.
Operators arithmetic();
Operators moves();

/// Outputs Y, Y_h and Y_c.
std::vector<WideTensor> lstm(const Call& c);

/// The numbers of a file.
WideTensor read(const onnx::TensorProto& t);

}  // namespace twinline::testing::reference

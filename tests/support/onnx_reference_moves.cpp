#include <algorithm>

#include "support/onnx_reference_parts.h"

namespace twinline::testing::reference {
namespace {

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

WideTensor shape_of(const WideTensor& x) {
  return {{static_cast<long>(x.dims.size())}, {x.dims.begin(), x.dims.end()}};
}

WideTensor constant_of_shape(const Call& c) {
  return zeros({c.in(0).data.begin(), c.in(0).data.end()});
}

WideTensor flatten(const Call& c) {
  const long axis = c.integer("axis", 1);
  const Dims& d = c.in(0).dims;
  const long before =
      count({d.begin(), d.begin() + (axis < 0 ? axis + static_cast<long>(d.size()) : axis)});
  return {{before, c.in(0).size() / before}, c.in(0).data};
}

}  // namespace

Operators moves() {
  return {{"Identity", [](const Call& c) { return c.in(0); }},
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
}

}  // namespace twinline::testing::reference

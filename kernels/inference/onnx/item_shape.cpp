#include "twinline/inference/onnx/item_shape.h"

namespace twinline::inference {

Dims ItemShape::without_batch() const {
  Dims rest = dims;
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(batch_axis));
  return rest;
}

std::uint64_t ItemShape::item_size() const { return product(without_batch()); }

std::string ItemShape::text() const {
  std::string text = "(";
  for (std::size_t axis = 0; axis < rank(); ++axis) {
    text += axis > 0 ? ", " : "";
    text += axis == batch_axis ? "batch" : std::to_string(dims[axis]);
  }
  return text + ")";
}

std::uint64_t product(const Dims& dims) {
  constexpr std::uint64_t kLarge = 1ULL << 40U;
  std::uint64_t size = 1;
  for (const std::int64_t dim : dims) {
    if (dim == 0) return 0;
    const auto factor = static_cast<std::uint64_t>(dim);
    size = factor > kLarge / size ? kLarge : size * factor;
  }
  return size;
}

std::vector<std::uint32_t> strided_map(const Dims& dims, const Dims& strides, std::int64_t first) {
  std::vector<std::uint32_t> map(product(dims));
  Dims index(dims.size(), 0);
  std::int64_t source = first;
  for (std::uint32_t& element : map) {
    element = static_cast<std::uint32_t>(source);
    for (std::size_t axis = dims.size(); axis-- > 0;) {
      source += strides[axis];
      if (++index[axis] < dims[axis]) break;
      source -= strides[axis] * dims[axis];
      index[axis] = 0;
    }
  }
  return map;
}

Dims row_major_strides(const Dims& dims) {
  Dims strides(dims.size(), 1);
  for (std::size_t axis = dims.size(); axis-- > 1;) strides[axis - 1] = strides[axis] * dims[axis];
  return strides;
}

bool is_identity(const std::vector<std::uint32_t>& map) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i] != i) return false;
  }
  return true;
}

}  // namespace twinline::inference

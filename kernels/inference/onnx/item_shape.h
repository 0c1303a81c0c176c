#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/inference/onnx/tensor.h"

namespace twinline::inference {

/// The shape of a tensor that is there once for each item: one of its dimensions is the batch. An
/// item's numbers lie in row-major order of the other dimensions.
struct ItemShape {
  static constexpr std::int64_t kAnyBatch = -1;

  Dims dims;  ///< dims[batch_axis] is the file's fixed batch, or kAnyBatch
  std::size_t batch_axis = 0;

  std::size_t rank() const { return dims.size(); }
  std::int64_t size(std::size_t axis) const { return dims[axis]; }
  Dims without_batch() const;
  /// Numbers of an item; saturates far above any limit.
  std::uint64_t item_size() const;
  /// (batch, 3, 4).
  std::string text() const;
};

/// Product of dimensions, saturating.
std::uint64_t product(const Dims& dims);

/// Sources of the elements of a row-major tensor of these dimensions: element i comes from
/// sum over the axes of index[axis] * strides[axis], plus first.
std::vector<std::uint32_t> strided_map(const Dims& dims, const Dims& strides,
                                       std::int64_t first = 0);

/// Strides of a row-major tensor.
Dims row_major_strides(const Dims& dims);

/// Whether element i comes from i.
bool is_identity(const std::vector<std::uint32_t>& map);

}  // namespace twinline::inference

#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

namespace twinline::inference {

using Dims = std::vector<std::int64_t>;

/// Numbers that a file holds: either floats or ints, as many as the product of the dimensions.
struct Tensor {
  Dims dims;
  bool is_float = true;
  std::vector<float> floats;
  std::vector<std::int64_t> ints;
};

/// Stands for the size of the batch in a list of dimensions.
inline constexpr std::int64_t kBatchMarker = std::numeric_limits<std::int64_t>::min();

/// Text of a file as a message may show it: printable, at most 60 characters.
std::string printable(const std::string& text);

/// (2, 3).
std::string text_of(const Dims& dims);

/// A tensor of a file, float32, int64 or int32, with as many numbers as its dimensions say.
/// @param where begins the message of an error: file and node.
/// @throws ModelFileError otherwise.
Tensor read_tensor(const onnx::TensorProto& proto, const std::string& where);

}  // namespace twinline::inference

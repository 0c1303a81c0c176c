#include "twinline/inference/onnx/tensor.h"

#include <cstring>

#include "twinline/inference/model_file_error.h"
#include "twinline/inference/program_builder.h"

namespace twinline::inference {
namespace {

/// The numbers of the raw bytes, or of the typed field where there are none.
template <class Stored, class Number, class Field>
std::vector<Number> numbers_of(const onnx::TensorProto& proto, const Field& field,
                               std::uint64_t n_expected, const std::string& where) {
  const std::string& raw = proto.raw_data();
  const bool is_raw = proto.has_raw_data();
  const std::uint64_t n =
      is_raw ? raw.size() / sizeof(Stored) : static_cast<std::uint64_t>(field.size());
  if (n != n_expected || (is_raw && raw.size() % sizeof(Stored) != 0)) {
    throw ModelFileError(
        where + "expected " + std::to_string(n_expected) + " numbers of " +
        std::to_string(sizeof(Stored)) + " bytes, received " +
        (is_raw ? std::to_string(raw.size()) + " bytes" : std::to_string(n) + " numbers") +
        ". The file is damaged: export it again.");
  }
  std::vector<Number> numbers;
  numbers.reserve(n);
  for (std::uint64_t i = 0; i < n; ++i) {
    Stored stored{};
    if (is_raw) {
      std::memcpy(&stored, raw.data() + i * sizeof(Stored), sizeof stored);
    } else {
      stored = static_cast<Stored>(field.Get(static_cast<int>(i)));
    }
    numbers.push_back(static_cast<Number>(stored));
  }
  return numbers;
}

std::uint64_t checked_size(const onnx::TensorProto& proto, const std::string& where) {
  constexpr int kMostDims = 8;
  if (proto.dims_size() > kMostDims) {
    throw ModelFileError(where + "expected at most 8 dimensions, received " +
                         std::to_string(proto.dims_size()) + ".");
  }
  std::uint64_t size = 1;
  for (const std::int64_t dim : proto.dims()) {
    if (dim < 0 || dim > static_cast<std::int64_t>(kMostConstants)) {
      throw ModelFileError(where + "expected dimensions from 0 to " +
                           std::to_string(kMostConstants) + ", received " + std::to_string(dim) +
                           ".");
    }
    size *= static_cast<std::uint64_t>(dim);
    if (size > kMostConstants) {
      throw ModelFileError(where + "expected at most " + std::to_string(kMostConstants) +
                           " numbers in a tensor; its dimensions ask for more.");
    }
  }
  return size;
}

}  // namespace

std::string printable(const std::string& text) {
  constexpr std::size_t kMost = 60;
  std::string shown = text.substr(0, kMost);
  for (char& c : shown) {
    if (c < ' ' || c > '~') c = '?';
  }
  return text.size() > kMost ? shown + "..." : shown;
}

std::string text_of(const Dims& dims) {
  std::string text = "(";
  for (std::size_t i = 0; i < dims.size(); ++i) {
    text += i > 0 ? ", " : "";
    text += dims[i] == kBatchMarker ? "batch" : std::to_string(dims[i]);
  }
  return text + ")";
}

Tensor read_tensor(const onnx::TensorProto& proto, const std::string& where) {
  const std::string here = where + "tensor \"" + printable(proto.name()) + "\": ";
  if (proto.data_location() == onnx::TensorProto::EXTERNAL || proto.external_data_size() > 0) {
    throw ModelFileError(here +
                         "its numbers are in another file. Export with all weights in one file.");
  }
  const std::uint64_t n = checked_size(proto, here);
  Tensor tensor;
  tensor.dims.assign(proto.dims().begin(), proto.dims().end());
  tensor.is_float = proto.data_type() == onnx::TensorProto::FLOAT;
  if (tensor.is_float) {
    tensor.floats = numbers_of<float, float>(proto, proto.float_data(), n, here);
  } else if (proto.data_type() == onnx::TensorProto::INT64) {
    tensor.ints = numbers_of<std::int64_t, std::int64_t>(proto, proto.int64_data(), n, here);
  } else if (proto.data_type() == onnx::TensorProto::INT32) {
    tensor.ints = numbers_of<std::int32_t, std::int64_t>(proto, proto.int32_data(), n, here);
  } else {
    const int type = proto.data_type();
    const std::string name =
        onnx::TensorProto::DataType_IsValid(type)
            ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(type))
            : std::to_string(type);
    throw ModelFileError(here + "expected the type FLOAT, received " + name +
                         ". Export the network in single precision (float32).");
  }
  return tensor;
}

}  // namespace twinline::inference

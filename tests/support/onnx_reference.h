#pragma once

#include <map>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

namespace twinline::testing {

/// A whole tensor, batch included, in double precision.
struct WideTensor {
  std::vector<long> dims;
  std::vector<double> data;

  long size() const;
};

/// Runs a graph node by node as the ONNX specification words it: whole tensors, double precision,
/// plain loops over all indices, the library's functions. Shares nothing with kernels/inference.
/// Knows the operators that need arithmetic, and the shape operators of the tests' files.
/// @throws std::runtime_error for others.
WideTensor run_reference(const onnx::ModelProto& model, const WideTensor& input,
                         const std::string& output);

}  // namespace twinline::testing

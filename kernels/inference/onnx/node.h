#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>

#include "twinline/inference/onnx/tensor.h"

namespace twinline::inference {

/// A node of a file: its attributes with their types checked, and the errors about it.
class Node {
 public:
  Node(const std::string& file, const onnx::NodeProto& proto, int number);

  const onnx::NodeProto& proto() const { return proto_; }
  const std::string& type() const { return proto_.op_type(); }
  /// The file and the node, as a message begins.
  const std::string& where() const { return where_; }

  /// Whether input or output `index` is there: named, not left out.
  bool has_input(int index) const;
  bool has_output(int index) const;

  /// Throws a ModelFileError: expected ..., received .... Advice.
  [[noreturn]] void fail(const std::string& expected, const std::string& received,
                         const std::string& advice = "") const;

  bool has(const char* attribute) const { return find(attribute) != nullptr; }
  std::int64_t integer(const char* attribute, std::int64_t otherwise) const;
  float number(const char* attribute, float otherwise) const;
  std::string text(const char* attribute, const std::string& otherwise) const;
  Dims integers(const char* attribute, const Dims& otherwise) const;
  const onnx::AttributeProto* find(const char* attribute) const;

  /// Fails where an attribute is there and differs from the only value that is supported.
  void only(const char* attribute, std::int64_t value) const;

 private:
  void check_type(const onnx::AttributeProto& attribute, int type) const;

  const onnx::NodeProto& proto_;
  std::string where_;
};

}  // namespace twinline::inference

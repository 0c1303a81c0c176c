#include "twinline/inference/onnx/node.h"

#include "twinline/inference/model_file_error.h"

namespace twinline::inference {

Node::Node(const std::string& file, const onnx::NodeProto& proto, int number)
    : proto_(proto),
      where_(file + ": node " + std::to_string(number) + " \"" + printable(proto.name()) + "\" (" +
             printable(proto.op_type()) + "): ") {}

bool Node::has_input(int index) const {
  return index < proto_.input_size() && !proto_.input(index).empty();
}

bool Node::has_output(int index) const {
  return index < proto_.output_size() && !proto_.output(index).empty();
}

void Node::fail(const std::string& expected, const std::string& received,
                const std::string& advice) const {
  throw ModelFileError(where_ + "expected " + expected + ", received " + received + "." +
                       (advice.empty() ? "" : " " + advice));
}

const onnx::AttributeProto* Node::find(const char* attribute) const {
  for (const onnx::AttributeProto& one : proto_.attribute()) {
    if (one.name() == attribute) return &one;
  }
  return nullptr;
}

void Node::check_type(const onnx::AttributeProto& attribute, int type) const {
  if (attribute.type() != type) {
    fail("the attribute " + printable(attribute.name()) + " of type " + std::to_string(type),
         "type " + std::to_string(attribute.type()));
  }
}

std::int64_t Node::integer(const char* attribute, std::int64_t otherwise) const {
  const auto* one = find(attribute);
  if (one == nullptr) return otherwise;
  check_type(*one, onnx::AttributeProto::INT);
  return one->i();
}

float Node::number(const char* attribute, float otherwise) const {
  const auto* one = find(attribute);
  if (one == nullptr) return otherwise;
  check_type(*one, onnx::AttributeProto::FLOAT);
  return one->f();
}

std::string Node::text(const char* attribute, const std::string& otherwise) const {
  const auto* one = find(attribute);
  if (one == nullptr) return otherwise;
  check_type(*one, onnx::AttributeProto::STRING);
  return one->s();
}

Dims Node::integers(const char* attribute, const Dims& otherwise) const {
  const auto* one = find(attribute);
  if (one == nullptr) return otherwise;
  check_type(*one, onnx::AttributeProto::INTS);
  return {one->ints().begin(), one->ints().end()};
}

void Node::only(const char* attribute, std::int64_t value) const {
  const std::int64_t received = integer(attribute, value);
  if (received != value) {
    fail(std::string(attribute) + " = " + std::to_string(value), std::to_string(received),
         "Other values are not supported.");
  }
}

}  // namespace twinline::inference

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace twinline {

struct Program;

/// A trained network, ready to run: immutable, shared by threads through
/// std::shared_ptr<const Network>. load_onnx() makes one from a file; forward_batch() runs it.
/// One input tensor and one output tensor; both are seen as flat numbers of an item, in row-major
/// order of their shape.
class Network {
 public:
  using Shape = std::vector<std::size_t>;

  Network(std::string name, Shape input_shape, Shape output_shape, std::size_t n_parameters,
          Program program);

  const std::string& name() const { return name_; }
  /// Numbers an item takes and gives; the batch dimension is left out.
  std::size_t n_inputs() const;
  std::size_t n_outputs() const;
  const Shape& input_shape() const { return input_shape_; }
  const Shape& output_shape() const { return output_shape_; }
  /// Trained numbers.
  std::size_t n_parameters() const { return n_parameters_; }
  /// Multiplications and additions of the dense and convolutional layers for one item.
  std::uint64_t n_multiply_adds() const;
  /// For the executors.
  const std::shared_ptr<const Program>& program() const { return program_; }

 private:
  std::string name_;
  Shape input_shape_;
  Shape output_shape_;
  std::size_t n_parameters_;
  std::shared_ptr<const Program> program_;
};

}  // namespace twinline

#include "twinline/inference/network.h"

#include <utility>

#include "twinline/inference/program.h"

namespace twinline {

Network::Network(std::string name, Shape input_shape, Shape output_shape, std::size_t n_parameters,
                 Program program)
    : name_(std::move(name)),
      input_shape_(std::move(input_shape)),
      output_shape_(std::move(output_shape)),
      n_parameters_(n_parameters),
      program_(std::make_shared<const Program>(std::move(program))) {}

std::size_t Network::n_inputs() const { return program_->n_inputs; }
std::size_t Network::n_outputs() const { return program_->n_outputs; }
std::uint64_t Network::n_multiply_adds() const { return program_->n_multiply_adds; }

}  // namespace twinline

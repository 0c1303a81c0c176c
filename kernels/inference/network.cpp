#include "twinline/inference/network.h"

#include <utility>

namespace twinline {

Network::Network(std::string name, Shape input_shape, Shape output_shape, std::size_t n_parameters,
                 Program program)
    : name_(std::move(name)),
      input_shape_(std::move(input_shape)),
      output_shape_(std::move(output_shape)),
      n_parameters_(n_parameters),
      program_(std::make_shared<const Program>(std::move(program))) {}

}  // namespace twinline

#pragma once

#include <stdexcept>

namespace twinline {

/// A file of a trained network that cannot be used. The text names the file, the node, what was
/// expected, what the file has, and what helps.
class ModelFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace twinline

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/inference/program.h"

namespace twinline::inference {

/// What a program may not exceed, so that a hostile file cannot ask for all memory or time.
inline constexpr std::uint64_t kMostRows = 1U << 20U;       ///< of a tensor, of the workspace
inline constexpr std::uint64_t kMostConstants = 1U << 26U;  ///< numbers, and indices
inline constexpr std::uint64_t kMostSteps = 100'000;
inline constexpr std::uint64_t kMostMultiplyAdds = 1ULL << 36U;  ///< an item

/// Weights of a dense step as they are written down: weights[k][unit], one bias a unit.
struct DenseWeights {
  std::vector<float> weights;
  std::vector<float> bias;
};

/// Builds a Program: tensors are named by numbers, steps refer to them, finish() decides where in
/// the workspace each tensor lies; tensors that are never alive together share rows.
/// Every function throws std::length_error where a limit above is exceeded.
class ProgramBuilder {
 public:
  /// A tensor of `size` numbers an item. The first one is the network's input.
  std::uint32_t add_value(std::uint64_t size);
  std::uint32_t size_of(std::uint32_t value) const { return sizes_[value]; }

  /// Stores numbers that steps read; returns their place.
  std::uint32_t add_constants(const std::vector<float>& numbers);
  std::uint32_t add_indices(const std::vector<std::uint32_t>& numbers);

  /// Stores weights in the blocks that a dense step reads and sets its places.
  void set_weights(DenseStep& step, const DenseWeights& dense);

  /// Appends a step whose Rows name tensors of this builder.
  void add_step(const Step& step);

  /// Lets the dense steps that were just added end with max(0, .) where they made this tensor.
  /// @return false where something else made it: a step of its own is needed.
  bool end_with_relu(std::uint32_t value);

  /// The program; the builder is empty afterwards.
  Program finish(std::uint32_t output);

 private:
  void place_values(std::uint32_t output);

  Program program_;
  std::vector<std::uint32_t> sizes_;
};

}  // namespace twinline::inference

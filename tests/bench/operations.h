#pragma once

#include <cstddef>

namespace twinline::bench {

/// Kinds of vector instructions, told apart by the units of a processor that take them.
/// Comparisons, shifts and what else has units of its own never takes longest.
enum class Kind {
  kAdd,       ///< sums and differences of numbers, the smaller and the larger of two
  kMultiply,  ///< products of numbers
  kAny,       ///< all but divisions and roots
  kDivide,
  kRoot
};
constexpr std::size_t kKinds = 5;
constexpr const char* kKindNames[kKinds] = {"add", "multiply", "any", "divide", "root"};

/// A number for each kind: the instructions that an item needs, or those that a processor makes in
/// a second.
struct Operations {
  double of[kKinds] = {};
  double& operator[](Kind kind) { return of[static_cast<std::size_t>(kind)]; }
  double operator[](Kind kind) const { return of[static_cast<std::size_t>(kind)]; }
  /// Operations on numbers that give another number, as they are counted everywhere.
  double flops() const {
    return (*this)[Kind::kAdd] + (*this)[Kind::kMultiply] + (*this)[Kind::kDivide] +
           (*this)[Kind::kRoot];
  }
};

}  // namespace twinline::bench

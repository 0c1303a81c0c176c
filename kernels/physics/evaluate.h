#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "twinline/math/host_device.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// How many numbers a model's Input or Output holds. Both are plain structures of doubles, in the
/// order of the model's tables.
template <class Fields>
inline constexpr std::size_t kNumbersOf = sizeof(Fields) / sizeof(double);

/// Evaluates a model on flat numbers, host or device.
/// A model is an empty functor `Output operator()(const Input&) const` with the members kName,
/// kTitle, kPage, kTake and kGive; docs/extending.md walks through one.
template <class Model>
TWINLINE_HD inline void evaluate_flat(const double* taken, double* given) {
  using Input = typename Model::Input;
  using Output = typename Model::Output;
  static_assert(std::is_trivially_copyable<Input>::value, "Input is a structure of doubles");
  static_assert(std::is_trivially_copyable<Output>::value, "Output is a structure of doubles");
  static_assert(sizeof(Model::kTake) / sizeof(Quantity) == kNumbersOf<Input>,
                "kTake has one row for each number of Input");
  static_assert(sizeof(Model::kGive) / sizeof(Quantity) == kNumbersOf<Output>,
                "kGive has one row for each number of Output");
  Input input;
  std::memcpy(&input, taken, sizeof input);
  const Output output = Model{}(input);
  std::memcpy(given, &output, sizeof output);
}

/// The row of a model in the registry.
template <class Model>
constexpr ModelInfo describe_model() {
  return {Model::kName,
          Model::kTitle,
          Model::kPage,
          Model::kTake,
          kNumbersOf<typename Model::Input>,
          Model::kGive,
          kNumbersOf<typename Model::Output>,
          &evaluate_flat<Model>};
}

/// Every number a model takes at its usual value.
template <class Model>
typename Model::Input usual_input() {
  using Input = typename Model::Input;
  double values[kNumbersOf<Input>];
  for (std::size_t i = 0; i < kNumbersOf<Input>; ++i) values[i] = Model::kTake[i].usual;
  Input input;
  std::memcpy(&input, values, sizeof input);
  return input;
}

}  // namespace twinline

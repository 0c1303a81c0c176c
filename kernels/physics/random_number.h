#pragma once

#include <cstdint>

#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// A normal number, drawn. docs/methods/physics/random_number.md.
struct NormalNumber {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number mean;
    Number standard_deviation;
  };
  template <class Number>
  struct OutputOf {
    Number value;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "normal_number";
  static constexpr const char* kTitle = "A normal number";
  static constexpr const char* kPage = "physics/random_number.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draw"},
      {Role::kInput, "mean", "1", -1e100, 1e100, 0, "mean"},
      {Role::kInput, "standard_deviation", "1", 0, 1e100, 1, "standard deviation"}};
  static constexpr Quantity kGive[] = {{Role::kOutput, "value", "1", -1e102, 1e102, 0, "the draw"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name("random_number");
    return {in.mean + in.standard_deviation * keyed_draws(in.random_key, kModelNumber).normal(0)};
  }
};

/// A uniform number, drawn. docs/methods/physics/random_number.md.
struct UniformNumber {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number low;
    Number high;
  };
  template <class Number>
  struct OutputOf {
    Number value;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "uniform_number";
  static constexpr const char* kTitle = "A uniform number";
  static constexpr const char* kPage = "physics/random_number.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draw"},
      {Role::kInput, "low", "1", -1e100, 1e100, 0, "lowest"},
      {Role::kInput, "high", "1", -1e100, 1e100, 1, "highest"}};
  static constexpr Quantity kGive[] = {{Role::kOutput, "value", "1", -1e102, 1e102, 0, "the draw"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name("random_number");
    return {in.low + keyed_draws(in.random_key, kModelNumber).uniform(0) * (in.high - in.low)};
  }
};

}  // namespace twinline

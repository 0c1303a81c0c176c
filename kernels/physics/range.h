#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "twinline/physics/quantity.h"

namespace twinline {

/// A number outside its valid range.
struct RangeFault {
  const char* model;
  const Quantity* quantity;
  double value;
};

/// Whether value lies in the range of the quantity; NaN does not.
inline bool in_range(const Quantity& quantity, double value) {
  return value >= quantity.low && value <= quantity.high;
}

/// The first of the n_take numbers that lies outside its valid range. A model evaluated on numbers
/// inside gives finite outputs inside theirs.
std::optional<RangeFault> check_ranges(const ModelInfo& model, const double* taken);

/// The same for what a model gave.
std::optional<RangeFault> check_results(const ModelInfo& model, const double* given);

/// One line: model "cvd_deposition": temperature: expected 673.15 K to 1473.15 K, received 20 K.
std::string describe(const RangeFault& fault);

}  // namespace twinline

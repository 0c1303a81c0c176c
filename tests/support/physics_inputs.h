#pragma once

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "twinline/physics/quantity.h"

namespace twinline::testing {

inline double unit_number(std::mt19937_64& bits) {
  return static_cast<double>(bits() >> 11U) * 0x1p-53;
}

inline bool is_whole(const Quantity& quantity) {
  const std::string name = quantity.name;
  return name == "random_key" || name == "n_dies" || name == "fault";
}

/// Anything within the ranges: each number at an end, uniform, or of any size.
inline std::vector<double> any_item(const ModelInfo& model, std::mt19937_64& bits) {
  std::vector<double> item(model.n_take);
  for (std::size_t f = 0; f < model.n_take; ++f) {
    const Quantity& q = model.take[f];
    const auto way = bits() % 4;
    double value = q.low + (q.high - q.low) * unit_number(bits);
    if (way == 0) value = (bits() & 1U) != 0 ? q.low : q.high;
    if (way == 1 && q.low > 0) value = q.low * std::pow(q.high / q.low, unit_number(bits));
    if (way == 1 && q.low <= 0) value = q.high * std::exp2(-60 * unit_number(bits));
    value = std::fmin(std::fmax(value, q.low), q.high);
    item[f] = is_whole(q) ? std::floor(value) : value;
  }
  return item;
}

/// Within a fifth of the usual values, or up to a tenth of the range where the usual value is 0;
/// keys take any value.
inline std::vector<double> ordinary_item(const ModelInfo& model, std::mt19937_64& bits) {
  std::vector<double> item(model.n_take);
  for (std::size_t f = 0; f < model.n_take; ++f) {
    const Quantity& q = model.take[f];
    double value = q.usual * (0.8 + 0.4 * unit_number(bits));
    if (q.usual == 0) value = q.high * 0.1 * unit_number(bits);
    value = std::fmin(std::fmax(value, q.low), q.high);
    item[f] = is_whole(q) ? std::floor(value) : value;
  }
  return item;
}

}  // namespace twinline::testing

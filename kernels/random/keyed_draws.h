#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/normal_quantile.h"
#include "twinline/math/square_root.h"
#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace twinline {

/// A number that stands for a name (FNV-1a): users of one key are told apart by it.
constexpr std::uint32_t number_of_name(const char* name) {
  std::uint32_t number = 2166136261U;
  for (; *name != 0; ++name) number = (number ^ static_cast<unsigned char>(*name)) * 16777619U;
  return number;
}

/// Random numbers of one evaluation of one model: draw i is a pure function of (key, model, i).
struct KeyedDraws {
  std::uint64_t key;    ///< of the evaluation
  std::uint32_t model;  ///< number_of_name: keeps models that share a key independent

  TWINLINE_HD double uniform(std::uint32_t index) const {
    const PhiloxWords words = philox({{index, 0, model, 0}}, key);
    return uniform_open(words.word[0], words.word[1]);
  }
  TWINLINE_HD double normal(std::uint32_t index) const {
    return math::normal_quantile(uniform(index));
  }
};

/// A gamma number of the given shape (> 0) and scale 1, from the draws first, first + 1, ... of the
/// key: rejection after Marsaglia and Tsang, "A simple method for generating gamma variables", ACM
/// TOMS 26 (2000) 363-372; a shape below 1 through shape + 1 and a power of a uniform number.
TWINLINE_HD inline double gamma_draw(const KeyedDraws& draws, std::uint32_t first, double shape) {
  constexpr std::uint32_t kTries = 64;  // one is refused with less than 1 in 20: never all of them
  const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
  const double c = 1.0 / math::sqrt(9.0 * d);
  double value = d;
  for (std::uint32_t attempt = 0; attempt < kTries; ++attempt) {
    const double x = draws.normal(first + 1 + 2 * attempt);
    const double root = 1.0 + c * x;
    const double v = root * root * root;
    if (v > 0 && math::log(draws.uniform(first + 2 + 2 * attempt)) <
                     0.5 * x * x + d - d * v + d * math::log(v)) {
      value = d * v;
      break;
    }
  }
  return shape < 1.0 ? value * math::exp(math::log(draws.uniform(first)) / shape) : value;
}

}  // namespace twinline

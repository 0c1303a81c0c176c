#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/normal_quantile.h"
#include "twinline/math/number.h"
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

/// Random numbers of one evaluation of one model, or of one a lane: draw i is a pure function of
/// (key, model, i).
template <class Number>
struct DrawsOf {
  math::BitsOf<Number> key;  ///< of the evaluation
  std::uint32_t model;       ///< number_of_name: keeps models that share a key independent

  TWINLINE_HD Number uniform(std::uint32_t index) const {
    using Bits = math::BitsOf<Number>;
    const auto words = wide_philox<Bits>(
        {{std::uint64_t{index}, std::uint64_t{0}, std::uint64_t{model}, std::uint64_t{0}}}, key);
    return uniform_open((words.word[1] << 32U) | (words.word[0] & 0xffffffffU));
  }
  TWINLINE_HD Number normal(std::uint32_t index) const {
    return math::normal_quantile_inside(uniform(index));
  }
};

using KeyedDraws = DrawsOf<double>;

/// The draws of a model's input random_key, a whole number from 0 to 2^53 - 1.
template <class Number>
TWINLINE_HD inline DrawsOf<Number> keyed_draws(Number random_key, std::uint32_t model) {
  using math::whole_bits;
  return {whole_bits(random_key), model};
}

/// A gamma number of the given shape (> 0) and scale 1, from the draws first, first + 1, ... of the
/// key: rejection after Marsaglia and Tsang, "A simple method for generating gamma variables", ACM
/// TOMS 26 (2000) 363-372; a shape below 1 through shape + 1 and a power of a uniform number.
/// Lanes go on until each has its number.
template <class Number>
TWINLINE_HD inline Number gamma_draw(const DrawsOf<math::As<Number>>& draws, std::uint32_t first,
                                     Number shape) {
  constexpr std::uint32_t kTries = 64;  // one is refused with less than 1 in 20: never all of them
  const auto is_low = shape < 1.0;
  const Number d = select(is_low, shape + 1.0, shape) - 1.0 / 3.0;
  const Number c = 1.0 / math::sqrt(9.0 * d);
  Number value = d;
  auto is_open = d == d;  // no number taken yet
  for (std::uint32_t attempt = 0; attempt < kTries && any(is_open); ++attempt) {
    const Number x = draws.normal(first + 1 + 2 * attempt);
    const Number root = 1.0 + c * x;
    const Number v = root * root * root;
    const auto is_taken = v > 0.0 && math::log(draws.uniform(first + 2 + 2 * attempt)) <
                                         0.5 * x * x + d - d * v + d * math::log(v);
    value = select(is_open && is_taken, d * v, value);
    is_open = is_open && !is_taken;
  }
  if (any(is_low)) {
    value = select(is_low, value * math::exp(math::log(draws.uniform(first)) / shape), value);
  }
  return value;
}

}  // namespace twinline

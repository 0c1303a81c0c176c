#pragma once

#include <cstddef>

#include "twinline/math/blocks.h"
#include "twinline/math/elementary.h"
#include "twinline/math/error_function.h"
#include "twinline/math/exponential.h"
#include "twinline/math/lanes.h"
#include "twinline/math/normal_quantile.h"
#include "twinline/math/square_root.h"
#include "twinline/math/trigonometric.h"
#include "twinline/random/keyed_draws.h"

namespace twinline::testing {

constexpr std::size_t kFunctions = 18;

/// Every function of kernels/math and of the draws, of x or of x and y; key is a whole number.
template <class Number>
TWINLINE_HD inline void every_function(Number x, Number y, Number key, Number* result) {
  const DrawsOf<Number> draws = keyed_draws(key, 77);
  *result++ = math::log(x);
  *result++ = math::exp(x);
  *result++ = math::pow(x, y);
  *result++ = math::erf(x);
  *result++ = math::erfc(x);
  *result++ = math::expm1(x);
  *result++ = math::log1p(x);
  *result++ = math::tanh(x);
  *result++ = math::normal_quantile(x);
  *result++ = math::sqrt(x);
  *result++ = math::sin(x);
  *result++ = math::cos(x);
  const auto both = math::sin_cos_inside(select(x > -1e5 && x < 1e5, x, 1.0));
  *result++ = both.sine;
  *result++ = both.cosine;
  *result++ = math::log_normal(select(x > 1e-300 && x < 1e300, x, 1.0));
  *result++ = draws.uniform(3);
  *result++ = draws.normal(4);
  *result++ = gamma_draw(draws, 5, select(y > 1e-3 && y < 1e3, y, 0.5));
}

/// The results for as many arguments as a Number holds: result[f * width + lane].
template <class Number>
TWINLINE_HD inline void in_lanes(const double* x, const double* y, const double* key,
                                 double* result) {
  constexpr std::size_t kWidth = sizeof(Number) / sizeof(double);
  Number lanes[kFunctions];
  every_function(Number::load(x), Number::load(y), Number::load(key), lanes);
  for (std::size_t f = 0; f < kFunctions; ++f) lanes[f].store(result + f * kWidth);
}

// Compiled for the processors that these are for: 8 and 32 at once.
void in_lanes_avx2(const double* x, const double* y, const double* key, double* result);
void in_lanes_avx512(const double* x, const double* y, const double* key, double* result);

}  // namespace twinline::testing

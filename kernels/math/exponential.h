#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

/// expm1, log1p and tanh, with the same bits everywhere (see elementary.h).
///
/// The formulas of tanh are those of fdlibm (s_tanh.c), whose notice is kept here:
///   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

/// e^x - 1 without cancellation. Error below 1 ulp; -1 below -56 ln 2, +infinity above 709.78.
template <class Number>
TWINLINE_HD inline Number expm1(Number x) {
  // Beyond these the result is -1 or infinite already, without a case of its own.
  const Number inside = smaller(larger(x, -100.0), 710.0);
  const auto reduced = detail::reduce_power(inside, Number(0.0));
  const Number rest = detail::exp_series(reduced.high - reduced.low) - reduced.low;
  // 2^k (1 + high + rest) - 1, all halved so that 2^k is a number where the result is one. What
  // the sums of the large terms lose goes to the small one.
  const Number half_scale = from_bits((bits_of(reduced.sum) + 1022U) << 52U);
  const Number whole = half_scale - 0.5;
  const Number scaled = half_scale * reduced.high;
  const Number sum = whole + scaled;
  const Number lost = (scaled - (sum - whole)) - (0.5 - (half_scale - whole));
  const Number half = sum + (lost + half_scale * rest);
  return select(magnitude(x) < 0x1p-54, x, half + half);
}

/// log(1 + x) without cancellation. Error below 2 ulp; -infinity at -1, NaN below.
template <class Number>
TWINLINE_HD inline Number log1p(Number x) {
  const detail::Double2<Number> sum = detail::two_sum(Number(1.0), x);
  Number y = log_normal(sum.high) + sum.low / sum.high;
  const auto is_tiny = x < 0x1p-54 && x > -0x1p-54;
  if (is_worth(is_tiny)) y = select(is_tiny, x, y);
  const auto is_inside = x > -1.0 && x < detail::kInfinity;
  if (is_worth(!is_inside)) {
    const Number below = select(x < -1.0, Number(detail::kNotANumber), 1.0 + x);
    y = select(is_inside, y, select(x == -1.0, Number(-detail::kInfinity), below));
  }
  return y;
}

/// Hyperbolic tangent. Error below 3 ulp.
template <class Number>
TWINLINE_HD inline Number tanh(Number x) {
  const Number size = magnitude(x);
  const auto is_small = size < 1.0;
  const Number t = expm1(select(is_small, -2.0 * size, 2.0 * size));
  const Number quotient = select(is_small, -t, Number(2.0)) / (t + 2.0);
  const Number y = select(is_small, quotient, 1.0 - quotient);
  return select(x < 0.0, -y, select(x > 0.0, y, x));  // 0 and NaN: themselves
}

}  // namespace twinline::math

#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

/// expm1, log1p and tanh, with the same bits everywhere (see elementary.h).
///
/// The reduction and polynomial of expm1 and the formulas of tanh are those of fdlibm (s_expm1.c,
/// s_tanh.c), whose notice is kept here:
///   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

namespace detail {

/// (1 + x - e) 2^k - 1 for a whole |k| >= 2; sum is k + kRound.
template <class Number>
TWINLINE_HD inline Number expm1_scaled(Number x, Number e, Number k, Number sum) {
  const Number inverse = from_bits((1023U - rounded_bits(sum)) << 52U);  // 2^-k, where it counts
  const auto one_apart = k <= -2.0 || k > 56.0;  // the 1 is taken off at the end
  Number y = (x - (e + inverse)) + 1.0;
  y = select(k < 20.0, (1.0 - inverse) - (e - x), y);
  y = select(one_apart, 1.0 - (e - x), y);
  return times_power_of_two(y, sum) - select(one_apart, Number(1.0), Number(0.0));
}

/// e^(high - low + k ln 2) - 1 for the reduced argument high - low, |high - low| <= ln(2)/2, and a
/// whole k; sum is k + kRound.
template <class Number>
TWINLINE_HD inline Number expm1_reduced(Number high, Number low, Number k, Number sum) {
  const Number x = high - low;
  const Number lost = (high - x) - low;
  const Number half = 0.5 * x;
  const Number z = x * half;
  const Number r =
      1.0 + z * (-3.33333333333331316428e-02 +
                 z * (1.58730158725481460165e-03 +
                      z * (-7.93650757867487942473e-05 +
                           z * (4.00821782732936239552e-06 + z * -2.01099218183624371326e-07))));
  const Number t = 3.0 - r * half;
  const Number e0 = z * ((r - t) / (6.0 - x * t));
  Number y = x - (x * e0 - z);
  const Number e = (x * (e0 - lost) - lost) - z;
  if (is_worth(k == -1.0)) y = select(k == -1.0, 0.5 * (x - e) - 0.5, y);
  if (is_worth(k == 1.0)) {
    const Number doubled = select(x < -0.25, -2.0 * (e - (x + 0.5)), 1.0 + 2.0 * (x - e));
    y = select(k == 1.0, doubled, y);
  }
  const auto is_scaled = k <= -2.0 || k >= 2.0;
  if (is_worth(is_scaled)) y = select(is_scaled, expm1_scaled(x, e, k, sum), y);
  return y;
}

}  // namespace detail

/// e^x - 1 without cancellation. Error below 1 ulp; -1 below -56 ln 2, +infinity above 709.78.
template <class Number>
TWINLINE_HD inline Number expm1(Number x) {
  constexpr double kInverseLn2 = 1.44269504088896338700e+00;
  // Beyond these the result is -1 or infinite already, without a case of its own.
  const Number inside = smaller(larger(x, -100.0), 710.0);
  const Number sum = inside * kInverseLn2 + detail::kRound;
  const Number k = sum - detail::kRound;
  const Number y =
      detail::expm1_reduced(inside - k * detail::kLn2High, k * detail::kLn2Low, k, sum);
  return select(x < 0x1p-54 && x > -0x1p-54, x, y);
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
  const Number size = select(x < 0.0, -x, x);
  const auto is_small = size < 1.0;
  const Number t = expm1(select(is_small, -2.0 * size, 2.0 * size));
  const Number quotient = select(is_small, -t, Number(2.0)) / (t + 2.0);
  const Number y = select(is_small, quotient, 1.0 - quotient);
  return select(x < 0.0, -y, select(x > 0.0, y, x));  // 0 and NaN: themselves
}

}  // namespace twinline::math

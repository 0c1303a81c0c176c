#pragma once

#include <cstdint>
#include <limits>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"
#include "twinline/math/polynomial.h"

/// Logarithm, exponential and power in double precision with the same bits on every processor,
/// compiler flag and backend: nothing but IEEE additions, products and quotients in a fixed order
/// (the build turns contraction off): no table, no library
/// call, no fused operation. A Number is a double or Lanes (number.h); each lane has the bits of
/// the double.
///
/// The reductions of log and exp and the polynomial of log are those of fdlibm (e_log.c, e_exp.c),
/// whose notice is kept here:
///   Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

namespace detail {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallestNormal = std::numeric_limits<double>::min();
constexpr double kLn2High = 6.93147180369123816490e-01;  // 32 bits: a multiple of it is exact
constexpr double kLn2Low = 1.90821492927058770002e-10;

/// x = 2^exponent * (1 + fraction), sqrt(1/2) < 1 + fraction < sqrt(2); x positive and normal.
template <class Number>
struct Reduced {
  Number fraction;
  Number exponent;
};

template <class Number>
TWINLINE_HD inline Reduced<Number> reduce(Number x) {
  constexpr std::uint64_t kHalfRootBits = 0x3fe6a09e667f3bcdU;  // sqrt(1/2)
  constexpr std::uint64_t kMantissa = 0x000fffffffffffffU;
  constexpr std::uint64_t kOffset = 1024;  // keeps the exponent positive
  const auto shifted = bits_of(x) - kHalfRootBits;
  const auto exponent = (shifted + (kOffset << 52U)) >> 52U;
  const Number above = from_bits(exponent | 0x4330000000000000U);  // 2^52 + exponent + offset
  const Number mantissa = from_bits((shifted & kMantissa) + kHalfRootBits);
  return {mantissa - 1.0, above - (0x1p52 + static_cast<double>(kOffset))};
}

/// (log((1+s)/(1-s)) - 2s)/s for z = s^2 < 0.0295: error below 2^-58.
template <class Number>
TWINLINE_HD inline Number log_series(Number z) {
  const Number w = z * z;
  const Number odd = w * (3.999999999940941908e-01 +
                          w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const Number even = z * (6.666666666666735130e-01 +
                           w * (2.857142874366239149e-01 +
                                w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  return odd + even;
}

}  // namespace detail

/// Natural logarithm of a positive, normal, finite x: the fast path of log(), for arguments known
/// to be such. Error below 1 ulp.
template <class Number>
TWINLINE_HD inline Number log_normal(Number x) {
  const detail::Reduced<Number> reduced = detail::reduce(x);
  const Number f = reduced.fraction;
  const Number k = reduced.exponent;
  const Number s = f / (2.0 + f);
  const Number half_square = 0.5 * f * f;
  const Number series = detail::log_series(s * s);
  const Number correction = s * (half_square + series) + k * detail::kLn2Low;
  return k * detail::kLn2High - ((half_square - correction) - f);
}

namespace detail {

/// log of what is not positive, normal and finite.
template <class Number>
TWINLINE_HD inline Number log_unusual(Number x) {
  // A subnormal number: 54 ln 2 is taken back in two pieces.
  Number y = (log_normal(x * 0x1p54) - 54.0 * kLn2Low) - 54.0 * kLn2High;
  y = select(x == 0.0, -kInfinity, y);
  y = select(x < 0.0, kNotANumber, y);
  return select(x < kInfinity, y, x);
}

}  // namespace detail

/// Natural logarithm. Error below 1 ulp; log(0) = -infinity, log of a negative number = NaN.
template <class Number>
TWINLINE_HD inline Number log(Number x) {
  Number y = log_normal(x);
  const auto is_usual = x >= detail::kSmallestNormal && x < detail::kInfinity;
  if (any(!is_usual)) y = select(is_usual, y, detail::log_unusual(x));
  return y;
}

namespace detail {

constexpr double kExpOverflow = 7.09782712893383973096e+02;
constexpr double kExpUnderflow = -7.45133219101941108420e+02;

/// x = k ln 2 + high - low with a whole k, |high - low| <= ln(2)/2.
template <class Number>
struct ReducedPower {
  Number sum;  ///< k + kRound
  Number high;
  Number low;
};

/// @param tail carries the bits that x has no room for
template <class Number>
TWINLINE_HD inline ReducedPower<Number> reduce_power(Number x, Number tail) {
  constexpr double kInverseLn2 = 1.44269504088896338700e+00;
  const Number sum = x * kInverseLn2 + kRound;
  const Number k = sum - kRound;
  return {sum, x - k * kLn2High, k * kLn2Low - tail};
}

/// e^r - 1 - r for |r| <= ln(2)/2: error of the series below 2^-63 e^r. No quotient, as that of
/// fdlibm is: other sums fill the waits of a sum, but few those of a division.
template <class Number>
TWINLINE_HD inline Number exp_series(Number r) {
  constexpr Coefficients<10> kTerms = {
      {0x1.555555555555ap-3, 0x1.5555555555530p-5, 0x1.111111110efbcp-7, 0x1.6c16c16c27022p-10,
       0x1.a01a01b26bb6bp-13, 0x1.a01a01526e59ep-16, 0x1.71ddf26965456p-19, 0x1.27e58d04ff98dp-22,
       0x1.af686d12a3220p-26, 0x1.1e6704abfe5acp-29}};
  const Powers<Number> powers(r);
  return 0.5 * powers.second + (powers.second * r) * polynomial(kTerms, powers);
}

/// exp(x + tail) for -746 <= x <= 710, |tail| <= 1e-13 |x|.
template <class Number>
TWINLINE_HD inline Number exp_with_tail(Number x, Number tail) {
  const ReducedPower<Number> reduced = reduce_power(x, tail);
  const Number series = exp_series(reduced.high - reduced.low);
  return times_power_of_two(1.0 + (reduced.high + (series - reduced.low)), reduced.sum);
}

}  // namespace detail

/// e^x. Error below 1 ulp; 0 below -745.13, +infinity above 709.78.
template <class Number>
TWINLINE_HD inline Number exp(Number x) {
  // Beyond these the result is 0 or infinite already, without a case of its own.
  return detail::exp_with_tail(smaller(larger(x, -746.0), 710.0), Number(0.0));
}

namespace detail {

/// An unevaluated sum: about 106 bits.
template <class Number>
struct Double2 {
  Number high;
  Number low;
};

/// a + b exactly, for |a| >= |b|.
template <class Number>
TWINLINE_HD constexpr Double2<Number> fast_two_sum(Number a, As<Number> b) {
  const Number sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
template <class Number>
TWINLINE_HD constexpr Double2<Number> two_sum(Number a, As<Number> b) {
  const Number sum = a + b;
  const Number part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a * b exactly (Dekker 1971), |a|, |b| < 2^996.
template <class Number>
TWINLINE_HD inline Double2<Number> two_product(Number a, Number b) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1
  const Number a_scaled = kSplit * a;
  const Number a_high = a_scaled - (a_scaled - a);
  const Number a_low = a - a_high;
  const Number b_scaled = kSplit * b;
  const Number b_high = b_scaled - (b_scaled - b);
  const Number b_low = b - b_high;
  const Number product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

template <class Number>
TWINLINE_HD inline Double2<Number> multiply(Double2<Number> a, Double2<Number> b) {
  const Double2<Number> product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/// log(x) of a positive, normal, finite x to about 2^-64, relatively: the series of
/// 2 artanh(s), s = f / (2 + f), with its first two terms in double-double.
template <class Number>
TWINLINE_HD inline Double2<Number> log_extended(Number x) {
  const Reduced<Number> reduced = reduce(x);
  const Number f = reduced.fraction;
  // s = f / (2 + f) with the remainder of the division.
  const Double2<Number> divisor = two_sum(Number(2.0), f);
  const Number s_high = f / divisor.high;
  const Double2<Number> back = two_product(s_high, divisor.high);
  const Number s_low = (((f - back.high) - back.low) - s_high * divisor.low) / divisor.high;
  const Double2<Number> s = fast_two_sum(s_high, s_low);
  const Double2<Number> z = multiply(s, s);
  // 2/3 + z (2/5 + z (2/7 + ...)), z < 0.0295: even and odd powers apart, for speed.
  const Number w = z.high * z.high;
  const Number even =
      2.0 / 5.0 +
      w * (2.0 / 9.0 + w * (2.0 / 13.0 + w * (2.0 / 17.0 + w * (2.0 / 21.0 + w * (2.0 / 25.0)))));
  const Number odd =
      2.0 / 7.0 + w * (2.0 / 11.0 + w * (2.0 / 15.0 + w * (2.0 / 19.0 + w * (2.0 / 23.0))));
  const Number tail = even + z.high * odd;
  const Double2<Number> coefficient = fast_two_sum(Number(2.0 / 3.0), z.high * tail);
  const Double2<Number> series = multiply(
      multiply(z, s), Double2<Number>{coefficient.high, coefficient.low + 0x1.5555555555555p-55});
  const Double2<Number> k_high = two_sum(reduced.exponent * kLn2High, 2.0 * s.high);
  const Double2<Number> sum = two_sum(k_high.high, series.high);
  const Number rest =
      sum.low + (k_high.low + (2.0 * s.low + series.low + reduced.exponent * kLn2Low));
  return fast_two_sum(sum.high, rest);
}

/// log_extended of a subnormal x, given that of x 2^54.
template <class Number>
TWINLINE_HD inline Double2<Number> less_54_binades(Double2<Number> logarithm) {
  const Double2<Number> lower = two_sum(logarithm.high, logarithm.low - 54.0 * kLn2Low);
  const Double2<Number> sum = two_sum(lower.high, -54.0 * kLn2High);
  return {sum.high, sum.low + lower.low};
}

}  // namespace detail

/// x^y for positive x. Error below 2 ulp. x = 0 gives 0, 1 or +infinity for y > 0, = 0, < 0; a
/// negative x gives NaN; where an argument is infinite the limit of x^y, where it exists.
template <class Number>
TWINLINE_HD inline Number pow(Number x, As<Number> y) {
  const auto small = x < detail::kSmallestNormal;
  const Number size = select(y < 0.0, -y, y);
  const auto far = !(size <= 1e20 && size >= 1e-200);  // or 1 to the last bit
  const auto at_limit = !(x > 0.0 && x < detail::kInfinity && size < detail::kInfinity);
  const bool is_usual = !any(small || far || at_limit);
  Number base = x;
  if (is_worth(small)) base = select(small, x * 0x1p54, x);
  detail::Double2<Number> logarithm = detail::log_extended(base);
  if (!is_usual) {
    const detail::Double2<Number> lower = detail::less_54_binades(logarithm);
    logarithm = {select(small, lower.high, logarithm.high),
                 select(small, lower.low, logarithm.low)};
  }
  detail::Double2<Number> exponent = detail::multiply(logarithm, detail::Double2<Number>{y, 0.0});
  if (!is_usual) {
    exponent = {select(far, y * logarithm.high, exponent.high), select(far, 0.0, exponent.low)};
  }
  Number result = detail::exp_with_tail(exponent.high, exponent.low);
  const auto is_inside =
      exponent.high >= detail::kExpUnderflow && exponent.high <= detail::kExpOverflow;
  if (any(!is_inside)) {
    result = select(exponent.high > detail::kExpOverflow, detail::kInfinity, result);
    result = select(exponent.high < detail::kExpUnderflow, 0.0, result);
  }
  if (!is_usual) {
    // Exact limits: log is infinite or NaN here, or y is.
    result = select(at_limit, exp(y * log(x)), result);
    result = select(y == 0.0 || x == 1.0, 1.0, result);
  }
  return result;
}

}  // namespace twinline::math

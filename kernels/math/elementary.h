#pragma once

#include <cstdint>
#include <cstring>
#include <limits>

#include "twinline/math/host_device.h"

/// Logarithm, exponential and power in double precision with the same bits on every processor,
/// compiler flag and backend: nothing but IEEE additions, products and quotients in a fixed order
/// (the build turns contraction off): no table, no library
/// call, no fused operation.
///
/// The reductions and polynomials of log and exp are those of fdlibm (e_log.c, e_exp.c),
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

TWINLINE_HD inline std::uint64_t bits_of(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

TWINLINE_HD inline double from_bits(std::uint64_t bits) {
  double x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// x = 2^exponent * (1 + fraction), sqrt(1/2) < 1 + fraction < sqrt(2); x positive and normal.
struct Reduced {
  double fraction;
  double exponent;
};

TWINLINE_HD inline Reduced reduce(double x) {
  constexpr std::uint64_t kHalfRootBits = 0x3fe6a09e667f3bcdU;  // sqrt(1/2)
  constexpr std::uint64_t kMantissa = 0x000fffffffffffffU;
  const std::uint64_t shifted = bits_of(x) - kHalfRootBits;
  const auto exponent = static_cast<std::int64_t>(shifted) >> 52;
  return {from_bits((shifted & kMantissa) + kHalfRootBits) - 1.0, static_cast<double>(exponent)};
}

/// (log((1+s)/(1-s)) - 2s)/s for z = s^2 < 0.0295: error below 2^-58.
TWINLINE_HD inline double log_series(double z) {
  const double w = z * z;
  const double odd = w * (3.999999999940941908e-01 +
                          w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double even = z * (6.666666666666735130e-01 +
                           w * (2.857142874366239149e-01 +
                                w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  return odd + even;
}

}  // namespace detail

/// Natural logarithm of a positive, normal, finite x: the fast path of log(), for arguments known
/// to be such. Error below 1 ulp.
TWINLINE_HD inline double log_normal(double x) {
  const detail::Reduced reduced = detail::reduce(x);
  const double f = reduced.fraction;
  const double k = reduced.exponent;
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  const double series = detail::log_series(s * s);
  const double correction = s * (half_square + series) + k * detail::kLn2Low;
  return k * detail::kLn2High - ((half_square - correction) - f);
}

/// Natural logarithm. Error below 1 ulp; log(0) = -infinity, log of a negative number = NaN.
TWINLINE_HD inline double log(double x) {
  if (x >= detail::kSmallestNormal && x < detail::kInfinity) {
    return log_normal(x);
  }
  if (x == 0) {
    return -detail::kInfinity;
  }
  if (x < 0) {
    return detail::kNotANumber;
  }
  if (x < detail::kSmallestNormal) {  // subnormal: 54 ln 2 is taken back in two pieces
    return (log_normal(x * 0x1p54) - 54.0 * detail::kLn2Low) - 54.0 * detail::kLn2High;
  }
  return x;  // +infinity or NaN
}

namespace detail {

/// exp(x + tail) for |tail| <= 1e-13 |x|: the tail carries the bits that x has no room for.
TWINLINE_HD inline double exp_with_tail(double x, double tail) {
  constexpr double kOverflow = 7.09782712893383973096e+02;
  constexpr double kUnderflow = -7.45133219101941108420e+02;
  constexpr double kInverseLn2 = 1.44269504088896338700e+00;
  constexpr double kRound = 0x1.8p52;  // adding and subtracting it rounds to the nearest integer
  if (x != x) {
    return x;
  }
  if (x > kOverflow) {
    return kInfinity;
  }
  if (x < kUnderflow) {
    return 0.0;
  }
  const double k = (x * kInverseLn2 + kRound) - kRound;
  const double high = x - k * kLn2High;
  const double low = k * kLn2Low - tail;
  const double r = high - low;
  const double t = r * r;
  const double c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  const double y = 1.0 + ((r * c / (2.0 - c) - low) + high);
  // 2^k in two factors, each a normal number, so that a subnormal result is rounded once only.
  const auto exponent = static_cast<std::int64_t>(k);
  const std::int64_t first = exponent / 2;
  const std::int64_t second = exponent - first;
  const double scale_a = from_bits(static_cast<std::uint64_t>(first + 1023) << 52U);
  const double scale_b = from_bits(static_cast<std::uint64_t>(second + 1023) << 52U);
  return y * scale_a * scale_b;
}

}  // namespace detail

/// e^x. Error below 1 ulp; 0 below -745.13, +infinity above 709.78.
TWINLINE_HD inline double exp(double x) { return detail::exp_with_tail(x, 0.0); }

namespace detail {

/// An unevaluated sum: about 106 bits.
struct Double2 {
  double high;
  double low;
};

/// a + b exactly, for |a| >= |b|.
TWINLINE_HD inline Double2 fast_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
TWINLINE_HD inline Double2 two_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a * b exactly (Dekker 1971), |a|, |b| < 2^996.
TWINLINE_HD inline Double2 two_product(double a, double b) {
  constexpr double kSplit = 134217729.0;  // 2^27 + 1
  const double a_scaled = kSplit * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = kSplit * b;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

TWINLINE_HD inline Double2 multiply(Double2 a, Double2 b) {
  const Double2 product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

/// log(x) of a positive, normal, finite x to about 2^-64, relatively: the series of
/// 2 artanh(s), s = f / (2 + f), with its first two terms in double-double.
TWINLINE_HD inline Double2 log_extended(double x) {
  const Reduced reduced = reduce(x);
  const double f = reduced.fraction;
  // s = f / (2 + f) with the remainder of the division.
  const Double2 divisor = two_sum(2.0, f);
  const double s_high = f / divisor.high;
  const Double2 back = two_product(s_high, divisor.high);
  const double s_low = (((f - back.high) - back.low) - s_high * divisor.low) / divisor.high;
  const Double2 s = fast_two_sum(s_high, s_low);
  const Double2 z = multiply(s, s);
  // 2/3 + z (2/5 + z (2/7 + ...)), z < 0.0295: even and odd powers apart, for speed.
  const double w = z.high * z.high;
  const double even =
      2.0 / 5.0 +
      w * (2.0 / 9.0 + w * (2.0 / 13.0 + w * (2.0 / 17.0 + w * (2.0 / 21.0 + w * (2.0 / 25.0)))));
  const double odd =
      2.0 / 7.0 + w * (2.0 / 11.0 + w * (2.0 / 15.0 + w * (2.0 / 19.0 + w * (2.0 / 23.0))));
  const double tail = even + z.high * odd;
  const Double2 coefficient = fast_two_sum(2.0 / 3.0, z.high * tail);
  const Double2 series =
      multiply(multiply(z, s), {coefficient.high, coefficient.low + 0x1.5555555555555p-55});
  const Double2 k_high = two_sum(reduced.exponent * kLn2High, 2.0 * s.high);
  const Double2 sum = two_sum(k_high.high, series.high);
  const double rest =
      sum.low + (k_high.low + (2.0 * s.low + series.low + reduced.exponent * kLn2Low));
  return fast_two_sum(sum.high, rest);
}

}  // namespace detail

/// x^y for positive x. Error below 2 ulp. x = 0 gives 0, 1 or +infinity for y > 0, = 0, < 0; a
/// negative x gives NaN; where an argument is infinite the limit of x^y, where it exists.
TWINLINE_HD inline double pow(double x, double y) {
  if (y == 0 || x == 1) {
    return 1.0;
  }
  const bool finite = x < detail::kInfinity && y < detail::kInfinity && y > -detail::kInfinity;
  if (!(x > 0) || !finite) {  // exact limits: log is infinite or NaN here, or y is
    return exp(y * log(x));
  }
  const bool subnormal = x < detail::kSmallestNormal;
  detail::Double2 logarithm = detail::log_extended(subnormal ? x * 0x1p54 : x);
  if (subnormal) {
    logarithm = detail::two_sum(logarithm.high, logarithm.low - 54.0 * detail::kLn2Low);
    const detail::Double2 sum = detail::two_sum(logarithm.high, -54.0 * detail::kLn2High);
    logarithm = {sum.high, sum.low + logarithm.low};
  }
  if (y > 1e20 || y < -1e20 || (y < 1e-200 && y > -1e-200)) {  // far out, or 1 to the last bit
    return exp(y * logarithm.high);
  }
  const detail::Double2 exponent = detail::multiply(logarithm, {y, 0.0});
  return detail::exp_with_tail(exponent.high, exponent.low);
}

}  // namespace twinline::math

#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/number.h"
#include "twinline/math/polynomial.h"

/// Sine and cosine with the same bits everywhere (see elementary.h).
///
/// The polynomials and the pieces of pi/2 are those of fdlibm (k_sin.c, k_cos.c, e_rem_pio2.c),
/// whose notice is kept here:
///   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

/// Largest |x| that sin() and cos() take, in radians.
inline constexpr double kLargestAngle = 0x1p19;

namespace detail {

/// sin(x + tail), |x| <= pi/4.
template <class Number>
TWINLINE_HD constexpr Number sin_kernel(Number x, Number tail) {
  const Number z = x * x;
  const Number v = z * x;
  constexpr Coefficients<5> kTerms = {{8.33333333332248946124e-03, -1.98412698298579493134e-04,
                                       2.75573137070700676789e-06, -2.50507602534068634195e-08,
                                       1.58969099521155010221e-10}};
  const Number r = polynomial(kTerms, Powers<Number>(z));
  return x - ((z * (0.5 * tail - v * r) - tail) + v * 1.66666666666666324348e-01);
}

/// cos(x + tail), |x| <= pi/4.
template <class Number>
TWINLINE_HD constexpr Number cos_kernel(Number x, Number tail) {
  const Number z = x * x;
  constexpr Coefficients<6> kTerms = {{4.16666666666666019037e-02, -1.38888888888741095749e-03,
                                       2.48015872894767294178e-05, -2.75573143513906633035e-07,
                                       2.08757232129817482790e-09, -1.13596475577881948265e-11}};
  const Number r = z * polynomial(kTerms, Powers<Number>(z));
  const Number half = 0.5 * z;
  const Number one = 1.0 - half;
  return one + (((1.0 - one) - half) + (z * r - x * tail));
}

/// x = quarter * pi/2 + high + low, |high| <= pi/4.
template <class Number>
struct Angle {
  Number high;
  Number low;
  BitsOf<Number> quarter;
};

/// Cody and Waite's reduction: pi/2 in three pieces of 33 bits, so that their multiples by a
/// whole number below 2^20 are exact, and a rest.
template <class Number>
TWINLINE_HD constexpr Angle<Number> reduce_angle(Number x) {
  constexpr double kTwoOverPi = 6.36619772367581382433e-01;
  constexpr double kPiece1 = 1.57079632673412561417e+00;
  constexpr double kPiece2 = 6.07710050630396597660e-11;
  constexpr double kPiece3 = 2.02226624871116645580e-21;
  constexpr double kRest = 8.47842766036889956997e-32;
  const Number n = (x * kTwoOverPi + kRound) - kRound;
  // Where the first of the two is not the larger one it has so few bits that their sum is exact.
  const Double2<Number> first = fast_two_sum(x - n * kPiece1, -n * kPiece2);
  const Double2<Number> second = fast_two_sum(first.high, -n * kPiece3);
  const Number rest = (first.low + second.low) - n * kRest;
  const Double2<Number> sum = fast_two_sum(second.high, rest);
  return {sum.high, sum.low, signed_bits(n) & 3U};
}

template <class Number>
TWINLINE_HD constexpr Number sin_of_quarter(const Angle<Number>& angle, BitsOf<Number> quarter) {
  const auto is_odd = (quarter & 1U) != 0U;
  Number y = 0.0;
  if (any(!is_odd)) y = sin_kernel(angle.high, angle.low);
  if (any(is_odd)) y = select(is_odd, cos_kernel(angle.high, angle.low), y);
  return select((quarter & 2U) != 0U, -y, y);
}

}  // namespace detail

/// Sine of x radians. Error below 1 ulp for |x| <= kLargestAngle; NaN beyond.
template <class Number>
TWINLINE_HD constexpr Number sin(Number x) {
  const auto is_inside = x <= kLargestAngle && x >= -kLargestAngle;
  const auto angle = detail::reduce_angle(select(is_inside, x, Number(0.0)));
  Number y = detail::sin_of_quarter(angle, angle.quarter);
  const auto is_tiny = x < 0x1p-27 && x > -0x1p-27;
  if (is_worth(is_tiny)) y = select(is_tiny, x, y);
  return select(is_inside, y, Number(detail::kNotANumber));
}

/// The sine and the cosine of one angle.
template <class Number>
struct SineCosine {
  Number sine;
  Number cosine;
};

/// Both of x radians, |x| <= kLargestAngle: for arguments known to be such. Errors below 1 ulp.
template <class Number>
TWINLINE_HD inline SineCosine<Number> sin_cos_inside(Number x) {
  const auto angle = detail::reduce_angle(x);
  const Number sine = detail::sin_kernel(angle.high, angle.low);
  const Number cosine = detail::cos_kernel(angle.high, angle.low);
  const auto is_odd = (angle.quarter & 1U) != 0U;
  const Number along = select(is_odd, cosine, sine);
  const Number across = select(is_odd, sine, cosine);
  // The second bit of the quarter is the sign of the sine, that of the next quarter the cosine's.
  constexpr std::uint64_t kSign = 0x8000000000000000U;
  return {from_bits(bits_of(along) ^ ((angle.quarter << 62U) & kSign)),
          from_bits(bits_of(across) ^ (((angle.quarter + 1U) << 62U) & kSign))};
}

/// Cosine of x radians. Error below 1 ulp for |x| <= kLargestAngle; NaN beyond.
template <class Number>
TWINLINE_HD constexpr Number cos(Number x) {
  const auto is_inside = x <= kLargestAngle && x >= -kLargestAngle;
  const auto angle = detail::reduce_angle(select(is_inside, x, Number(0.0)));
  const Number y = detail::sin_of_quarter(angle, angle.quarter + 1U);
  return select(is_inside, y, Number(detail::kNotANumber));
}

}  // namespace twinline::math

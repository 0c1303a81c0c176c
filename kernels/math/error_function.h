#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/rational.h"

/// The error function and its complement, with the same bits everywhere (see elementary.h).
///
/// Intervals and coefficients are those of fdlibm (s_erf.c), whose notice is kept here:
///   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

namespace detail {

constexpr double kErfOne = 8.45062911510467529297e-01;  // erf(1) to 24 bits

/// Where |x| < 0.84375: erf(x)/x - 1. Else, up to 1.25: erf(x) - kErfOne.
template <class Number>
TWINLINE_HD inline Number erf_inner(Number size, MaskOf<Number> is_small) {
  constexpr Rational<6, 6> kNearZero = {
      // of x^2
      {1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02,
       -5.77027029648944159157e-03, -2.37630166566501626084e-05, 0.0, 0.0},
      {3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03,
       1.32494738004321644526e-04, -3.96022827877536812320e-06, 0.0}};
  constexpr Rational<6, 6> kNearOne = {
      // of x - 1
      {-2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01,
       3.18346619901161753674e-01, -1.10894694282396677476e-01, 3.54783043256182359371e-02,
       -2.16637559486879084300e-03},
      {1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02,
       1.26171219808761642112e-01, 1.36370839120290507362e-02, 1.19844998467991074170e-02}};
  return evaluate(is_small, kNearZero, kNearOne, select(is_small, size * size, size - 1.0));
}

/// erfc(x) for 1.25 <= x < 28. x^2 is split so that its upper part is exact.
template <class Number>
TWINLINE_HD inline Number erfc_positive(Number x) {
  // log(x erfc(x)) + x^2 + 0.5625 as a function of 1/x^2, below 1/0.35 and beyond.
  constexpr Rational<7, 8> kTail = {
      {-9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01,
       -6.23753324503260060396e+01, -1.62396669462573470355e+02, -1.84605092906711035994e+02,
       -8.12874355063065934246e+01, -9.81432934416914548592e+00},
      {1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02,
       6.45387271733267880336e+02, 4.29008140027567833386e+02, 1.08635005541779435134e+02,
       6.57024977031928170135e+00, -6.04244152148580987438e-02}};
  constexpr Rational<7, 8> kFarTail = {
      {-9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01,
       -1.60636384855821916062e+02, -6.37566443368389627722e+02, -1.02509513161107724954e+03,
       -4.83519191608651397019e+02, 0.0},
      {3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03,
       3.19985821950859553908e+03, 2.55305040643316442583e+03, 4.74528541206955367215e+02,
       -2.24409524465858183362e+01, 0.0}};
  const Number inverse = 1.0 / x;
  const Number series = evaluate(x < 1.0 / 0.35, kTail, kFarTail, inverse * inverse);
  const Number z = from_bits(bits_of(x) & 0xffffffff00000000U);
  const Double2<Number> exponent = fast_two_sum(-z * z - 0.5625, (z - x) * (z + x) + series);
  // e to less than -746 is 0 anyway.
  return exp_with_tail(larger(exponent.high, -746.0), exponent.low) * inverse;
}

/// erf(x), |x| = size < 0.84375, of erf(x)/x - 1.
template <class Number>
TWINLINE_HD inline Number erf_small(Number x, Number size, Number relative) {
  constexpr double kSlope = 1.28379167095512586316e-01;  // 2/sqrt(pi) - 1
  Number y = x + x * relative;
  const auto linear = size < 0x1p-28;
  if (any(linear)) {
    const Number subnormal = 0.0625 * (16.0 * x + 16.0 * kSlope * x);
    y = select(linear, select(size < 0x1p-1000, subnormal, x + kSlope * x), y);
  }
  return y;
}

}  // namespace detail

/// Error function 2/sqrt(pi) * integral of exp(-t^2) from 0 to x. Error below 1 ulp.
template <class Number>
TWINLINE_HD inline Number erf(Number x) {
  const Number size = magnitude(x);
  const auto is_small = size < 0.84375;
  const auto is_inner = size < 1.25;
  const auto is_large = size >= 1.25 && size < 6.0;
  Number inner = 0.0;
  if (any(is_inner)) inner = detail::erf_inner(size, is_small);
  Number y = select(is_inner, detail::kErfOne + inner, Number(1.0));
  if (any(is_large)) {
    y = select(is_large, 1.0 - detail::erfc_positive(select(is_large, size, Number(2.0))), y);
  }
  y = select(x < 0.0, -y, y);
  if (any(is_small)) y = select(is_small, detail::erf_small(x, size, inner), y);
  if (is_worth(x != x)) y = select(x == x, y, x);
  return y;
}

/// 1 - erf(x) without cancellation. Error below 5 ulp; 0 above 27.3.
template <class Number>
TWINLINE_HD inline Number erfc(Number x) {
  const Number size = magnitude(x);
  const auto is_small = size < 0.84375;
  const auto is_inner = size < 1.25;
  const auto is_large = size >= 1.25 && size < 28.0 && x >= -6.0;
  Number result = select(x < 0.0, Number(2.0), Number(0.0));
  if (any(is_inner)) {
    const Number inner = detail::erf_inner(size, is_small);
    const Number y = x * inner;
    const Number small = select(x < 0.25, 1.0 - (x + y), 0.5 - ((x - 0.5) + y));
    const Number near_one =
        select(x < 0.0, 1.0 + (detail::kErfOne + inner), (1.0 - detail::kErfOne) - inner);
    result = select(is_inner, select(is_small, small, near_one), result);
  }
  if (any(is_large)) {
    const Number y = detail::erfc_positive(select(is_large, size, Number(2.0)));
    result = select(is_large, select(x < 0.0, 2.0 - y, y), result);
  }
  if (is_worth(x != x)) result = select(x == x, result, x);
  return result;
}

}  // namespace twinline::math

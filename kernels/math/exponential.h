#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"

/// expm1, log1p and tanh, with the same bits everywhere (see elementary.h).
///
/// The reduction and polynomial of expm1 and the formulas of tanh are those of fdlibm (s_expm1.c,
/// s_tanh.c), whose notice is kept here:
///   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
///   Permission to use, copy, modify, and distribute this software is freely granted, provided
///   that this notice is preserved.
namespace twinline::math {

namespace detail {

/// e^(high - low) - 1 times 2^k for the reduced argument high - low, |high - low| <= ln(2)/2.
TWINLINE_HD inline double expm1_reduced(double high, double low, int k) {
  const double x = high - low;
  const double lost = (high - x) - low;
  const double half = 0.5 * x;
  const double z = x * half;
  const double r =
      1.0 + z * (-3.33333333333331316428e-02 +
                 z * (1.58730158725481460165e-03 +
                      z * (-7.93650757867487942473e-05 +
                           z * (4.00821782732936239552e-06 + z * -2.01099218183624371326e-07))));
  const double t = 3.0 - r * half;
  double e = z * ((r - t) / (6.0 - x * t));
  if (k == 0) {
    return x - (x * e - z);
  }
  e = (x * (e - lost) - lost) - z;
  if (k == -1) {
    return 0.5 * (x - e) - 0.5;
  }
  if (k == 1) {
    return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1.0 + 2.0 * (x - e);
  }
  // 2^k in two factors: 2^1024 is no number, the result may be one.
  const int first = k / 2;
  const double scale = from_bits(static_cast<std::uint64_t>(first + 1023) << 52U);
  const double rest = from_bits(static_cast<std::uint64_t>(k - first + 1023) << 52U);
  if (k <= -2 || k > 56) {
    return (1.0 - (e - x)) * scale * rest - 1.0;
  }
  const double inverse = from_bits(static_cast<std::uint64_t>(1023 - k) << 52U);  // 2^-k
  const double y = k < 20 ? (1.0 - inverse) - (e - x) : (x - (e + inverse)) + 1.0;
  return y * scale * rest;
}

}  // namespace detail

/// e^x - 1 without cancellation. Error below 1 ulp; -1 below -56 ln 2, +infinity above 709.78.
TWINLINE_HD inline double expm1(double x) {
  constexpr double kOverflow = 7.09782712893383973096e+02;
  constexpr double kAllOnes = -38.816242111356935;  // -56 ln 2: e^x is lost in the rounding of 1
  constexpr double kInverseLn2 = 1.44269504088896338700e+00;
  constexpr double kRound = 0x1.8p52;
  if (x != x) {
    return x;
  }
  if (x > kOverflow) {
    return detail::kInfinity;
  }
  if (x < kAllOnes) {
    return -1.0;
  }
  if (x < 0x1p-54 && x > -0x1p-54) {
    return x;
  }
  const double k = (x * kInverseLn2 + kRound) - kRound;
  return detail::expm1_reduced(x - k * detail::kLn2High, k * detail::kLn2Low, static_cast<int>(k));
}

/// log(1 + x) without cancellation. Error below 2 ulp; -infinity at -1, NaN below.
TWINLINE_HD inline double log1p(double x) {
  if (x < 0x1p-54 && x > -0x1p-54) {
    return x;
  }
  if (!(x > -1.0 && x < detail::kInfinity)) {
    return log(1.0 + x);
  }
  const detail::Double2 sum = detail::two_sum(1.0, x);
  return log_normal(sum.high) + sum.low / sum.high;
}

/// Hyperbolic tangent. Error below 3 ulp.
TWINLINE_HD inline double tanh(double x) {
  constexpr double kOne = 22.0;  // beyond it tanh rounds to 1
  const double size = x < 0 ? -x : x;
  if (size != size) {
    return x;
  }
  double y = 1.0;
  if (size < 1.0) {
    const double t = expm1(-2.0 * size);
    y = -t / (t + 2.0);
  } else if (size < kOne) {
    y = 1.0 - 2.0 / (expm1(2.0 * size) + 2.0);
  }
  return x < 0 ? -y : (x == 0 ? x : y);
}

}  // namespace twinline::math

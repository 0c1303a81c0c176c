#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"

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
TWINLINE_HD inline double sin_kernel(double x, double tail) {
  const double z = x * x;
  const double v = z * x;
  const double r = 8.33333333332248946124e-03 +
                   z * (-1.98412698298579493134e-04 +
                        z * (2.75573137070700676789e-06 +
                             z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
  return x - ((z * (0.5 * tail - v * r) - tail) + v * 1.66666666666666324348e-01);
}

/// cos(x + tail), |x| <= pi/4.
TWINLINE_HD inline double cos_kernel(double x, double tail) {
  const double z = x * x;
  const double r =
      z * (4.16666666666666019037e-02 +
           z * (-1.38888888888741095749e-03 +
                z * (2.48015872894767294178e-05 +
                     z * (-2.75573143513906633035e-07 +
                          z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  const double half = 0.5 * z;
  const double one = 1.0 - half;
  return one + (((1.0 - one) - half) + (z * r - x * tail));
}

/// x = quarter * pi/2 + high + low, |high| <= pi/4.
struct Angle {
  double high;
  double low;
  int quarter;
};

/// Cody and Waite's reduction: pi/2 in three pieces of 33 bits, so that their multiples by a
/// whole number below 2^20 are exact, and a rest.
TWINLINE_HD inline Angle reduce_angle(double x) {
  constexpr double kTwoOverPi = 6.36619772367581382433e-01;
  constexpr double kPiece1 = 1.57079632673412561417e+00;
  constexpr double kPiece2 = 6.07710050630396597660e-11;
  constexpr double kPiece3 = 2.02226624871116645580e-21;
  constexpr double kRest = 8.47842766036889956997e-32;
  constexpr double kRound = 0x1.8p52;
  const double n = (x * kTwoOverPi + kRound) - kRound;
  const Double2 first = two_sum(x - n * kPiece1, -n * kPiece2);
  const Double2 second = two_sum(first.high, -n * kPiece3);
  const double rest = (first.low + second.low) - n * kRest;
  const Double2 sum = fast_two_sum(second.high, rest);
  return {sum.high, sum.low, static_cast<int>(n) & 3};
}

TWINLINE_HD inline double sin_of_quarter(const Angle& angle, int quarter) {
  const double y =
      (quarter & 1) != 0 ? cos_kernel(angle.high, angle.low) : sin_kernel(angle.high, angle.low);
  return (quarter & 2) != 0 ? -y : y;
}

}  // namespace detail

/// Sine of x radians. Error below 1 ulp for |x| <= kLargestAngle; NaN beyond.
TWINLINE_HD inline double sin(double x) {
  if (!(x <= kLargestAngle && x >= -kLargestAngle)) {
    return detail::kNotANumber;
  }
  if (x < 0x1p-27 && x > -0x1p-27) {
    return x;
  }
  const detail::Angle angle = detail::reduce_angle(x);
  return detail::sin_of_quarter(angle, angle.quarter);
}

/// Cosine of x radians. Error below 1 ulp for |x| <= kLargestAngle; NaN beyond.
TWINLINE_HD inline double cos(double x) {
  if (!(x <= kLargestAngle && x >= -kLargestAngle)) {
    return detail::kNotANumber;
  }
  const detail::Angle angle = detail::reduce_angle(x);
  return detail::sin_of_quarter(angle, angle.quarter + 1);
}

}  // namespace twinline::math

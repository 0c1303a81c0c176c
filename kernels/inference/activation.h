#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"

/// The functions of the layers, single precision through double, without a branch (so that a loop
/// over items vectorises) and without a fused operation or a library call: the same bits
/// everywhere. Each result is the exact value rounded to single precision but for rare last bits:
/// errors are below 0.51 ulp.
namespace twinline::inference {

/// e^x for |x| <= 700, relative error below 2e-15: x = k ln 2 + r, |r| <= ln(2)/2, a Taylor series
/// of degree 11 for e^r, and k added to the exponent. Beyond 700 the value at 700; NaN stays.
TWINLINE_HD inline double exp_clamped(double x) {
  constexpr double kLargest = 700.0;
  constexpr double kInverseLn2 = 1.44269504088896338700e+00;
  constexpr double kRound = 0x1.8p52;
  x = x > kLargest ? kLargest : x;
  x = x < -kLargest ? -kLargest : x;
  const double shifted = x * kInverseLn2 + kRound;  // its low bits are k
  const double k = shifted - kRound;
  const double r = (x - k * math::detail::kLn2High) - k * math::detail::kLn2Low;
  double y = 1.0 / 39916800.0;
  y = y * r + 1.0 / 3628800.0;
  y = y * r + 1.0 / 362880.0;
  y = y * r + 1.0 / 40320.0;
  y = y * r + 1.0 / 5040.0;
  y = y * r + 1.0 / 720.0;
  y = y * r + 1.0 / 120.0;
  y = y * r + 1.0 / 24.0;
  y = y * r + 1.0 / 6.0;
  y = y * r + 0.5;
  y = y * r + 1.0;
  y = y * r + 1.0;
  const double scaled =
      math::detail::from_bits(math::detail::bits_of(y) + (math::detail::bits_of(shifted) << 52U));
  return x == x ? scaled : x;
}

/// max(0, x); NaN stays.
TWINLINE_HD inline float relu(float x) { return x < 0.0F ? 0.0F : x; }

TWINLINE_HD inline float leaky_relu(float x, float alpha) { return x < 0.0F ? alpha * x : x; }

/// 1 / (1 + e^-x).
TWINLINE_HD inline float sigmoid(float x) {
  return static_cast<float>(1.0 / (1.0 + exp_clamped(-static_cast<double>(x))));
}

/// Hyperbolic tangent: (e^2x - 1) / (e^2x + 1), and x - x^3/3 near 0, where that cancels.
TWINLINE_HD inline float tanh(float x) {
  const double wide = x;
  const double e = exp_clamped(2.0 * wide);
  const double quotient = (e - 1.0) / (e + 1.0);
  const double near_zero = wide * (1.0 - wide * wide * (1.0 / 3.0));
  const bool is_near = wide < 0x1p-14 && wide > -0x1p-14;
  return static_cast<float>(is_near ? near_zero : quotient);
}

/// e^(x - largest), a term of a softmax, for x <= largest; 0 where single precision has 0.
TWINLINE_HD inline float exp_below(float x, float largest) {
  return static_cast<float>(exp_clamped(static_cast<double>(x) - static_cast<double>(largest)));
}

}  // namespace twinline::inference

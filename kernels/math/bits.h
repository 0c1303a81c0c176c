#pragma once

#include <cstdint>
#include <cstring>

#include "twinline/math/host_device.h"

/// The bits of a double, and powers of two made of them: what number.h and lanes.h share.
namespace twinline::math::detail {

constexpr double kRound = 0x1.8p52;  // adding and subtracting it rounds to the nearest integer

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

/// The integer that was added to kRound, in two's complement.
template <class Number>
TWINLINE_HD inline auto rounded_bits(Number sum) {
  return bits_of(sum) - 0x4338000000000000U;
}

/// x 2^k for sum = k + kRound, |k| < 2000. In two factors, each a normal number, so that a
/// subnormal product is rounded once only and 2^1024, no number, can be multiplied by.
template <class Number>
TWINLINE_HD inline Number times_two_factors(Number x, Number sum) {
  const auto k = rounded_bits(sum);
  const auto half = (k + 2048U) >> 1U;  // 1024 more than the first factor's exponent
  return x * from_bits((half - 1U) << 52U) * from_bits((k - half + 2047U) << 52U);
}

}  // namespace twinline::math::detail

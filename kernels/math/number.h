#pragma once

#include <cmath>
#include <cstdint>
#include <utility>

#include "twinline/math/bits.h"
#include "twinline/math/host_device.h"
#include "twinline/math/lanes.h"

/// What the kernels ask of the type that they calculate with: here for double, in lanes.h for
/// Lanes, W doubles side by side. A function template over such a Number has no branch that depends
/// on a value but those on any() and is_worth(): the other choices are made by select().
///
/// A Number has + - * / and the comparisons, converts from double, and brings the functions below;
/// a comparison gives its mask, with && || and !, and bits_of() its bits, with + - & | ^ << >>.
namespace twinline {

namespace math {

TWINLINE_HD constexpr double select(bool choice, double yes, double no) {
  return choice ? yes : no;
}

/// The smaller and the larger of two; x where one is NaN.
TWINLINE_HD constexpr double smaller(double x, double y) { return y < x ? y : x; }
TWINLINE_HD constexpr double larger(double x, double y) { return y > x ? y : x; }

/// Whether a choice is made for one of the lanes at least.
TWINLINE_HD constexpr bool any(bool choice) { return choice; }

/// Whether to work out a rare case that costs a few operations: for a double, only where it is
/// there; for lanes always, which costs less than asking.
TWINLINE_HD constexpr bool is_worth(bool choice) { return choice; }

using detail::bits_of;
using detail::from_bits;

/// |x|, of NaN a NaN.
template <class Number>
TWINLINE_HD inline Number magnitude(Number x) {
  return from_bits(bits_of(x) & 0x7fffffffffffffffU);
}

/// The number with these bits as a whole number below 2^53, exactly.
TWINLINE_HD inline double whole_number(std::uint64_t bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits));
}

/// The whole part of a number from 0 to 2^53 - 1.
TWINLINE_HD inline std::uint64_t whole_bits(double x) { return static_cast<std::uint64_t>(x); }

/// A whole number of a size below 2^51, as the bits of an integer in two's complement.
TWINLINE_HD constexpr std::uint64_t signed_bits(double x) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(x));
}

/// The product of the low halves, 64 bits wide.
TWINLINE_HD constexpr std::uint64_t wide_product(std::uint64_t a, std::uint64_t b) {
  return (a & 0xffffffffU) * (b & 0xffffffffU);
}

TWINLINE_HD inline double square_root(double x) { return std::sqrt(x); }

/// x 2^k, rounded once, for sum = k + detail::kRound with a whole |k| < 2000.
TWINLINE_HD inline double times_power_of_two(double x, double sum) {
  return detail::times_two_factors(x, sum);
}

/// The bits that belong to a Number, and the answers to its comparisons.
template <class Number>
using BitsOf = decltype(bits_of(std::declval<Number>()));
template <class Number>
using MaskOf = decltype(std::declval<Number>() < std::declval<Number>());

/// A parameter type from which the compiler draws no conclusion about a template's arguments.
template <class Number>
struct Given {
  using Type = Number;
};
template <class Number>
using As = typename Given<Number>::Type;

}  // namespace math

using math::any;
using math::larger;
using math::select;
using math::smaller;

}  // namespace twinline

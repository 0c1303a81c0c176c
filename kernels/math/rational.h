#pragma once

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline::math::detail {

/// A quotient of two polynomials, constant term first; that of the denominator is 1 and is left
/// out. A shorter polynomial ends in zeros, which change no bit.
template <int kNumerator, int kDenominator>
struct Rational {
  double numerator[kNumerator + 1];
  double denominator[kDenominator];
};

/// f(x), or g(x) where not `first`. Lanes that differ choose coefficient by coefficient: an
/// instruction each, against two and a further division for both quotients.
template <class Number, int kNumerator, int kDenominator>
TWINLINE_HD inline Number evaluate(MaskOf<Number> first, const Rational<kNumerator, kDenominator>& f,
                                   const Rational<kNumerator, kDenominator>& g, Number x) {
  const auto above = [&](int i) TWINLINE_HD -> Number {
    return select(first, f.numerator[i], g.numerator[i]);
  };
  const auto below = [&](int i) TWINLINE_HD -> Number {
    return select(first, f.denominator[i], g.denominator[i]);
  };
  Number numerator = above(kNumerator);
  Number denominator = below(kDenominator - 1);
  for (int i = kNumerator - 1; i >= 0; --i) numerator = numerator * x + above(i);
  for (int i = kDenominator - 2; i >= 0; --i) denominator = denominator * x + below(i);
  return numerator / (denominator * x + 1.0);
}

}  // namespace twinline::math::detail

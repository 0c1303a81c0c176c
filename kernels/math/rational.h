#pragma once

#include <cstddef>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline::math::detail {

/// A quotient of two polynomials, constant term first; that of the denominator is 1 and is left
/// out. A shorter polynomial ends in zeros, which change no bit.
template <int kNumerator, int kDenominator>
struct Rational {
  double numerator[std::size_t{kNumerator + 1}];
  double denominator[std::size_t{kDenominator}];
};

/// f(x), or g(x) where not `first`. Lanes that differ choose coefficient by coefficient: an
/// instruction each, against two and a further division for both quotients.
template <class Number, int kNumerator, int kDenominator>
TWINLINE_HD inline Number evaluate(MaskOf<Number> first,
                                   const Rational<kNumerator, kDenominator>& f,
                                   const Rational<kNumerator, kDenominator>& g, Number x) {
  Number numerator = select(first, f.numerator[kNumerator], g.numerator[kNumerator]);
  Number denominator =
      select(first, f.denominator[kDenominator - 1], g.denominator[kDenominator - 1]);
  for (int i = kNumerator - 1; i >= 0; --i) {
    numerator = numerator * x + select(first, f.numerator[i], g.numerator[i]);
  }
  for (int i = kDenominator - 2; i >= 0; --i) {
    denominator = denominator * x + select(first, f.denominator[i], g.denominator[i]);
  }
  return numerator / (denominator * x + 1.0);
}

}  // namespace twinline::math::detail

#pragma once

#include <cstddef>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline::math::detail {

/// Coefficients of a polynomial, constant term first.
template <int kTerms>
struct Coefficients {
  double of[std::size_t{kTerms}];
};

/// A number's powers that a sum by fours needs.
template <class Number>
struct Powers {
  Number first;
  Number second;
  Number fourth;
  TWINLINE_HD constexpr explicit Powers(Number x)
      : first(x), second(x * x), fourth(second * second) {}
};

/// c[0] + c[1] x + ..., of one, two or four terms.
template <int kTerms, class Number>
TWINLINE_HD constexpr Number sum_few(const double* c, const Powers<Number>& x) {
  static_assert(kTerms == 1 || kTerms == 2 || kTerms == 4, "three are not asked for");
  if constexpr (kTerms == 1) {
    return c[0];
  } else if constexpr (kTerms == 2) {
    return c[0] + c[1] * x.first;
  } else {
    return (c[0] + c[1] * x.first) + (c[2] + c[3] * x.first) * x.second;
  }
}

/// c(0) + c(1) x + ... + c(kTerms - 1) x^(kTerms - 1), by fours whose terms do not wait for each
/// other: a chain half as long as Horner's.
template <int kTerms, class Number>
TWINLINE_HD constexpr Number polynomial(const Coefficients<kTerms>& c, const Powers<Number>& x) {
  constexpr int kLast = (kTerms - 1) / 4 * 4;
  Number sum = sum_few<kTerms - kLast>(c.of + kLast, x);
  for (int i = kLast - 4; i >= 0; i -= 4) sum = sum_few<4>(c.of + i, x) + sum * x.fourth;
  return sum;
}

}  // namespace twinline::math::detail

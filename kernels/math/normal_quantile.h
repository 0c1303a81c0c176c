#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/number.h"
#include "twinline/math/square_root.h"

namespace twinline::math {

namespace detail {

/// Numerator and denominator of degree 7, highest coefficient last; the denominator's constant
/// term is 1.
struct Rational7 {
  double numerator[8];
  double denominator[7];
};

template <class Number>
TWINLINE_HD inline Number evaluate(const Rational7& f, Number x) {
  Number numerator = f.numerator[7];
  Number denominator = f.denominator[6];
  for (int i = 6; i >= 0; --i) {
    numerator = numerator * x + f.numerator[i];
  }
  for (int i = 5; i >= 0; --i) {
    denominator = denominator * x + f.denominator[i];
  }
  return numerator / (denominator * x + 1.0);
}

/// The quantile of p = 1/2 + q, |q| <= 0.425.
template <class Number>
TWINLINE_HD inline Number central_quantile(Number q) {
  constexpr Rational7 kCentre = {
      {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
       1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
       3.3430575583588128105e+4, 2.5090809287301226727e+3},
      {4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
       2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
       5.2264952788528545610e+3}};
  return q * evaluate(kCentre, 0.180625 - q * q);
}

/// Minus the quantile of a smaller p, NaN for p below 0.
template <class Number>
TWINLINE_HD inline Number tail_quantile(Number p) {
  constexpr Rational7 kTail = {
      {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
       3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
       2.27238449892691845833e-2, 7.74545014278341407640e-4},
      {2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
       1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
       1.05075007164441684324e-9}};
  constexpr Rational7 kFarTail = {
      {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
       2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
       2.71155556874348757815e-5, 2.01033439929228813265e-7},
      {5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
       7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
       2.04426310338993978564e-15}};
  const Number r = sqrt(-log(p));
  Number x = evaluate(kTail, r - 1.6);
  const auto is_far = r > 5.0;
  if (any(is_far)) x = select(is_far, evaluate(kFarTail, r - 5.0), x);
  return select(p == 0.0, Number(kInfinity), x);
}

}  // namespace detail

/// Quantile of the standard normal distribution: Wichura's algorithm AS 241 (PPND16), Applied
/// Statistics 37 (1988) 477-484. Error below 8 ulp.
/// @param p in (0, 1); NaN outside [0, 1], infinite at its ends.
template <class Number>
TWINLINE_HD inline Number normal_quantile(Number p) {
  const Number q = p - 0.5;
  const auto is_central = q >= -0.425 && q <= 0.425;
  Number x = 0.0;
  if (any(is_central)) x = detail::central_quantile(q);
  if (any(!is_central)) {
    const auto is_below = q < 0.0;
    const Number size = detail::tail_quantile(select(is_below, p, 1.0 - p));
    const Number y = select(is_below, -size, size);
    x = select(is_central, x, select(p >= 0.0 && p <= 1.0, y, Number(detail::kNotANumber)));
  }
  return x;
}

}  // namespace twinline::math

#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/host_device.h"
#include "twinline/math/number.h"
#include "twinline/math/rational.h"
#include "twinline/math/square_root.h"

namespace twinline::math {

namespace detail {

using Rational7 = Rational<7, 7>;

/// The quantile of p, 0 < p < 1, and kIsNormal where no p is a subnormal number.
template <bool kIsNormal, class Number>
TWINLINE_HD inline Number quantile(Number p) {
  constexpr Rational7 kCentre = {
      {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
       1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
       3.3430575583588128105e+4, 2.5090809287301226727e+3},
      {4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
       2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
       5.2264952788528545610e+3}};
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
  const Number q = p - 0.5;
  const auto is_central = q >= -0.425 && q <= 0.425;
  Number r = 0.0;
  if (any(!is_central)) {
    const Number tail = smaller(p, 1.0 - p);
    r = sqrt(-(kIsNormal ? log_normal(tail) : log(tail)));
  }
  const Number x = select(is_central, 0.180625 - q * q, r - 1.6);
  Number size = evaluate(is_central, kCentre, kTail, x);
  const auto is_far = r > 5.0;
  if (any(is_far)) size = select(is_far, evaluate(is_far, kFarTail, kTail, r - 5.0), size);
  return select(is_central, q, select(q < 0.0, -1.0, Number(1.0))) * size;
}

}  // namespace detail

/// The quantile of the standard normal distribution, for a p in (0, 1) that is no subnormal number:
/// the fast path of normal_quantile() for draws.
template <class Number>
TWINLINE_HD inline Number normal_quantile_inside(Number p) {
  return detail::quantile<true>(p);
}

/// Quantile of the standard normal distribution: Wichura's algorithm AS 241 (PPND16), Applied
/// Statistics 37 (1988) 477-484. Error below 8 ulp.
/// @param p in (0, 1); NaN outside [0, 1], infinite at its ends.
template <class Number>
TWINLINE_HD inline Number normal_quantile(Number p) {
  Number x = detail::quantile<false>(p);
  if (is_worth(!(p > 0.0 && p < 1.0))) {
    x = select(p == 0.0, -detail::kInfinity, select(p == 1.0, detail::kInfinity, x));
    x = select(p >= 0.0 && p <= 1.0, x, detail::kNotANumber);
  }
  return x;
}

}  // namespace twinline::math

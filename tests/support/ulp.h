#pragma once

#include <cmath>
#include <limits>

namespace twinline::testing {

/// Distance of a double from the exact value, in units of the last place of the double nearest to
/// it (those of the subnormal numbers have one size).
inline double ulp_error(double computed, long double exact) {
  const auto nearest = static_cast<double>(exact);
  if (std::isinf(nearest) || std::isinf(computed)) {
    return nearest == computed ? 0.0 : std::numeric_limits<double>::infinity();
  }
  int exponent = 0;
  std::frexp(nearest, &exponent);
  const int lowest = std::numeric_limits<double>::min_exponent;
  const long double unit = std::ldexp(1.0L, (exponent < lowest ? lowest : exponent) - 53);
  return static_cast<double>(std::fabs(static_cast<long double>(computed) - exact) / unit);
}

}  // namespace twinline::testing

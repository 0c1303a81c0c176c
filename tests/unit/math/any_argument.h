#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace twinline::testing {

inline double between(std::mt19937_64& bits, double low, double high) {
  return low + (high - low) * (static_cast<double>(bits() >> 11U) * 0x1p-53);
}

/// Either sign, sizes from 2^(top - binades) to 2^top, every binade equally often.
inline double any_size(std::mt19937_64& bits, int top, int binades) {
  const auto down = static_cast<int>(bits() % static_cast<std::uint64_t>(binades));
  const double size = std::ldexp(between(bits, 0.5, 1), top - down);
  return (bits() & 1U) != 0 ? -size : size;
}

}  // namespace twinline::testing

#pragma once

#include <cstdint>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline {

/// A uniform number in the open interval (0, 1) from 64 random bits: an odd multiple of 2^-53.
/// Never 0 and never 1, symmetric about 1/2, and 1 - u is exact, so inverse transforms need no
/// special case at either end.
/// @param word std::uint64_t, or math::LaneBits for a number a lane.
template <class Bits>
TWINLINE_HD inline auto uniform_open(Bits word) {
  using math::whole_number;
  return whole_number((word >> 11U) | 1U) * 0x1p-53;
}

/// The same from two random words.
TWINLINE_HD inline double uniform_open(std::uint32_t low, std::uint32_t high) {
  return uniform_open((static_cast<std::uint64_t>(high) << 32U) | low);
}

}  // namespace twinline

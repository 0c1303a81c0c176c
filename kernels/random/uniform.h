#pragma once

#include <cstdint>

#include "twinline/math/host_device.h"

namespace twinline {

/// A uniform number in the open interval (0, 1) from two random words: an odd multiple of 2^-53.
/// Never 0 and never 1, symmetric about 1/2, and 1 - u is exact, so inverse transforms need no
/// special case at either end.
TWINLINE_HD inline double uniform_open(std::uint32_t low, std::uint32_t high) {
  const std::uint64_t word = (static_cast<std::uint64_t>(high) << 32U) | low;
  return static_cast<double>(static_cast<std::int64_t>((word >> 11U) | 1U)) * 0x1p-53;
}

}  // namespace twinline

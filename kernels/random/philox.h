#pragma once

#include <cstdint>

#include "twinline/math/host_device.h"

namespace twinline {

/// Four 32-bit words: a counter, or what Philox makes of it.
struct PhiloxWords {
  std::uint32_t word[4];
};

/// Philox 4x32-10: a bijection of the counter chosen by the key, whose outputs pass the known
/// batteries of tests (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). A pure function: no state, so draws need no order and no memory.
/// @param key its low half is key word 0, its high half key word 1.
TWINLINE_HD inline PhiloxWords philox(PhiloxWords counter, std::uint64_t key) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
  constexpr std::uint32_t kWeyl0 = 0x9E3779B9U;
  constexpr std::uint32_t kWeyl1 = 0xBB67AE85U;
  auto key0 = static_cast<std::uint32_t>(key);
  auto key1 = static_cast<std::uint32_t>(key >> 32U);
  PhiloxWords c = counter;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = kMultiplier0 * c.word[0];
    const std::uint64_t product1 = kMultiplier1 * c.word[2];
    c = {{static_cast<std::uint32_t>(product1 >> 32U) ^ c.word[1] ^ key0,
          static_cast<std::uint32_t>(product1),
          static_cast<std::uint32_t>(product0 >> 32U) ^ c.word[3] ^ key1,
          static_cast<std::uint32_t>(product0)}};
    key0 += kWeyl0;
    key1 += kWeyl1;
  }
  return c;
}

}  // namespace twinline

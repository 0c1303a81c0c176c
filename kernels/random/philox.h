#pragma once

#include <cstdint>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline {

/// Four 32-bit words: a counter, or what Philox makes of it.
struct PhiloxWords {
  std::uint32_t word[4];
};

/// The same in the low halves of 64-bit words: std::uint64_t or math::LaneBits, a block a lane.
template <class Bits>
struct WidePhiloxWords {
  Bits word[4];
};

/// Philox 4x32-10: a bijection of the counter chosen by the key, whose outputs pass the known
/// batteries of tests (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). A pure function: no state, so draws need no order and no memory.
/// @param key its low half is key word 0, its high half key word 1.
template <class Bits>
TWINLINE_HD inline WidePhiloxWords<Bits> wide_philox(WidePhiloxWords<Bits> counter, Bits key) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53U;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57U;
  constexpr std::uint64_t kWeyl0 = 0x9E3779B9U;
  constexpr std::uint64_t kWeyl1 = 0xBB67AE85U;
  constexpr std::uint64_t kLow = 0xffffffffU;
  using math::wide_product;
  // Only the low halves count: whatever gathers in the high ones is left there.
  Bits key0 = key;
  Bits key1 = key >> 32U;
  WidePhiloxWords<Bits> c = counter;
  for (int round = 0; round < 10; ++round) {
    const Bits product0 = wide_product(c.word[0], Bits(kMultiplier0));
    const Bits product1 = wide_product(c.word[2], Bits(kMultiplier1));
    c = {{(product1 >> 32U) ^ c.word[1] ^ key0, product1, (product0 >> 32U) ^ c.word[3] ^ key1,
          product0}};
    key0 = key0 + kWeyl0;
    key1 = key1 + kWeyl1;
  }
  return {{c.word[0] & kLow, c.word[1] & kLow, c.word[2] & kLow, c.word[3] & kLow}};
}

/// One block of it.
TWINLINE_HD inline PhiloxWords philox(PhiloxWords counter, std::uint64_t key) {
  const auto* word = counter.word;
  const auto out = wide_philox<std::uint64_t>({{word[0], word[1], word[2], word[3]}}, key);
  return {{static_cast<std::uint32_t>(out.word[0]), static_cast<std::uint32_t>(out.word[1]),
           static_cast<std::uint32_t>(out.word[2]), static_cast<std::uint32_t>(out.word[3])}};
}

}  // namespace twinline

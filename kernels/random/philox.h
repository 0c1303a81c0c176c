#pragma once

#include <cstdint>

#include "twinline/math/host_device.h"
#include "twinline/math/number.h"

namespace twinline {

/// Four 32-bit words: a counter, or what Philox makes of it.
struct PhiloxWords {
  std::uint32_t word[4];
};

/// The same in the low halves of 64-bit words, a block a lane: math::LaneBits or the like. What
/// Philox leaves in the high halves means nothing.
template <class Bits>
struct WidePhiloxWords {
  Bits word[4];
};

namespace detail {

/// What a round of Philox does to two of the four words: the high and the low half of the product.
TWINLINE_HD inline void multiply_out(std::uint32_t word, std::uint32_t by, std::uint32_t& high,
                                     std::uint32_t& low) {
  const std::uint64_t product = std::uint64_t{word} * by;
  high = static_cast<std::uint32_t>(product >> 32U);
  low = static_cast<std::uint32_t>(product);
}

/// In lanes only the low halves count: whatever gathers in the high ones is left there.
template <class Bits>
TWINLINE_HD inline void multiply_out(Bits word, Bits by, Bits& high, Bits& low) {
  using math::wide_product;
  low = wide_product(word, by);
  high = low >> 32U;
}

template <class Word>
TWINLINE_HD inline void philox_rounds(Word (&c)[4], Word key0, Word key1) {
  for (int round = 0; round < 10; ++round) {
    Word high0, low0, high1, low1;
    multiply_out(c[0], Word(0xD2511F53U), high0, low0);
    multiply_out(c[2], Word(0xCD9E8D57U), high1, low1);
    c[0] = high1 ^ (c[1] ^ key0);  // the product comes last
    c[1] = low1;
    c[2] = high0 ^ (c[3] ^ key1);
    c[3] = low0;
    key0 = key0 + Word(0x9E3779B9U);
    key1 = key1 + Word(0xBB67AE85U);
  }
}

}  // namespace detail

/// Philox 4x32-10: a bijection of the counter chosen by the key, whose outputs pass the known
/// batteries of tests (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). A pure function: no state, so draws need no order and no memory.
/// @param key its low half is key word 0, its high half key word 1.
template <class Bits>
TWINLINE_HD inline WidePhiloxWords<Bits> wide_philox(WidePhiloxWords<Bits> counter, Bits key) {
  detail::philox_rounds(counter.word, key, key >> 32U);
  return counter;
}

/// One block of it.
TWINLINE_HD inline PhiloxWords philox(PhiloxWords counter, std::uint64_t key) {
  detail::philox_rounds(counter.word, static_cast<std::uint32_t>(key),
                        static_cast<std::uint32_t>(key >> 32U));
  return counter;
}

}  // namespace twinline

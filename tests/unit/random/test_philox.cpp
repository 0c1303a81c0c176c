#include <doctest/doctest.h>

#include "twinline/random/philox.h"

namespace twinline {
namespace {

bool equals(PhiloxWords a, PhiloxWords b) {
  return a.word[0] == b.word[0] && a.word[1] == b.word[1] && a.word[2] == b.word[2] &&
         a.word[3] == b.word[3];
}

TEST_SUITE("random.philox") {
  // Known answers of Random123 1.14 (kat_vectors, philox 4x32 10 rounds).
  TEST_CASE("known answer of zeros") {
    CHECK(
        equals(philox({{0, 0, 0, 0}}, 0), {{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}}));
  }

  TEST_CASE("known answer of ones") {
    const std::uint32_t ones = 0xffffffffU;
    CHECK(equals(philox({{ones, ones, ones, ones}}, 0xffffffffffffffffU),
                 {{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}}));
  }

  TEST_CASE("known answer of the digits of pi") {
    CHECK(
        equals(philox({{0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}}, 0x299f31d0a4093822U),
               {{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}}));
  }

  TEST_CASE("each word of the counter and of the key changes the output") {
    const PhiloxWords base = philox({{1, 2, 3, 4}}, 5);
    CHECK_FALSE(equals(base, philox({{0, 2, 3, 4}}, 5)));
    CHECK_FALSE(equals(base, philox({{1, 0, 3, 4}}, 5)));
    CHECK_FALSE(equals(base, philox({{1, 2, 0, 4}}, 5)));
    CHECK_FALSE(equals(base, philox({{1, 2, 3, 0}}, 5)));
    CHECK_FALSE(equals(base, philox({{1, 2, 3, 4}}, 4)));
    CHECK_FALSE(equals(base, philox({{1, 2, 3, 4}}, 0x100000005U)));
  }
}

}  // namespace
}  // namespace twinline

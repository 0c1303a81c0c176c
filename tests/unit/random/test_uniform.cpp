#include <initializer_list>

#include <doctest/doctest.h>

#include "twinline/random/uniform.h"

namespace twinline {
namespace {

TEST_SUITE("random.uniform") {
  TEST_CASE("the ends of the interval are never reached") {
    CHECK(uniform_open(0, 0) == 0x1p-53);
    CHECK(uniform_open(0xffffffffU, 0xffffffffU) == 1.0 - 0x1p-53);
  }

  TEST_CASE("the numbers are symmetric about one half") {
    for (std::uint32_t high : {0U, 1U, 0x12345678U, 0x7fffffffU}) {
      const double u = uniform_open(0x9abcdef0U, high);
      CHECK(uniform_open(~0x9abcdef0U, ~high) == 1.0 - u);
      CHECK(1.0 - (1.0 - u) == u);
    }
  }

  TEST_CASE("the high word leads and the lowest 12 bits are not used") {
    CHECK(uniform_open(0, 0x80000000U) == 0.5 + 0x1p-53);
    CHECK(uniform_open(0xfffU, 0x80000000U) == 0.5 + 0x1p-53);
    CHECK(uniform_open(0x1000U, 0x80000000U) == 0.5 + 3 * 0x1p-53);
  }
}

}  // namespace
}  // namespace twinline

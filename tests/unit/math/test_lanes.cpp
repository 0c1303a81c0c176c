#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

#include <doctest/doctest.h>

#include "any_argument.h"
#include "every_function.h"
#include "twinline/math/processor.h"

namespace twinline {
namespace {

using testing::any_size;
using testing::between;
using testing::kFunctions;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kTiniest = std::numeric_limits<double>::denorm_min();

/// The ends of the intervals of the functions and what is no ordinary number.
constexpr double kSpecial[] = {0.0,
                               -0.0,
                               1.0,
                               -1.0,
                               kInfinity,
                               -kInfinity,
                               kNotANumber,
                               -kNotANumber,
                               kTiniest,
                               -kTiniest,
                               0x1p-1022,
                               0x1.fffffffffffffp-1023,
                               0.84375,
                               -0.84375,
                               1.25,
                               -1.25,
                               6.0,
                               -6.0,
                               28.0,
                               1.0 / 0.35,
                               22.0,
                               0.5,
                               0.075,
                               0.925,
                               1e-12,
                               0x1p-54,
                               -0x1p-54,
                               0x1p-28,
                               0x1p-27,
                               0x1p19,
                               -0x1p19,
                               0x1p52,
                               1e20,
                               -1e20,
                               1e-200,
                               709.782712893384,
                               709.782712893385,
                               -745.1332191019412,
                               -745.1332191019411,
                               -38.816242111356935,
                               0.34657359027997264,
                               1.0397207708399179,
                               std::numeric_limits<double>::max()};

double any_argument(std::mt19937_64& bits) {
  constexpr std::size_t kSpecials = sizeof kSpecial / sizeof kSpecial[0];
  switch (bits() % 8) {
    case 0:
      return kSpecial[bits() % kSpecials];
    case 1:
      return math::from_bits(bits());
    case 2:
      return between(bits, -750, 750);
    case 3:
      return between(bits, -7, 28);
    case 4:
      return between(bits, 0, 1);
    case 5:
      return any_size(bits, 19, 70);
    default:
      return between(bits, -2, 2);
  }
}

using Function = void (*)(const double* x, const double* y, const double* key, double* result);

/// Of two NaNs in a product (pow of a negative base) the compiler chooses which one goes on.
bool same_bits(double a, double b, std::size_t function) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (function == 2 && a != a && b != b);
}

/// How many lanes differ from the double alone in any bit, over random and special arguments.
template <std::size_t W>
std::size_t n_different(Function in_lanes) {
  std::mt19937_64 bits(41);
  std::size_t count = 0;
  double x[W];
  double y[W];
  double key[W];
  double together[kFunctions * W];
  double alone[kFunctions];
  for (int round = 0; round < 200000 / static_cast<int>(W); ++round) {
    for (std::size_t lane = 0; lane < W; ++lane) {
      x[lane] = any_argument(bits);
      y[lane] = any_argument(bits);
      key[lane] = std::floor(std::ldexp(between(bits, 0, 1), static_cast<int>(bits() % 54)));
    }
    in_lanes(x, y, key, together);
    for (std::size_t lane = 0; lane < W; ++lane) {
      testing::every_function(x[lane], y[lane], key[lane], alone);
      for (std::size_t f = 0; f < kFunctions; ++f) {
        const double lanes = together[f * W + lane];
        if (same_bits(alone[f], lanes, f)) continue;
        if (++count > 10) continue;
        CAPTURE(x[lane]);
        CAPTURE(f);
        CHECK(alone[f] == lanes);
      }
    }
  }
  return count;
}

TEST_SUITE("math.lanes") {
  TEST_CASE("lanes: every function has the bits of the double alone") {
    CHECK(n_different<2>(&testing::in_lanes<math::Lanes<2>>) == 0);
    CHECK(n_different<4>(&testing::in_lanes<math::Lanes<4>>) == 0);
    CHECK(n_different<8>(&testing::in_lanes<math::Lanes<8>>) == 0);
    CHECK(n_different<6>(&testing::in_lanes<math::Block<math::Lanes<2>, 3>>) == 0);
  }

  TEST_CASE("lanes: so it has in the code for wider processors") {
    if (math::native_lanes() >= 4) CHECK(n_different<8>(&testing::in_lanes_avx2) == 0);
    if (math::native_lanes() >= 8) CHECK(n_different<32>(&testing::in_lanes_avx512) == 0);
  }

  TEST_CASE("lanes: whole numbers and bits are converted exactly") {
    std::mt19937_64 bits(42);
    for (int i = 0; i < 10000; ++i) {
      const std::uint64_t word = (bits() >> 11U) >> bits() % 53;
      const auto number = static_cast<double>(word);
      const auto converted = math::whole_number(math::LaneBits<2>(word));
      const auto back = math::whole_bits(math::Lanes<2>(number + (word < 1U << 20U ? 0.75 : 0.0)));
      REQUIRE(converted.value[1] == number);
      REQUIRE(back.word[0] == word);
    }
  }
}

}  // namespace
}  // namespace twinline

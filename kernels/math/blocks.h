#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "twinline/math/host_device.h"
#include "twinline/math/lanes.h"

#if !defined(__CUDACC__)

namespace twinline::math {

/// K registers of lanes (Lanes, their masks or their bits) taken through a calculation together. A
/// formula is a chain in which each operation waits for the one before; the processor fills the
/// wait with another register's. Operations and functions: number.h.
template <class Part, int K>
struct Block;

namespace detail {

template <class Part, class Call, int... Index>
TWINLINE_HD inline auto block_of(const Call& call, std::integer_sequence<int, Index...> /*all*/) {
  return Block<Part, static_cast<int>(sizeof...(Index))>{{call(Index)...}};
}

/// The block of call(0) .. call(K - 1).
template <int K, class Call>
TWINLINE_HD inline auto each_part(const Call& call) {
  return block_of<decltype(call(0))>(call, std::make_integer_sequence<int, K>());
}

/// The numbers that a mask, or what else, belongs to.
template <class Part>
struct NumbersOf {
  using Type = Part;
};
template <int W>
struct NumbersOf<LaneMask<W>> {
  using Type = Lanes<W>;
};

}  // namespace detail

template <class Part, int K>
struct Block {
  using Numbers = Block<typename detail::NumbersOf<Part>::Type, K>;
  struct Parts {
    Part part[std::size_t{K}];
  };
  Parts parts;

  TWINLINE_HD Part operator[](int index) const { return parts.part[index]; }

  Block() = default;
  TWINLINE_HD Block(Parts all) : parts(all) {}
  template <class One, class = std::enable_if_t<std::is_arithmetic_v<One>>>
  TWINLINE_HD Block(One one)
      : parts(detail::each_part<K>([=](int /*index*/) TWINLINE_HD {
                return Part(static_cast<typename Part::One>(one));
              }).parts) {}

  /// Neighbours of an array.
  TWINLINE_HD static Block load(const double* from) {
    return detail::each_part<K>([=](int i)
                                    TWINLINE_HD { return Part::load(from + i * Part::kWidth); });
  }
  TWINLINE_HD void store(double* to) const { store_all(to, std::make_integer_sequence<int, K>()); }

#define TWINLINE_EACH(expression) \
  return detail::each_part<K>([&](int i) TWINLINE_HD { return expression; })
  TWINLINE_HD friend auto operator+(Block a, Block b) { TWINLINE_EACH(a[i] + b[i]); }
  TWINLINE_HD friend auto operator-(Block a, Block b) { TWINLINE_EACH(a[i] - b[i]); }
  TWINLINE_HD friend auto operator*(Block a, Block b) { TWINLINE_EACH(a[i] * b[i]); }
  TWINLINE_HD friend auto operator/(Block a, Block b) { TWINLINE_EACH(a[i] / b[i]); }
  TWINLINE_HD friend auto operator-(Block a) { TWINLINE_EACH(-a[i]); }
  TWINLINE_HD friend auto operator<(Block a, Block b) { TWINLINE_EACH(a[i] < b[i]); }
  TWINLINE_HD friend auto operator<=(Block a, Block b) { TWINLINE_EACH(a[i] <= b[i]); }
  TWINLINE_HD friend auto operator>(Block a, Block b) { TWINLINE_EACH(a[i] > b[i]); }
  TWINLINE_HD friend auto operator>=(Block a, Block b) { TWINLINE_EACH(a[i] >= b[i]); }
  TWINLINE_HD friend auto operator==(Block a, Block b) { TWINLINE_EACH(a[i] == b[i]); }
  TWINLINE_HD friend auto operator!=(Block a, Block b) { TWINLINE_EACH(a[i] != b[i]); }
  TWINLINE_HD friend auto operator&&(Block a, Block b) { TWINLINE_EACH(a[i] && b[i]); }
  TWINLINE_HD friend auto operator||(Block a, Block b) { TWINLINE_EACH(a[i] || b[i]); }
  TWINLINE_HD friend auto operator!(Block a) { TWINLINE_EACH(!a[i]); }
  TWINLINE_HD friend auto operator&(Block a, Block b) { TWINLINE_EACH(a[i] & b[i]); }
  TWINLINE_HD friend auto operator|(Block a, Block b) { TWINLINE_EACH(a[i] | b[i]); }
  TWINLINE_HD friend auto operator^(Block a, Block b) { TWINLINE_EACH(a[i] ^ b[i]); }
  TWINLINE_HD friend auto operator<<(Block a, Block b) { TWINLINE_EACH(a[i] << b[i]); }
  TWINLINE_HD friend auto operator>>(Block a, Block b) { TWINLINE_EACH(a[i] >> b[i]); }
  TWINLINE_HD Block& operator+=(Block b) { return *this = *this + b; }
  TWINLINE_HD Block& operator-=(Block b) { return *this = *this - b; }
  TWINLINE_HD Block& operator*=(Block b) { return *this = *this * b; }
  TWINLINE_HD Block& operator/=(Block b) { return *this = *this / b; }

  TWINLINE_HD friend auto select(Block choice, Numbers yes, Numbers no) {
    TWINLINE_EACH(select(choice[i], yes[i], no[i]));
  }
  TWINLINE_HD friend bool any(Block a) {
    return any(a.either(std::make_integer_sequence<int, K>()));
  }
  TWINLINE_HD friend constexpr bool is_worth(Block /*choice*/) { return true; }
  TWINLINE_HD friend auto bits_of(Block x) { TWINLINE_EACH(bits_of(x[i])); }
  TWINLINE_HD friend auto from_bits(Block x) { TWINLINE_EACH(from_bits(x[i])); }
  TWINLINE_HD friend auto whole_number(Block x) { TWINLINE_EACH(whole_number(x[i])); }
  TWINLINE_HD friend auto whole_bits(Block x) { TWINLINE_EACH(whole_bits(x[i])); }
  TWINLINE_HD friend auto signed_bits(Block x) { TWINLINE_EACH(signed_bits(x[i])); }
  TWINLINE_HD friend auto square_root(Block x) { TWINLINE_EACH(square_root(x[i])); }
  TWINLINE_HD friend auto smaller(Block x, Block y) { TWINLINE_EACH(smaller(x[i], y[i])); }
  TWINLINE_HD friend auto larger(Block x, Block y) { TWINLINE_EACH(larger(x[i], y[i])); }
  TWINLINE_HD friend auto times_power_of_two(Block x, Block sum) {
    TWINLINE_EACH(times_power_of_two(x[i], sum[i]));
  }
  TWINLINE_HD friend auto wide_product(Block a, Block b) {
    TWINLINE_EACH(wide_product(a[i], b[i]));
  }
#undef TWINLINE_EACH

 private:
  template <int... Index>
  TWINLINE_HD Part either(std::integer_sequence<int, Index...> /*all*/) const {
    return (parts.part[Index] || ...);
  }
  template <int... Index>
  TWINLINE_HD void store_all(double* to, std::integer_sequence<int, Index...> /*all*/) const {
    (parts.part[Index].store(to + Index * Part::kWidth), ...);
  }
};

}  // namespace twinline::math

#endif

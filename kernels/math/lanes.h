#pragma once

#include <cstdint>
#include <cstring>
#include <utility>

#include "twinline/math/bits.h"
#include "twinline/math/host_device.h"

// nvcc calculates with one item a thread and needs no lanes.
#if !defined(__CUDACC__)

#if !defined(TWINLINE_PROCESSOR_LANES)
#define TWINLINE_PROCESSOR_LANES 2
#endif
// Whether instructions of AVX-512 stand in for several operations, with the same results. Clang
// names them otherwise.
#if defined(__SSE2__) && !defined(__clang__) && TWINLINE_PROCESSOR_LANES >= 8
#define TWINLINE_LANES_AVX512 1
#else
#define TWINLINE_LANES_AVX512 0
#endif

namespace twinline::math {

/// W doubles side by side, W a power of two: one vector register where the processor has them as
/// wide. Each lane has the bits that a double alone would have. Operations and functions: number.h.
template <int W>
struct Lanes;

namespace detail {

template <class Scalar, int W>
struct Vector {
  typedef Scalar Type __attribute__((vector_size(W * sizeof(Scalar))));
  /// The same anywhere in an array of Scalar.
  typedef Scalar Loose
      __attribute__((vector_size(W * sizeof(Scalar)), aligned(alignof(Scalar)), may_alias));
};

template <int W>
using Doubles = typename Vector<double, W>::Type;
template <int W>
using Words = typename Vector<std::uint64_t, W>::Type;
template <int W>
using Answers = typename Vector<std::int64_t, W>::Type;

// Written out lane by lane: loops would be unrolled too late to become one instruction.

/// The same number in each lane.
template <class Vector, class Scalar, int... Lane>
TWINLINE_HD inline Vector spread(Scalar one, std::integer_sequence<int, Lane...> /*lanes*/) {
  return Vector{(static_cast<void>(Lane), one)...};
}

template <class Vector, int... Lane>
TWINLINE_HD inline Vector square_roots(Vector x, std::integer_sequence<int, Lane...> /*lanes*/) {
  return Vector{__builtin_sqrt(x[Lane])...};
}

/// Whether a bit is set, by halves.
template <int W>
TWINLINE_HD inline bool any_bit(Answers<W> word) {
#if TWINLINE_LANES_AVX512
  if constexpr (W == 8) {
    const auto words = reinterpret_cast<typename Vector<long long, W>::Type>(word);
    return __builtin_ia32_ptestmq512(words, words, 0xff) != 0;
  }
#endif
  if constexpr (W == 1) {
    return word[0] != 0;
  } else if constexpr (W == 2) {
    return (word[0] | word[1]) != 0;
  } else {
    Answers<W / 2> half[2];
    std::memcpy(half, &word, sizeof word);
    return any_bit<W / 2>(half[0] | half[1]);
  }
}

}  // namespace detail

/// A yes or no for each lane: all bits of a word, or none.
template <int W>
struct LaneMask {
  detail::Answers<W> word;

  TWINLINE_HD friend LaneMask operator&&(LaneMask a, LaneMask b) { return {a.word & b.word}; }
  TWINLINE_HD friend LaneMask operator||(LaneMask a, LaneMask b) { return {a.word | b.word}; }
  TWINLINE_HD friend LaneMask operator!(LaneMask a) { return {~a.word}; }
  TWINLINE_HD friend bool any(LaneMask a) { return detail::any_bit<W>(a.word); }
  TWINLINE_HD friend constexpr bool is_worth(LaneMask /*choice*/) { return true; }
  TWINLINE_HD friend Lanes<W> select(LaneMask choice, Lanes<W> yes, Lanes<W> no) {
    return Lanes<W>(choice.word ? yes.value : no.value);
  }
};

namespace detail {

/// The products of the words' low halves, 64 bits wide: one instruction, which GCC does not find.
template <int W>
TWINLINE_HD inline Words<W> multiply_halves(Words<W> a, Words<W> b) {
#if defined(__SSE2__) && !defined(__clang__)
  using Halves = typename Vector<int, 2 * W>::Type;
  const auto x = reinterpret_cast<Halves>(a);
  const auto y = reinterpret_cast<Halves>(b);
  if constexpr (W == 2) return reinterpret_cast<Words<W>>(__builtin_ia32_pmuludq128(x, y));
#if TWINLINE_PROCESSOR_LANES >= 4  // g++ keeps __AVX2__ from before a target pragma
  if constexpr (W == 4) return reinterpret_cast<Words<W>>(__builtin_ia32_pmuludq256(x, y));
#endif
#if TWINLINE_PROCESSOR_LANES >= 8
  if constexpr (W == 8) {
    return reinterpret_cast<Words<W>>(
        __builtin_ia32_pmuludq512_mask(x, y, typename Vector<long long, W>::Type{}, 0xff));
  }
#endif
#endif
  return (a & 0xffffffffU) * (b & 0xffffffffU);
}

}  // namespace detail

/// The bits of lanes, an unsigned word each.
template <int W>
struct LaneBits {
  using Vector = detail::Words<W>;
  using One = std::uint64_t;
  Vector word;

  LaneBits() = default;
  TWINLINE_HD LaneBits(std::uint64_t one)
      : word(detail::spread<Vector>(one, std::make_integer_sequence<int, W>())) {}
  TWINLINE_HD explicit LaneBits(Vector words) : word(words) {}

  TWINLINE_HD friend LaneBits operator+(LaneBits a, LaneBits b) {
    return LaneBits(a.word + b.word);
  }
  TWINLINE_HD friend LaneBits operator-(LaneBits a, LaneBits b) {
    return LaneBits(a.word - b.word);
  }
  TWINLINE_HD friend LaneBits wide_product(LaneBits a, LaneBits b) {
    return LaneBits(detail::multiply_halves<W>(a.word, b.word));
  }
  TWINLINE_HD friend LaneBits operator&(LaneBits a, LaneBits b) {
    return LaneBits(a.word & b.word);
  }
  TWINLINE_HD friend LaneBits operator|(LaneBits a, LaneBits b) {
    return LaneBits(a.word | b.word);
  }
  TWINLINE_HD friend LaneBits operator^(LaneBits a, LaneBits b) {
    return LaneBits(a.word ^ b.word);
  }
  TWINLINE_HD friend LaneMask<W> operator!=(LaneBits a, LaneBits b) { return {a.word != b.word}; }
  TWINLINE_HD friend LaneBits operator<<(LaneBits a, LaneBits n) {
    return LaneBits(a.word << n.word);
  }
  TWINLINE_HD friend LaneBits operator>>(LaneBits a, LaneBits n) {
    return LaneBits(a.word >> n.word);
  }
};

template <int W>
struct Lanes {
  using Vector = detail::Doubles<W>;
  using Mask = LaneMask<W>;
  using One = double;
  static constexpr int kWidth = W;
  Vector value;

  Lanes() = default;
  TWINLINE_HD Lanes(double one)
      : value(detail::spread<Vector>(one, std::make_integer_sequence<int, W>())) {}
  TWINLINE_HD explicit Lanes(Vector values) : value(values) {}

  /// W neighbours of an array.
  TWINLINE_HD static Lanes load(const double* from) {
    return Lanes(*reinterpret_cast<const typename detail::Vector<double, W>::Loose*>(from));
  }
  TWINLINE_HD void store(double* to) const {
    *reinterpret_cast<typename detail::Vector<double, W>::Loose*>(to) = value;
  }

  TWINLINE_HD friend Lanes operator+(Lanes a, Lanes b) { return Lanes(a.value + b.value); }
  TWINLINE_HD friend Lanes operator-(Lanes a, Lanes b) { return Lanes(a.value - b.value); }
  TWINLINE_HD friend Lanes operator*(Lanes a, Lanes b) { return Lanes(a.value * b.value); }
  TWINLINE_HD friend Lanes operator/(Lanes a, Lanes b) { return Lanes(a.value / b.value); }
  TWINLINE_HD friend Lanes operator-(Lanes a) { return Lanes(-a.value); }
  TWINLINE_HD Lanes& operator+=(Lanes b) { return *this = *this + b; }
  TWINLINE_HD Lanes& operator-=(Lanes b) { return *this = *this - b; }
  TWINLINE_HD Lanes& operator*=(Lanes b) { return *this = *this * b; }
  TWINLINE_HD Lanes& operator/=(Lanes b) { return *this = *this / b; }

  TWINLINE_HD friend Mask operator<(Lanes a, Lanes b) { return {a.value < b.value}; }
  TWINLINE_HD friend Mask operator<=(Lanes a, Lanes b) { return {a.value <= b.value}; }
  TWINLINE_HD friend Mask operator>(Lanes a, Lanes b) { return {a.value > b.value}; }
  TWINLINE_HD friend Mask operator>=(Lanes a, Lanes b) { return {a.value >= b.value}; }
  TWINLINE_HD friend Mask operator==(Lanes a, Lanes b) { return {a.value == b.value}; }
  TWINLINE_HD friend Mask operator!=(Lanes a, Lanes b) { return {a.value != b.value}; }

  TWINLINE_HD friend LaneBits<W> bits_of(Lanes x) {
    return LaneBits<W>(reinterpret_cast<detail::Words<W>>(x.value));
  }
  TWINLINE_HD friend Lanes smaller(Lanes x, Lanes y) {
#if TWINLINE_LANES_AVX512
    if constexpr (W == 8)
      return Lanes(__builtin_ia32_minpd512_mask(y.value, x.value, x.value, 0xff, 4));
#endif
    return Lanes(y.value < x.value ? y.value : x.value);
  }
  TWINLINE_HD friend Lanes larger(Lanes x, Lanes y) {
#if TWINLINE_LANES_AVX512
    if constexpr (W == 8)
      return Lanes(__builtin_ia32_maxpd512_mask(y.value, x.value, x.value, 0xff, 4));
#endif
    return Lanes(y.value > x.value ? y.value : x.value);
  }
  TWINLINE_HD friend Lanes square_root(Lanes x) {
    return Lanes(detail::square_roots(x.value, std::make_integer_sequence<int, W>()));
  }
};

template <int W>
TWINLINE_HD inline Lanes<W> from_bits(LaneBits<W> bits) {
  return Lanes<W>(reinterpret_cast<detail::Doubles<W>>(bits.word));
}

/// See number.h.
template <int W>
TWINLINE_HD inline Lanes<W> times_power_of_two(Lanes<W> x, Lanes<W> sum) {
#if TWINLINE_LANES_AVX512
  if constexpr (W == 8) {
    const Lanes<W> k = sum - detail::kRound;
    return Lanes<W>(__builtin_ia32_scalefpd512_mask(x.value, k.value, x.value, 0xff, 4));
  }
#endif
  return detail::times_two_factors(x, sum);
}

// Conversions by adding to a power of two whose last place is the unit wanted: processors without
// AVX-512 have no others.

/// See number.h.
template <int W>
TWINLINE_HD inline Lanes<W> whole_number(LaneBits<W> bits) {
#if TWINLINE_LANES_AVX512
  if constexpr (W == 8) {
    return Lanes<W>(__builtin_convertvector(bits.word, typename Lanes<W>::Vector));
  }
#endif
  const Lanes<W> high = from_bits((bits >> 32U) | 0x4530000000000000U) - 0x1p84;
  const Lanes<W> low = from_bits((bits & 0xffffffffU) | 0x4330000000000000U) - 0x1p52;
  return high + low;
}

/// See number.h.
template <int W>
TWINLINE_HD inline LaneBits<W> signed_bits(Lanes<W> x) {
  return bits_of(x + 0x1.8p52) - 0x4338000000000000U;
}

namespace detail {

/// The whole part of a number from 0 to 2^51.
template <int W>
TWINLINE_HD inline Lanes<W> whole_part(Lanes<W> x) {
  const Lanes<W> nearest = (x + 0x1p52) - 0x1p52;
  return nearest - select(nearest > x, 1.0, 0.0);
}

}  // namespace detail

/// See number.h.
template <int W>
TWINLINE_HD inline LaneBits<W> whole_bits(Lanes<W> x) {
#if TWINLINE_LANES_AVX512
  if constexpr (W == 8) {
    return LaneBits<W>(__builtin_convertvector(x.value, typename LaneBits<W>::Vector));
  }
#endif
  const Lanes<W> high = detail::whole_part(x * 0x1p-32);
  const Lanes<W> low = detail::whole_part(x - high * 0x1p32);
  return (signed_bits(high) << 32U) | signed_bits(low);
}

}  // namespace twinline::math

#endif

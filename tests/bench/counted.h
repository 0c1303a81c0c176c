#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "support/physics_inputs.h"
#include "twinline/math/lanes.h"
#include "twinline/math/number.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/registry.h"

namespace twinline::bench {

/// Operations of an item.
struct Operations {
  double simple = 0;  ///< additions, multiplications, comparisons, choices of numbers
  double divide = 0;  ///< divisions
  double root = 0;    ///< square roots
  double whole = 0;   ///< additions, products, shifts and logic of words

  static Operations& count() {
    static thread_local Operations operations;
    return operations;
  }
};

template <int W>
struct Counted;

/// W answers that count what is done with them, once for all W. Rare cases are worked out always,
/// as lanes do; a case that none of the W has is not.
template <int W>
struct CountedMask {
  math::LaneMask<W> value;

  friend CountedMask operator&&(CountedMask a, CountedMask b) {
    Operations::count().simple += 1;
    return {a.value && b.value};
  }
  friend CountedMask operator||(CountedMask a, CountedMask b) {
    Operations::count().simple += 1;
    return {a.value || b.value};
  }
  friend CountedMask operator!(CountedMask a) { return {!a.value}; }
  friend bool any(CountedMask a) { return any(a.value); }
  friend bool is_worth(CountedMask /*choice*/) { return true; }
  friend Counted<W> select(CountedMask choice, Counted<W> yes, Counted<W> no) {
    return Counted<W>::simple(select(choice.value, yes.value, no.value));
  }
  /// Of constants: an item alone finds the one that it needs.
  friend Counted<W> select(CountedMask choice, double yes, double no) {
    const math::Lanes<W> chosen = select(choice.value, math::Lanes<W>(yes), math::Lanes<W>(no));
    return W == 1 ? Counted<W>(chosen) : Counted<W>::simple(chosen);
  }
};

/// W words that count what is done with them.
template <int W>
struct CountedBits {
  using Words = math::LaneBits<W>;
  Words word;

  CountedBits() = default;
  CountedBits(std::uint64_t bits) : word(bits) {}
  explicit CountedBits(Words words) : word(words) {}

  static CountedBits whole(Words result) {
    Operations::count().whole += 1;
    return CountedBits(result);
  }

  friend CountedBits operator+(CountedBits a, CountedBits b) { return whole(a.word + b.word); }
  friend CountedBits operator-(CountedBits a, CountedBits b) { return whole(a.word - b.word); }
  friend CountedBits operator&(CountedBits a, CountedBits b) { return whole(a.word & b.word); }
  friend CountedBits operator|(CountedBits a, CountedBits b) { return whole(a.word | b.word); }
  friend CountedBits operator^(CountedBits a, CountedBits b) { return whole(a.word ^ b.word); }
  friend CountedBits operator<<(CountedBits a, CountedBits n) { return whole(a.word << n.word); }
  friend CountedBits operator>>(CountedBits a, CountedBits n) { return whole(a.word >> n.word); }
  friend CountedMask<W> operator!=(CountedBits a, CountedBits b) {
    Operations::count().whole += 1;
    return {a.word != b.word};
  }
  friend CountedBits wide_product(CountedBits a, CountedBits b) {
    return whole(wide_product(a.word, b.word));
  }
};

/// W doubles that count what is done with them.
template <int W>
struct Counted {
  using Lanes = math::Lanes<W>;
  using Mask = CountedMask<W>;
  Lanes value;

  Counted() = default;
  Counted(double x) : value(x) {}
  explicit Counted(Lanes x) : value(x) {}

  static Counted simple(Lanes result) {
    Operations::count().simple += 1;
    return Counted(result);
  }
  static Counted divide(Lanes result) {
    Operations::count().divide += 1;
    return Counted(result);
  }
  static Mask compare(math::LaneMask<W> result) {
    Operations::count().simple += 1;
    return {result};
  }

  friend Counted operator+(Counted a, Counted b) { return simple(a.value + b.value); }
  friend Counted operator-(Counted a, Counted b) { return simple(a.value - b.value); }
  friend Counted operator*(Counted a, Counted b) { return simple(a.value * b.value); }
  friend Counted operator/(Counted a, Counted b) { return divide(a.value / b.value); }
  friend Counted operator-(Counted a) { return Counted(-a.value); }
  Counted& operator+=(Counted b) { return *this = *this + b; }
  Counted& operator-=(Counted b) { return *this = *this - b; }
  Counted& operator*=(Counted b) { return *this = *this * b; }
  friend Mask operator<(Counted a, Counted b) { return compare(a.value < b.value); }
  friend Mask operator<=(Counted a, Counted b) { return compare(a.value <= b.value); }
  friend Mask operator>(Counted a, Counted b) { return compare(a.value > b.value); }
  friend Mask operator>=(Counted a, Counted b) { return compare(a.value >= b.value); }
  friend Mask operator==(Counted a, Counted b) { return compare(a.value == b.value); }
  friend Mask operator!=(Counted a, Counted b) { return compare(a.value != b.value); }

  friend CountedBits<W> bits_of(Counted x) { return CountedBits<W>(bits_of(x.value)); }
  friend CountedBits<W> whole_bits(Counted x) { return CountedBits<W>(whole_bits(x.value)); }
  friend CountedBits<W> signed_bits(Counted x) { return CountedBits<W>(signed_bits(x.value)); }
  friend Counted smaller(Counted x, Counted y) { return simple(smaller(x.value, y.value)); }
  friend Counted larger(Counted x, Counted y) { return simple(larger(x.value, y.value)); }
  friend Counted times_power_of_two(Counted x, Counted sum) {
    return simple(times_power_of_two(x.value, sum.value));
  }
  friend Counted square_root(Counted x) {
    Operations::count().root += 1;
    return Counted(square_root(x.value));
  }
};

template <int W>
Counted<W> from_bits(CountedBits<W> bits) {
  return Counted<W>(from_bits(bits.word));
}
template <int W>
Counted<W> whole_number(CountedBits<W> bits) {
  return Counted<W>::simple(whole_number(bits.word));
}

/// The operations of an item and of the check of its ranges, the mean over ordinary ones, where W
/// items are evaluated by the same instructions: what one of them needs is done for all.
template <class Model, int W>
Operations count_operations() {
  constexpr int kRounds = 16;
  constexpr ModelInfo kModel = describe_model<Model>();
  std::mt19937_64 bits(1);
  Operations::count() = {};
  for (int round = 0; round < kRounds; ++round) {
    typename Model::template InputOf<Counted<W>> input;
    double numbers[W * kModel.n_take];
    for (std::size_t lane = 0; lane < W; ++lane) {
      const std::vector<double> item = testing::ordinary_item(kModel, bits);
      for (std::size_t f = 0; f < kModel.n_take; ++f) numbers[f * W + lane] = item[f];
    }
    static_assert(sizeof input == sizeof numbers, "Input is a structure of numbers");
    std::memcpy(static_cast<void*>(&input), numbers, sizeof input);
    (void)Model{}(input);
  }
  const Operations all = Operations::count();
  const double checks = 2.0 * static_cast<double>(kModel.n_take);
  return {checks + all.simple / kRounds, all.divide / kRounds, all.root / kRounds,
          all.whole / kRounds};
}

}  // namespace twinline::bench

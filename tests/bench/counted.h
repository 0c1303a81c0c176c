#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "support/physics_inputs.h"
#include "twinline/math/number.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/registry.h"

namespace twinline::bench {

/// Operations of one evaluation.
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

/// An answer that counts what is done with it. Rare cases are worked out always, as lanes do.
struct CountedMask {
  bool value;

  friend CountedMask operator&&(CountedMask a, CountedMask b) {
    Operations::count().simple += 1;
    return {a.value && b.value};
  }
  friend CountedMask operator||(CountedMask a, CountedMask b) {
    Operations::count().simple += 1;
    return {a.value || b.value};
  }
  friend CountedMask operator!(CountedMask a) { return {!a.value}; }
  friend bool any(CountedMask a) { return a.value; }
  friend bool is_worth(CountedMask /*choice*/) { return true; }
};

/// A word that counts what is done with it.
struct CountedBits {
  std::uint64_t word;

  CountedBits() = default;
  CountedBits(std::uint64_t bits) : word(bits) {}

  static std::uint64_t whole(std::uint64_t result) {
    Operations::count().whole += 1;
    return result;
  }

  friend CountedBits operator+(CountedBits a, CountedBits b) { return whole(a.word + b.word); }
  friend CountedBits operator-(CountedBits a, CountedBits b) { return whole(a.word - b.word); }
  friend CountedBits operator&(CountedBits a, CountedBits b) { return whole(a.word & b.word); }
  friend CountedBits operator|(CountedBits a, CountedBits b) { return whole(a.word | b.word); }
  friend CountedBits operator^(CountedBits a, CountedBits b) { return whole(a.word ^ b.word); }
  friend CountedBits operator<<(CountedBits a, CountedBits n) { return whole(a.word << n.word); }
  friend CountedBits operator>>(CountedBits a, CountedBits n) { return whole(a.word >> n.word); }
  friend CountedMask operator!=(CountedBits a, CountedBits b) {
    return {whole(a.word ^ b.word) != 0};
  }
  friend CountedBits wide_product(CountedBits a, CountedBits b) {
    return whole(math::wide_product(a.word, b.word));
  }
};

/// A double that counts what is done with it.
struct Counted {
  double value;

  Counted() = default;
  Counted(double x) : value(x) {}

  static double simple(double result) {
    Operations::count().simple += 1;
    return result;
  }
  static double divide(double result) {
    Operations::count().divide += 1;
    return result;
  }
  static CountedMask compare(bool result) {
    Operations::count().simple += 1;
    return {result};
  }

  friend Counted operator+(Counted a, Counted b) { return simple(a.value + b.value); }
  friend Counted operator-(Counted a, Counted b) { return simple(a.value - b.value); }
  friend Counted operator*(Counted a, Counted b) { return simple(a.value * b.value); }
  friend Counted operator/(Counted a, Counted b) { return divide(a.value / b.value); }
  friend Counted operator-(Counted a) { return -a.value; }
  Counted& operator+=(Counted b) { return *this = *this + b; }
  Counted& operator-=(Counted b) { return *this = *this - b; }
  Counted& operator*=(Counted b) { return *this = *this * b; }
  friend CountedMask operator<(Counted a, Counted b) { return compare(a.value < b.value); }
  friend CountedMask operator<=(Counted a, Counted b) { return compare(a.value <= b.value); }
  friend CountedMask operator>(Counted a, Counted b) { return compare(a.value > b.value); }
  friend CountedMask operator>=(Counted a, Counted b) { return compare(a.value >= b.value); }
  friend CountedMask operator==(Counted a, Counted b) { return compare(a.value == b.value); }
  friend CountedMask operator!=(Counted a, Counted b) { return compare(a.value != b.value); }

  friend Counted select(CountedMask choice, Counted yes, Counted no) {
    return simple(choice.value ? yes.value : no.value);
  }
  friend CountedBits bits_of(Counted x) { return math::bits_of(x.value); }
  friend CountedBits whole_bits(Counted x) { return math::whole_bits(x.value); }
  friend CountedBits signed_bits(Counted x) { return math::signed_bits(x.value); }
  friend Counted smaller(Counted x, Counted y) { return simple(math::smaller(x.value, y.value)); }
  friend Counted larger(Counted x, Counted y) { return simple(math::larger(x.value, y.value)); }
  friend Counted times_power_of_two(Counted x, Counted sum) {
    return simple(math::times_power_of_two(x.value, sum.value));
  }
  friend Counted square_root(Counted x) {
    Operations::count().root += 1;
    return math::square_root(x.value);
  }
};

inline Counted select(CountedMask choice, double yes, double no) {
  return select(choice, Counted(yes), Counted(no));
}
inline Counted from_bits(CountedBits bits) { return math::from_bits(bits.word); }
inline Counted whole_number(CountedBits bits) {
  return Counted::simple(math::whole_number(bits.word));
}

/// The operations of an item and of the check of its ranges, the mean over a few ordinary ones.
template <class Model>
Operations count_operations() {
  constexpr int kItems = 16;
  constexpr ModelInfo kModel = describe_model<Model>();
  std::mt19937_64 bits(1);
  Operations::count() = {};
  for (int i = 0; i < kItems; ++i) {
    const std::vector<double> numbers = testing::ordinary_item(kModel, bits);
    const std::vector<Counted> counted(numbers.begin(), numbers.end());
    typename Model::template InputOf<Counted> input;
    std::memcpy(static_cast<void*>(&input), counted.data(), sizeof input);
    (void)Model{}(input);
  }
  const Operations all = Operations::count();
  const double checks = 2.0 * static_cast<double>(kModel.n_take);
  return {checks + all.simple / kItems, all.divide / kItems, all.root / kItems, all.whole / kItems};
}

}  // namespace twinline::bench

#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <utility>
#include <vector>

#include "ledger.h"
#include "support/physics_inputs.h"
#include "twinline/math/lanes.h"
#include "twinline/math/number.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/registry.h"

namespace twinline::bench {

// What can be had for nothing is not counted, so that the count is the least: the change of a sign,
// an answer's combination with another, a choice that the instruction before it makes by a mask.

template <int W>
struct Counted;

/// W answers, counted once for all W. Rare cases are worked out always, as lanes do; a case that
/// none of the W has is not.
template <int W>
struct CountedMask {
  using Id = Ledger::Id;
  math::LaneMask<W> value;
  Id id;
  Id left = Ledger::kNothing;  ///< of a comparison of which is smaller: what was compared
  Id right = Ledger::kNothing;
  bool is_made_of_others = false;

  /// The answer itself is used, not only the smaller or larger of the two.
  Id needed() const {
    return Ledger::mine().result(Kind::kAny, is_made_of_others ? 0 : 1, '?', id);
  }

  static CountedMask combined(math::LaneMask<W> value, char code, Id a, Id b) {
    return {value, Ledger::mine().result(Kind::kAny, 0, code, a, b), 0, 0, true};
  }
  friend CountedMask operator&&(CountedMask a, CountedMask b) {
    return combined(a.value && b.value, '&', a.needed(), b.needed());
  }
  friend CountedMask operator||(CountedMask a, CountedMask b) {
    return combined(a.value || b.value, '|', a.needed(), b.needed());
  }
  friend CountedMask operator!(CountedMask a) {
    return combined(!a.value, '!', a.needed(), Ledger::kNothing);
  }
  friend bool any(CountedMask a) {
    a.needed();
    return any(a.value);
  }
  friend bool is_worth(CountedMask /*choice*/) { return true; }
  friend Counted<W> select(CountedMask choice, Counted<W> yes, Counted<W> no) {
    return Counted<W>::chosen(choice, yes, no);
  }
  /// Of constants: an item alone finds the one that it needs.
  friend Counted<W> select(CountedMask choice, double yes, double no) {
    if (W > 1) return Counted<W>::chosen(choice, yes, no);
    choice.needed();
    return any(choice.value) ? yes : no;
  }
};

/// W words that count what is done with them.
template <int W>
struct CountedBits {
  using Words = math::LaneBits<W>;
  using Id = Ledger::Id;
  Words word;
  Id id = Ledger::kNothing;

  CountedBits() = default;
  CountedBits(std::uint64_t bits) : word(bits), id(Ledger::mine().constant(bits)) {}
  CountedBits(Words words, Id number) : word(words), id(number) {}

  static CountedBits made(Words words, Kind kind, double instructions, char code, CountedBits a,
                          CountedBits b) {
    return {words, Ledger::mine().result(kind, instructions, code, a.id, b.id)};
  }
  /// AVX-512 makes two of these with one instruction.
  static CountedBits logic(Words words, char code, CountedBits a, CountedBits b) {
    return made(words, Kind::kAny, 0.5, code, a, b);
  }

  friend CountedBits operator+(CountedBits a, CountedBits b) {
    return made(a.word + b.word, Kind::kAny, 1, 'p', a, b);
  }
  friend CountedBits operator-(CountedBits a, CountedBits b) {
    return made(a.word - b.word, Kind::kAny, 1, 'm', a, b);
  }
  friend CountedBits operator&(CountedBits a, CountedBits b) {
    return logic(a.word & b.word, 'a', a, b);
  }
  friend CountedBits operator|(CountedBits a, CountedBits b) {
    return logic(a.word | b.word, 'o', a, b);
  }
  friend CountedBits operator^(CountedBits a, CountedBits b) {
    return logic(a.word ^ b.word, 'x', a, b);
  }
  friend CountedBits operator<<(CountedBits a, CountedBits n) {
    return made(a.word << n.word, Kind::kAny, 1, 'l', a, n);
  }
  friend CountedBits operator>>(CountedBits a, CountedBits n) {
    return made(a.word >> n.word, Kind::kAny, 1, 'r', a, n);
  }
  friend CountedMask<W> operator!=(CountedBits a, CountedBits b) {
    return {a.word != b.word, Ledger::mine().result(Kind::kAny, 1, 'd', a.id, b.id), 0, 0, true};
  }
  friend CountedBits wide_product(CountedBits a, CountedBits b) {
    return made(wide_product(a.word, b.word), Kind::kAny, 1, 'w', a, b);
  }
};

/// W doubles that count what is done with them.
template <int W>
struct Counted {
  using Lanes = math::Lanes<W>;
  using Mask = CountedMask<W>;
  using Id = Ledger::Id;
  Lanes value;
  Id id;

  Counted() = default;
  Counted(double x) : value(x), id(Ledger::mine().constant(math::bits_of(x))) {}
  Counted(Lanes x, Id number) : value(x), id(number) {}

  static Counted made(Lanes x, Kind kind, char code, Counted a, Counted b) {
    return {x, Ledger::mine().result(kind, 1, code, a.id, b.id)};
  }
  static Mask compared(math::LaneMask<W> answer, char code, Counted a, Counted b) {
    const bool tells_smaller = code != '=' && code != '#';
    return {answer, Ledger::mine().result(Kind::kAny, 0, code, a.id, b.id),
            tells_smaller ? a.id : Ledger::kNothing, b.id};
  }
  static bool is_power_of_two(Counted x) {
    int exponent = 0;
    return Ledger::is_constant(x.id) && std::fabs(std::frexp(x.value.value[0], &exponent)) == 0.5;
  }
  static bool is(double number, Counted x) {
    return Ledger::is_constant(x.id) && x.value.value[0] == number;
  }

  static Counted chosen(const Mask& choice, Counted yes, Counted no) {
    Ledger& ledger = Ledger::mine();
    const Lanes one = select(choice.value, yes.value, no.value);
    const bool is_end = (choice.left == yes.id && choice.right == no.id) ||
                        (choice.left == no.id && choice.right == yes.id);
    if (is_end) return {one, ledger.result(Kind::kAdd, 1, 'e', choice.id, yes.id, no.id)};
    const bool by_a_mask =
        Ledger::is_result(yes.id) || Ledger::is_result(no.id) || is(0.0, yes) || is(0.0, no);
    return {one, ledger.result(Kind::kAny, by_a_mask ? 0 : 1, 's', choice.needed(), yes.id, no.id)};
  }

  friend Counted operator+(Counted a, Counted b) {
    if (a.id > b.id) std::swap(a, b);
    return made(a.value + b.value, Kind::kAdd, '+', a, b);
  }
  friend Counted operator-(Counted a, Counted b) {
    return made(a.value - b.value, Kind::kAdd, '-', a, b);
  }
  friend Counted operator*(Counted a, Counted b) {
    if (a.id > b.id) std::swap(a, b);
    // Twice a number is a sum or a product.
    const bool is_double = is(2.0, a) || is(2.0, b);
    return made(a.value * b.value, is_double ? Kind::kAny : Kind::kMultiply, '*', a, b);
  }
  friend Counted operator/(Counted a, Counted b) {
    return made(a.value / b.value, is_power_of_two(b) ? Kind::kMultiply : Kind::kDivide, '/', a, b);
  }
  friend Counted operator-(Counted a) {
    return {-a.value, Ledger::mine().result(Kind::kAny, 0, 'n', a.id)};
  }
  Counted& operator+=(Counted b) { return *this = *this + b; }
  Counted& operator-=(Counted b) { return *this = *this - b; }
  Counted& operator*=(Counted b) { return *this = *this * b; }
  friend Mask operator<(Counted a, Counted b) { return compared(a.value < b.value, '<', a, b); }
  friend Mask operator<=(Counted a, Counted b) { return compared(a.value <= b.value, '[', a, b); }
  friend Mask operator>(Counted a, Counted b) { return compared(a.value > b.value, '>', a, b); }
  friend Mask operator>=(Counted a, Counted b) { return compared(a.value >= b.value, ']', a, b); }
  friend Mask operator==(Counted a, Counted b) { return compared(a.value == b.value, '=', a, b); }
  friend Mask operator!=(Counted a, Counted b) { return compared(a.value != b.value, '#', a, b); }

  friend CountedBits<W> bits_of(Counted x) { return {bits_of(x.value), x.id}; }
  friend CountedBits<W> whole_bits(Counted x) {
    return {whole_bits(x.value), Ledger::mine().result(Kind::kAny, 1, 'u', x.id)};
  }
  friend CountedBits<W> signed_bits(Counted x) {
    return {signed_bits(x.value), Ledger::mine().result(Kind::kAny, 1, 'i', x.id)};
  }
  friend Counted smaller(Counted x, Counted y) {
    return made(smaller(x.value, y.value), Kind::kAdd, 'v', x, y);
  }
  friend Counted larger(Counted x, Counted y) {
    return made(larger(x.value, y.value), Kind::kAdd, 'g', x, y);
  }
  friend Counted times_power_of_two(Counted x, Counted sum) {
    return made(times_power_of_two(x.value, sum.value), Kind::kAny, 't', x, sum);
  }
  friend Counted square_root(Counted x) {
    return {square_root(x.value), Ledger::mine().result(Kind::kRoot, 1, 'q', x.id)};
  }
};

template <int W>
Counted<W> from_bits(CountedBits<W> bits) {
  return {from_bits(bits.word), bits.id};
}
template <int W>
Counted<W> whole_number(CountedBits<W> bits) {
  return {whole_number(bits.word), Ledger::mine().result(Kind::kAny, 1, 'f', bits.id)};
}

/// The instructions of an item and of the check of its ranges, the mean over ordinary ones, where W
/// items are evaluated by the same instructions: what one of them needs is done for all.
template <class Model, int W>
Operations count_operations() {
  constexpr int kRounds = 16;
  constexpr ModelInfo kModel = describe_model<Model>();
  Ledger& ledger = Ledger::mine();
  std::mt19937_64 bits(1);
  ledger.forget();
  for (int round = 0; round < kRounds; ++round) {
    ledger.begin_item();
    double numbers[kModel.n_take][std::size_t{W}];
    for (std::size_t lane = 0; lane < W; ++lane) {
      const std::vector<double> item = testing::ordinary_item(kModel, bits);
      for (std::size_t f = 0; f < kModel.n_take; ++f) numbers[f][lane] = item[f];
    }
    Counted<W> fields[kModel.n_take];
    for (std::size_t f = 0; f < kModel.n_take; ++f) {
      fields[f] = {math::Lanes<W>::load(numbers[f]), ledger.input()};
    }
    typename Model::template InputOf<Counted<W>> input;
    static_assert(sizeof input == sizeof fields, "Input is a structure of numbers");
    std::memcpy(static_cast<void*>(&input), fields, sizeof input);
    (void)Model{}(input);
  }
  Operations each = ledger.counted();
  for (double& number : each.of) number /= kRounds;
  each[Kind::kAny] += 2.0 * static_cast<double>(kModel.n_take);
  return each;
}

}  // namespace twinline::bench

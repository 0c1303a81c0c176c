#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "twinline/math/blocks.h"
#include "twinline/math/host_device.h"
#include "twinline/math/lanes.h"
#include "twinline/math/number.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/quantity.h"

// Evaluation of a stretch of a batch on a CPU, lanes of items side by side. One source serves every
// width: it is compiled for the processor that the build names and for those that have wider
// registers (tile_avx2.cpp, tile_avx512.cpp), and the program takes the widest that its processor
// has. Contraction is off and each lane has the bits of an item alone, so that the choice is not
// seen in any result.

namespace twinline {

/// A batch in the memory of the processor that evaluates it: field f of item i lies at
/// f * pitch + i.
struct BatchView {
  const double* taken;
  std::size_t taken_pitch;
  double* given;
  std::size_t given_pitch;
};

/// Evaluates the items from begin up to end. Where one has a number outside its valid range, the
/// answer is false, what was written of those before it means nothing, and nothing is of it and
/// those behind it.
using TileFunction = bool (*)(const BatchView& batch, std::size_t begin, std::size_t end);

/// Items of a good stretch: few enough that their numbers stay in the first-level cache between the
/// check of their ranges and the evaluation, and that memory is read field beside field.
inline constexpr std::size_t kItemsATile = 64;

/// The registered model's function for 2, 4 or 8 lanes, at most math::native_lanes(); nullptr
/// where the model is not registered.
TileFunction find_tile_function(const ModelInfo& model, int n_lanes);

namespace detail {

template <class Number>
TWINLINE_HD inline Number load_numbers(const double* from) {
  if constexpr (std::is_same_v<Number, double>) {
    return *from;
  } else {
    return Number::load(from);
  }
}

template <class Number>
TWINLINE_HD inline void store_numbers(const Number& numbers, double* to) {
  if constexpr (std::is_same_v<Number, double>) {
    *to = numbers;
  } else {
    numbers.store(to);
  }
}

/// A word whose highest bit is set where a number is not within its range, and where it is a -0 of
/// a range of no other negative numbers. Not by comparing: words are subtracted twice as many a
/// cycle, and their answers need no mask. Doubles from +0 on are ordered as their words are, with
/// NaN above all.
template <class Number>
TWINLINE_HD inline auto suspect(Number x, double low, double high) {
  using math::bits_of;
  using Bits = math::BitsOf<Number>;
  const Bits top = bits_of(high);
  if (low == -high) return top - (bits_of(x) & 0x7fffffffffffffffU);
  if (low < 0) return bits_of(select(x >= low && x <= high, Number(0.0), Number(-0.0)));
  const Bits word = bits_of(x);
  return (top - word) | (word - Bits(bits_of(low)));
}

/// Whether the numbers of the first n_items are within their ranges. By W, so that no processor
/// runs what was compiled for another.
template <class Model, int W, std::size_t... F>
bool are_in_range(const BatchView& batch, std::size_t n_items,
                  std::index_sequence<F...> /*fields*/) {
  const auto is_good = [&](std::size_t field, double low, double high) {
    const double* numbers = batch.taken + field * batch.taken_pitch;
    return std::all_of(numbers, numbers + n_items, [=](double x) { return x >= low && x <= high; });
  };
  return (is_good(F, Model::kTake[F].low, Model::kTake[F].high) && ...);
}

/// The same for a whole number of registers of W items.
template <class Model, int W, std::size_t... F>
TWINLINE_HD inline bool registers_in_range(const BatchView& batch, std::size_t n_items,
                                           std::index_sequence<F...> fields) {
  auto bad = bits_of(math::Lanes<W>(0.0));
  const auto look = [&](const double* numbers, double low, double high) TWINLINE_HD {
    for (std::size_t item = 0; item < n_items; item += W) {
      bad = bad | suspect(math::Lanes<W>::load(numbers + item), low, high);
    }
  };
  (look(batch.taken + F * batch.taken_pitch, Model::kTake[F].low, Model::kTake[F].high), ...);
  return !any((bad & 0x8000000000000000U) != 0U) || are_in_range<Model, W>(batch, n_items, fields);
}

/// As many items as a Number holds: the first at `taken`, its results to `given`.
template <class Model, class Number, std::size_t... In, std::size_t... Out>
TWINLINE_HD inline void evaluate_numbers(const BatchView& batch,
                                         std::index_sequence<In...> /*taken*/,
                                         std::index_sequence<Out...> /*given*/) {
  using Output = typename Model::template OutputOf<Number>;
  const typename Model::template InputOf<Number> input{
      load_numbers<Number>(batch.taken + In * batch.taken_pitch)...};
  const Output output = Model{}(input);
  static_assert(sizeof output == sizeof...(Out) * sizeof(Number),
                "Output is a structure of numbers");
  // Not copied to an array: a compiler then writes them to memory twice.
  const auto* result = reinterpret_cast<const Number*>(&output);
  (store_numbers(result[Out], batch.given + Out * batch.given_pitch), ...);
}

/// The last items of a batch, where they do not fill a Number, evaluated in memory of its own.
template <class Model, std::size_t kWidth>
struct Edge {
  static constexpr std::size_t kTaken = kNumbersOf<typename Model::Input>;
  static constexpr std::size_t kGiven = kNumbersOf<typename Model::Output>;
  static constexpr std::size_t kPitch = kWidth;
  double taken[kTaken * kPitch];
  double given[kGiven * kPitch];

  TWINLINE_HD BatchView fill(const BatchView& from, std::size_t n_items) {
    for (std::size_t i = 0; i < kTaken * kPitch; ++i) {
      const std::size_t lane = i % kPitch;  // those left over repeat the last item
      taken[i] = from.taken[i / kPitch * from.taken_pitch + (lane < n_items ? lane : n_items - 1)];
    }
    return {taken, kPitch, given, kPitch};
  }
  TWINLINE_HD void give(const BatchView& to, std::size_t n_items) const {
    for (std::size_t f = 0; f < kGiven; ++f) {
      std::memcpy(to.given + f * to.given_pitch, given + f * kPitch, n_items * sizeof(double));
    }
  }
};

/// Registers of lanes that are worked on at once, so that one's waits are filled by another's work:
/// a processor looks some hundred operations ahead, which is not enough to find the next items. A
/// model to which another number is much better names it with kSideBySide.
template <class Model, class = void>
struct SideBySide {
  static constexpr int kRegisters = 4;
};
template <class Model>
struct SideBySide<Model, std::void_t<decltype(Model::kSideBySide)>> {
  static constexpr int kRegisters = Model::kSideBySide;
};

}  // namespace detail

/// Evaluates a stretch of a batch of any model in registers of W items.
template <class Model, int W>
bool evaluate_tile(const BatchView& batch, std::size_t begin, std::size_t end) {
  constexpr int kRegisters = detail::SideBySide<Model>::kRegisters;
  // A block of one is left in memory by GCC where a register alone is not.
  using Several =
      std::conditional_t<kRegisters == 1, math::Lanes<W>, math::Block<math::Lanes<W>, kRegisters>>;
  constexpr std::size_t kSeveral = sizeof(Several) / sizeof(double);
  constexpr std::size_t kWidth = W;
  constexpr std::size_t kAlone = 2;  // so few items are faster one by one
  const std::make_index_sequence<kNumbersOf<typename Model::Input>> taken;
  const std::make_index_sequence<kNumbersOf<typename Model::Output>> given;
  const auto from = [&](std::size_t item) TWINLINE_HD {
    return BatchView{batch.taken + item, batch.taken_pitch, batch.given + item, batch.given_pitch};
  };
  std::size_t item = begin;
  for (; item + kSeveral <= end; item += kSeveral) {
    const BatchView here = from(item);
    if (!detail::registers_in_range<Model, W>(here, kSeveral, taken)) return false;
    detail::evaluate_numbers<Model, Several>(here, taken, given);
  }
  const std::size_t n_whole = (end - item) / kWidth * kWidth;  // one answer for all of them
  if (!detail::registers_in_range<Model, W>(from(item), n_whole, taken)) return false;
  for (; item + kWidth <= end; item += kWidth) {
    detail::evaluate_numbers<Model, math::Lanes<W>>(from(item), taken, given);
  }
  if (item + kAlone < end) {
    detail::Edge<Model, kWidth> edge;
    const BatchView here = edge.fill(from(item), end - item);
    if (!detail::registers_in_range<Model, W>(here, kWidth, taken)) return false;
    detail::evaluate_numbers<Model, math::Lanes<W>>(here, taken, given);
    edge.give(from(item), end - item);
    return true;
  }
  for (; item < end; ++item) {
    const BatchView here = from(item);
    if (!detail::are_in_range<Model, W>(here, 1, taken)) return false;
    detail::evaluate_numbers<Model, double>(here, taken, given);
  }
  return true;
}

}  // namespace twinline

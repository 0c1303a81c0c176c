#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "operations.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"
#include "twinline/physics/tile.h"

namespace twinline::bench {

/// Any number is within the range of the models below.
template <std::size_t N>
struct AnyNumbers {
  TWINLINE_HD constexpr Quantity operator[](std::size_t /*row*/) const {
    return {Role::kInput, "", "1", -1e300, 1e300, 0, ""};
  }
};

/// Calls step(index) for index = 0 .. sizeof...(Index) - 1, written out: what it indexes stays in
/// registers.
template <class Step, int... Index>
TWINLINE_HD inline void for_each_index(Step step, std::integer_sequence<int, Index...> /*all*/) {
  (step(Index), ...);
}

/// Independent chains of one kind of instruction, as many as their waits need: the processor's peak
/// for it. kAny: of products and sums in turn, which no kind alone comes up to.
template <Kind kKind>
struct Peak {
  static constexpr int kChains = kKind == Kind::kDivide || kKind == Kind::kRoot ? 8 : 16;
  static constexpr int kLength = 200;
  static constexpr double kOperations = (kKind == Kind::kAny ? 2.0 : 1.0) * kChains * kLength;
  static constexpr int kSideBySide = 1;
  template <class Number>
  struct InputOf {
    Number x;
  };
  template <class Number>
  struct OutputOf {
    Number y;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;
  static constexpr AnyNumbers<1> kTake{};

  /// @param x a number that the compiler does not know
  template <class Number>
  TWINLINE_HD static Number next(Number chain, Number x) {
    if constexpr (kKind == Kind::kAdd) return chain + x;
    if constexpr (kKind == Kind::kMultiply) return chain * x;
    if constexpr (kKind == Kind::kAny) return chain * 0.999 + 1e-3;
    if constexpr (kKind == Kind::kDivide) return x / chain;
    if constexpr (kKind == Kind::kRoot) return math::sqrt(chain);
  }

  template <class Number>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number x = 1.0 + 1e-9 * in.x;
    Number chain[std::size_t{kChains}];
    constexpr std::make_integer_sequence<int, kChains> kAll;
    for_each_index([&](int i) TWINLINE_HD { chain[i] = in.x * in.x + (1.0 + i); }, kAll);
    for (int step = 0; step < kLength; ++step) {
      for_each_index([&](int i) TWINLINE_HD { chain[i] = next(chain[i], x); }, kAll);
    }
    Number sum = 0.0;
    for_each_index([&](int i) TWINLINE_HD { sum += chain[i]; }, kAll);
    return {sum};
  }
};

/// Heat in a rod whose ends keep their temperatures: 64 cells, 500 explicit steps.
struct HeatRod {
  static constexpr int kCells = 64;
  static constexpr int kSteps = 500;
  static constexpr double kOperations = 5.0 * (kCells - 2) * kSteps;
  static constexpr double kRate = 0.25;
  template <class Number>
  struct InputOf {
    Number cell[kCells];
  };
  template <class Number>
  using OutputOf = InputOf<Number>;
  using Input = InputOf<double>;
  using Output = OutputOf<double>;
  static constexpr AnyNumbers<kCells> kTake{};

  template <class Number>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    OutputOf<Number> rod = in;
    for (int step = 0; step < kSteps; ++step) {
      Number left = rod.cell[0];
      Number here = rod.cell[1];
      for (int i = 1; i + 1 < kCells; ++i) {
        const Number right = rod.cell[i + 1];
        rod.cell[i] = here + kRate * ((left - here) + (right - here));
        left = here;
        here = right;
      }
    }
    return rod;
  }
};

// W keeps the functions of the kinds of processors apart.

/// The best loop by hand for HeatRod: kTile items copied into the first-level cache, the items
/// innermost. n_items is a multiple of kTile.
template <int W, std::size_t kTile>
void heat_by_hand(const BatchView& batch, std::size_t n_items) {
  constexpr std::size_t kCells = HeatRod::kCells;
  alignas(64) double rod[2][kCells][kTile];
  for (std::size_t first = 0; first < n_items; first += kTile) {
    for (std::size_t i = 0; i < kCells; ++i) {
      for (std::size_t t = 0; t < kTile; ++t) {
        rod[0][i][t] = rod[1][i][t] = batch.taken[i * batch.taken_pitch + first + t];
      }
    }
    for (int step = 0; step < HeatRod::kSteps; ++step) {
      const auto& from = rod[step % 2];
      auto& to = rod[1 - step % 2];
      for (std::size_t i = 1; i + 1 < kCells; ++i) {
        for (std::size_t t = 0; t < kTile; ++t) {
          to[i][t] = from[i][t] + HeatRod::kRate * ((from[i - 1][t] - from[i][t]) +
                                                    (from[i + 1][t] - from[i][t]));
        }
      }
    }
    for (std::size_t i = 0; i < kCells; ++i) {
      for (std::size_t t = 0; t < kTile; ++t) {
        batch.given[i * batch.given_pitch + first + t] = rod[HeatRod::kSteps % 2][i][t];
      }
    }
  }
}

/// given = taken + taken: two numbers read and one written for each item.
template <int W>
void stream(const BatchView& batch, std::size_t begin, std::size_t end) {
  const double* a = batch.taken;
  const double* b = batch.taken + batch.taken_pitch;
  double* __restrict sum = batch.given;
  for (std::size_t i = begin; i < end; ++i) sum[i] = a[i] + b[i];
}

/// What is measured beside the models, compiled for one kind of processor.
struct BenchKernels {
  TileFunction peak[kKinds];
  double peak_operations[kKinds];  ///< of an item
  TileFunction heat;
  void (*stream)(const BatchView& batch, std::size_t begin, std::size_t end);
  void (*heat_by_hand[3])(const BatchView& batch, std::size_t n_items);  ///< tiles of 16, 32, 64
};

BenchKernels bench_kernels_plain();
BenchKernels bench_kernels_avx2();
BenchKernels bench_kernels_avx512();

/// For a file that is compiled for a kind of processor.
template <int W, std::size_t... kKind>
BenchKernels kernels_of(std::index_sequence<kKind...> /*kinds*/) {
  return {{&evaluate_tile<Peak<static_cast<Kind>(kKind)>, W>...},
          {Peak<static_cast<Kind>(kKind)>::kOperations...},
          &evaluate_tile<HeatRod, W>,
          &stream<W>,
          {&heat_by_hand<W, 16>, &heat_by_hand<W, 32>, &heat_by_hand<W, 64>}};
}
template <int W>
BenchKernels kernels_of_width() {
  return kernels_of<W>(std::make_index_sequence<kKinds>());
}

}  // namespace twinline::bench

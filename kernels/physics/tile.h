#pragma once

#include <cstddef>
#include <cstring>

#include "twinline/math/host_device.h"
#include "twinline/math/lanes.h"
#include "twinline/math/number.h"
#include "twinline/physics/evaluate.h"
#include "twinline/physics/quantity.h"

// Evaluation of a stretch of a batch on a CPU, lanes of items side by side. One source serves every
// width: it is compiled for the processor that the build names and for those that have wider
// registers, and the program takes the widest that its processor has. Contraction is off and each
// lane has the bits of an item alone, so that the choice is not seen in any result.

namespace twinline {

/// A batch in the memory of the processor that evaluates it: field f of item i lies at
/// f * pitch + i.
struct BatchView {
  const double* taken;
  std::size_t taken_pitch;
  double* given;
  std::size_t given_pitch;
};

/// Evaluates the items from begin up to end. Where one has a number outside its valid range,
/// nothing is written and the answer is false.
using TileFunction = bool (*)(const BatchView& batch, std::size_t begin, std::size_t end);

/// Items of a good stretch: their numbers stay in the first-level cache between the check of their
/// ranges and the evaluation.
inline constexpr std::size_t kItemsATile = 128;

/// Lanes that the processor has registers for: 8, 4 or 2 doubles.
int widest_lanes();

/// The registered model's function for 1, 2, 4 or 8 lanes, at most widest_lanes(); nullptr where
/// the model is not registered.
TileFunction find_tile_function(const ModelInfo& model, int n_lanes);

namespace detail {

/// The numbers of the items from `item` on, a lane each; lanes beyond the last item repeat it.
template <int W>
TWINLINE_HD inline math::Lanes<W> load_lanes(const double* field, std::size_t item,
                                             std::size_t end) {
  if (end - item >= W) return math::Lanes<W>::load(field + item);
  double number[std::size_t{W}];
  for (std::size_t lane = 0; lane < W; ++lane) {
    number[lane] = field[item + lane < end ? item + lane : end - 1];
  }
  return math::Lanes<W>::load(number);
}

template <int W>
TWINLINE_HD inline void store_lanes(math::Lanes<W> numbers, double* field, std::size_t item,
                                    std::size_t end) {
  if (end - item >= W) {
    numbers.store(field + item);
    return;
  }
  double number[std::size_t{W}];
  numbers.store(number);
  for (std::size_t lane = 0; item + lane < end; ++lane) field[item + lane] = number[lane];
}

/// How far x lies outside its range, as bits: none within it.
template <int W>
TWINLINE_HD inline math::LaneBits<W> outside(math::Lanes<W> x, double low, double high) {
  const math::Lanes<W> raised = select(low > x, low, x);
  return bits_of(select(high < raised, high, raised) - x);
}

template <class Model, int W>
TWINLINE_HD inline bool tile_in_range(const BatchView& batch, std::size_t begin, std::size_t end) {
  math::LaneBits<W> bad = 0U;
  for (std::size_t f = 0; f < kNumbersOf<typename Model::Input>; ++f) {
    const double* field = batch.taken + f * batch.taken_pitch;
    const double low = Model::kTake[f].low;
    const double high = Model::kTake[f].high;
    for (std::size_t item = begin; item < end; item += W) {
      bad = bad | outside(load_lanes<W>(field, item, end), low, high);
    }
  }
  return !any(bad != 0U);
}

template <class Model, int W>
TWINLINE_HD inline bool evaluate_tile(const BatchView& batch, std::size_t begin, std::size_t end) {
  using Number = math::Lanes<W>;
  using Input = typename Model::template InputOf<Number>;
  using Output = typename Model::template OutputOf<Number>;
  if (!tile_in_range<Model, W>(batch, begin, end)) return false;
  for (std::size_t item = begin; item < end; item += W) {
    Input input;
    for (std::size_t f = 0; f < sizeof(Input) / sizeof(Number); ++f) {
      const Number number = load_lanes<W>(batch.taken + f * batch.taken_pitch, item, end);
      std::memcpy(reinterpret_cast<char*>(&input) + f * sizeof(Number), &number, sizeof number);
    }
    const Output output = Model{}(input);
    for (std::size_t f = 0; f < sizeof(Output) / sizeof(Number); ++f) {
      Number number;
      std::memcpy(&number, reinterpret_cast<const char*>(&output) + f * sizeof(Number),
                  sizeof number);
      store_lanes<W>(number, batch.given + f * batch.given_pitch, item, end);
    }
  }
  return true;
}

// The same function for each kind of processor. All that it calls is put into it: what stayed
// outside would be compiled for the plainest.

template <class Model, int W>
__attribute__((flatten)) bool evaluate_tile_plain(const BatchView& batch, std::size_t begin,
                                                  std::size_t end) {
  return evaluate_tile<Model, W>(batch, begin, end);
}

#if defined(__x86_64__)

template <class Model>
__attribute__((flatten, target("avx2"))) bool evaluate_tile_avx2(const BatchView& batch,
                                                                 std::size_t begin,
                                                                 std::size_t end) {
  return evaluate_tile<Model, 4>(batch, begin, end);
}

template <class Model>
__attribute__((flatten, target("avx2,avx512f,avx512dq,avx512vl,avx512bw"))) bool
evaluate_tile_avx512(const BatchView& batch, std::size_t begin, std::size_t end) {
  return evaluate_tile<Model, 8>(batch, begin, end);
}

#endif

}  // namespace detail

/// A model's function for 1, 2, 4 or 8 lanes, at most widest_lanes().
template <class Model>
TileFunction tile_function(int n_lanes) {
#if defined(__x86_64__)
  if (n_lanes == 8) return &detail::evaluate_tile_avx512<Model>;
  if (n_lanes == 4) return &detail::evaluate_tile_avx2<Model>;
#endif
  return n_lanes == 1 ? &detail::evaluate_tile_plain<Model, 1>
                      : &detail::evaluate_tile_plain<Model, 2>;
}

}  // namespace twinline

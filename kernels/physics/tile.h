#pragma once

#include <cstddef>
#include <cstring>
#include <utility>

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

/// Evaluates the items from begin up to end. Where one has a number outside its valid range,
/// nothing is written and the answer is false.
using TileFunction = bool (*)(const BatchView& batch, std::size_t begin, std::size_t end);

/// Items of a good stretch: their numbers stay in the first-level cache between the check of their
/// ranges and the evaluation.
inline constexpr std::size_t kItemsATile = 128;

/// The registered model's function for 2, 4 or 8 lanes, at most math::native_lanes(); nullptr
/// where the model is not registered.
TileFunction find_tile_function(const ModelInfo& model, int n_lanes);

namespace detail {

/// Whether the numbers of a field are within their range.
template <int W>
TWINLINE_HD inline bool field_in_range(const double* field, std::size_t begin, std::size_t end,
                                       double low, double high) {
  using Number = math::Lanes<W>;
  math::LaneBits<W> bad = 0U;
  std::size_t item = begin;
  for (; item + W <= end; item += W) {
    const Number number = Number::load(field + item);
    bad = bad | bits_of(select(number >= low && number <= high, 0.0, 1.0));
  }
  bool good = !any(bad != 0U);
  for (; item < end; ++item) good = good && field[item] >= low && field[item] <= high;
  return good;
}

template <class Model, int W, std::size_t... F>
TWINLINE_HD inline bool tile_in_range(const BatchView& batch, std::size_t begin, std::size_t end,
                                      std::index_sequence<F...> /*fields*/) {
  constexpr auto& kTake = Model::kTake;
  return (field_in_range<W>(batch.taken + F * batch.taken_pitch, begin, end, kTake[F].low,
                            kTake[F].high) &&
          ...);
}

/// W items side by side: the first at `taken`, its results to `given`.
template <class Model, int W, std::size_t... In, std::size_t... Out>
TWINLINE_HD inline void evaluate_lanes(const BatchView& batch, std::index_sequence<In...> /*taken*/,
                                       std::index_sequence<Out...> /*given*/) {
  using Number = math::Lanes<W>;
  using Output = typename Model::template OutputOf<Number>;
  const typename Model::template InputOf<Number> input{
      Number::load(batch.taken + In * batch.taken_pitch)...};
  const Output output = Model{}(input);
  Number result[sizeof...(Out)];
  static_assert(sizeof output == sizeof result, "Output is a structure of numbers");
  std::memcpy(&result, &output, sizeof result);
  (result[Out].store(batch.given + Out * batch.given_pitch), ...);
}

template <class Model, int W>
TWINLINE_HD inline bool evaluate_tile(const BatchView& batch, std::size_t begin, std::size_t end) {
  constexpr std::size_t kWidth = W;
  constexpr std::size_t kTaken = kNumbersOf<typename Model::Input>;
  constexpr std::size_t kGiven = kNumbersOf<typename Model::Output>;
  const std::make_index_sequence<kTaken> taken_fields;
  const std::make_index_sequence<kGiven> given_fields;
  if (!tile_in_range<Model, W>(batch, begin, end, taken_fields)) return false;
  double taken[kTaken * kWidth];  // the last items of a batch, where they do not fill the lanes
  double given[kGiven * kWidth];
  for (std::size_t item = begin; item < end; item += kWidth) {
    BatchView here{batch.taken + item, batch.taken_pitch, batch.given + item, batch.given_pitch};
    const std::size_t n_items = end - item;
    if (n_items < kWidth) {
      for (std::size_t i = 0; i < kTaken * kWidth; ++i) {
        const std::size_t lane = i % kWidth;  // those left over repeat the last item
        taken[i] =
            here.taken[i / kWidth * here.taken_pitch + (lane < n_items ? lane : n_items - 1)];
      }
      here = {taken, kWidth, given, kWidth};
    }
    evaluate_lanes<Model, W>(here, taken_fields, given_fields);
    if (n_items < kWidth) {
      for (std::size_t f = 0; f < kGiven; ++f) {
        std::memcpy(batch.given + f * batch.given_pitch + item, given + f * kWidth,
                    n_items * sizeof(double));
      }
    }
  }
  return true;
}

}  // namespace detail

/// Evaluates a stretch of a batch of any model, W items side by side.
template <class Model, int W>
bool evaluate_tile(const BatchView& batch, std::size_t begin, std::size_t end) {
  return detail::evaluate_tile<Model, W>(batch, begin, end);
}

}  // namespace twinline

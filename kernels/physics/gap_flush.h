#pragma once

#include <cstdint>

#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// Gap and flush between a door and its body: a linear stack of tolerances.
/// Equations and sources: docs/methods/physics/gap_flush.md.
struct GapFlush {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number gap_m;
    Number opening_shift_m;
    Number door_shift_m;
    Number hinge_shift_m;
    Number opening_m;
    Number door_m;
    Number hinge_m;
    Number fixture_m;
    Number depth_m;
    Number hinge_to_flush;
    Number sigmas;
  };
  template <class Number>
  struct OutputOf {
    Number gap_m;
    Number flush_m;
    Number worst_gap_m;
    Number worst_flush_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "gap_flush";
  static constexpr const char* kTitle = "Gap and flush of a door (tolerance stack)";
  static constexpr const char* kPage = "physics/gap_flush.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draws"},
      {Role::kInput, "gap_m", "m", 0, 0.05, 4e-3, "nominal gap"},
      {Role::kInput, "opening_shift_m", "m", -0.02, 0.02, 0,
       "how much wider the opening is on average"},
      {Role::kInput, "door_shift_m", "m", -0.02, 0.02, 0, "how much wider the door is on average"},
      {Role::kInput, "hinge_shift_m", "m", -0.02, 0.02, 0,
       "how far out the hinges stand on average"},
      {Role::kParameter, "opening_m", "m", 0, 0.01, 6e-4, "tolerance of the opening's width"},
      {Role::kParameter, "door_m", "m", 0, 0.01, 5e-4, "of the door's width"},
      {Role::kParameter, "hinge_m", "m", 0, 0.01, 4e-4, "of the hinges' place"},
      {Role::kParameter, "fixture_m", "m", 0, 0.01, 3e-4, "of the fitting"},
      {Role::kParameter, "depth_m", "m", 0, 0.01, 5e-4, "of door and body across the gap"},
      {Role::kParameter, "hinge_to_flush", "1", -2, 2, 0.3, "flush for a way of the hinges"},
      {Role::kParameter, "sigmas", "1", 1, 6, 3, "standard deviations in a tolerance"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "gap_m", "m", -1, 1, 0, "of this door"},
      {Role::kOutput, "flush_m", "m", -1, 1, 0, "of this door: how far it stands out"},
      {Role::kOutput, "worst_gap_m", "m", 0, 0.04, 0, "sum of the tolerances of the gap"},
      {Role::kOutput, "worst_flush_m", "m", 0, 0.06, 0, "sum of those of the flush"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    const Number unit = 1.0 / in.sigmas;
    const Number opening = in.opening_shift_m + in.opening_m * unit * draws.normal(0);
    const Number door = in.door_shift_m + in.door_m * unit * draws.normal(1);
    const Number hinge = in.hinge_shift_m + in.hinge_m * unit * draws.normal(2);
    const Number fixture = in.fixture_m * unit * draws.normal(3);
    const Number depth = in.depth_m * unit * draws.normal(4);
    const Number steep = select(in.hinge_to_flush < 0.0, -in.hinge_to_flush, in.hinge_to_flush);
    return {in.gap_m + opening - door - hinge + fixture, in.hinge_to_flush * hinge + depth,
            in.opening_m + in.door_m + in.hinge_m + in.fixture_m, steep * in.hinge_m + in.depth_m};
  }
};

}  // namespace twinline

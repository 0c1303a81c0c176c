#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// Wear as a Wiener process with drift: an exact increment over a stretch of work, and whether the
/// threshold was crossed anywhere within it (Brownian bridge), not only at its end.
/// Equations and sources: docs/methods/physics/machine_wear.md.
struct WienerWear {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number wear;
    Number time_s;
    Number drift_per_s;
    Number volatility_per_root_s;
    Number threshold;
  };
  template <class Number>
  struct OutputOf {
    Number wear;
    Number crossed;
    Number crossing_chance;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "wiener_wear";
  static constexpr const char* kTitle = "Machine wear (Wiener process, Brownian-bridge crossing)";
  static constexpr const char* kPage = "physics/machine_wear.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draws"},
      {Role::kInput, "wear", "1", -1e6, 1e6, 0, "wear at the beginning"},
      {Role::kInput, "time_s", "s", 0, 1e8, 3600, "length of the stretch"},
      {Role::kParameter, "drift_per_s", "1/s", 0, 1e3, 1e-5, "mean wear in a second"},
      {Role::kParameter, "volatility_per_root_s", "1/s^0.5", 0, 1e3, 1e-3,
       "standard deviation of the wear in one second"},
      {Role::kParameter, "threshold", "1", 0, 1e6, 1, "wear at which the machine fails"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "wear", "1", -2e8, 2e11, 0, "wear at the end"},
      {Role::kOutput, "crossed", "1", 0, 1, 0, "1: the threshold was reached within the stretch"},
      {Role::kOutput, "crossing_chance", "1", 0, 1, 0,
       "chance of that, given the wear at both ends"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    const Number variance = in.volatility_per_root_s * in.volatility_per_root_s * in.time_s;
    const Number end =
        in.wear + in.drift_per_s * in.time_s + math::sqrt(variance) * draws.normal(0);
    const auto is_seen = in.wear >= in.threshold || end >= in.threshold;  // at an end
    const auto is_hidden = !is_seen && variance > 0.0;
    Number chance = select(is_seen, Number(1.0), Number(0.0));
    if (any(is_hidden)) {
      const Number between = -2.0 * (in.threshold - in.wear) * (in.threshold - end) / variance;
      chance = select(is_hidden, math::exp(between), chance);
    }
    return {end, select(draws.uniform(1) < chance, 1.0, 0.0), chance};
  }
};

/// Wear as a gamma process: it never falls, so the threshold is crossed within a stretch exactly
/// where it is passed at its end. Equations and sources: docs/methods/physics/machine_wear.md.
struct GammaWear {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number wear;
    Number time_s;
    Number shape_per_s;
    Number scale;
    Number threshold;
  };
  template <class Number>
  struct OutputOf {
    Number wear;
    Number crossed;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "gamma_wear";
  static constexpr const char* kTitle = "Machine wear (gamma process)";
  static constexpr const char* kPage = "physics/machine_wear.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draws"},
      {Role::kInput, "wear", "1", 0, 1e6, 0, "wear at the beginning"},
      {Role::kInput, "time_s", "s", 0, 1e8, 3600, "length of the stretch"},
      {Role::kParameter, "shape_per_s", "1/s", 1e-9, 1e3, 1e-4, "shape gained in a second"},
      {Role::kParameter, "scale", "1", 1e-9, 1e3, 0.1, "scale of the gamma law"},
      {Role::kParameter, "threshold", "1", 0, 1e6, 1, "wear at which the machine fails"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "wear", "1", 0, 2e14, 0, "wear at the end"},
      {Role::kOutput, "crossed", "1", 0, 1, 0, "1: the threshold was reached within the stretch"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    const Number shape = in.shape_per_s * in.time_s;
    const Number end =
        select(shape > 0.0, in.wear + in.scale * gamma_draw(draws, 0, shape), in.wear);
    return {end, select(end >= in.threshold, 1.0, 0.0)};
  }
};

}  // namespace twinline

#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/exponential.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// Share of the dies without a defect, by four laws of how defects gather.
/// Equations and sources: docs/methods/physics/defect_yield.md.
struct DefectYield {
  template <class Number>
  struct InputOf {
    Number die_area_m2;
    Number defects_per_m2;
    Number clustering;
  };
  template <class Number>
  struct OutputOf {
    Number poisson;
    Number murphy;
    Number seeds;
    Number negative_binomial;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "defect_yield";
  static constexpr const char* kTitle =
      "Defect-limited yield (Poisson, Murphy, Seeds, negative binomial)";
  static constexpr const char* kPage = "physics/defect_yield.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "die_area_m2", "m^2", 1e-8, 0.01, 1e-4, "critical area of a die"},
      {Role::kInput, "defects_per_m2", "1/m^2", 0, 1e6, 1000, "killing defects on an area"},
      {Role::kParameter, "clustering", "1", 0.05, 1e6, 2, "alpha; large: no clustering"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "poisson", "1", 0, 1, 0, "defects fall independently"},
      {Role::kOutput, "murphy", "1", 0, 1, 0, "density spread over a triangle"},
      {Role::kOutput, "seeds", "1", 0, 1, 0, "density spread exponentially"},
      {Role::kOutput, "negative_binomial", "1", 0, 1, 0, "density spread as a gamma law"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number mean = in.die_area_m2 * in.defects_per_m2;
    const Number share = select(mean > 0.0, -math::expm1(-mean) / mean, 1.0);
    return {math::exp(-mean), share * share, 1.0 / (1.0 + mean),
            math::exp(-in.clustering * math::log1p(mean / in.clustering))};
  }
};

/// The good dies of one wafer, drawn: the wafer's density from a gamma law, then each die by
/// itself. Over many wafers the share is that of the negative binomial law of DefectYield.
struct DieDefects {
  template <class Number>
  struct InputOf {
    Number random_key;
    Number n_dies;
    Number die_area_m2;
    Number defects_per_m2;
    Number clustering;
  };
  template <class Number>
  struct OutputOf {
    Number good_dies;
    Number wafer_defects_per_m2;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "die_defects";
  static constexpr const char* kTitle = "Good dies of a wafer (gamma-Poisson draws)";
  static constexpr const char* kPage = "physics/defect_yield.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the draws"},
      {Role::kInput, "n_dies", "1", 0, 100000, 600, "dies on the wafer"},
      {Role::kInput, "die_area_m2", "m^2", 1e-8, 0.01, 1e-4, "critical area of a die"},
      {Role::kInput, "defects_per_m2", "1/m^2", 0, 1e6, 1000, "mean over wafers"},
      {Role::kParameter, "clustering", "1", 0.05, 1e6, 2, "alpha: shape of the gamma law"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "good_dies", "1", 0, 100000, 0, "dies without a defect"},
      {Role::kOutput, "wafer_defects_per_m2", "1/m^2", 0, 1e9, 0, "density of this wafer"}};
  /// More would not leave a die's draw in the registers (tile.h).
  static constexpr int kSideBySide = 2;

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    constexpr std::uint32_t kFirstDie = 1U << 16U;  // the draws before are those of the density
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    const Number density = in.defects_per_m2 * gamma_draw(draws, 0, in.clustering) / in.clustering;
    const Number chance = math::exp(-density * in.die_area_m2);
    Number good = 0.0;
    auto is_die = in.n_dies >= 1.0;
    for (std::uint32_t die = 0; any(is_die); ++die) {
      const auto is_good = is_die && draws.uniform(kFirstDie + die) < chance;
      good += select(is_good, 1.0, 0.0);
      is_die = in.n_dies >= die + 2.0;
    }
    return {good, density};
  }
};

}  // namespace twinline

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
  struct Input {
    double die_area_m2;
    double defects_per_m2;
    double clustering;
  };
  struct Output {
    double poisson;
    double murphy;
    double seeds;
    double negative_binomial;
  };

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

  TWINLINE_HD Output operator()(const Input& in) const {
    const double mean = in.die_area_m2 * in.defects_per_m2;
    const double share = mean > 0 ? -math::expm1(-mean) / mean : 1.0;
    return {math::exp(-mean), share * share, 1.0 / (1.0 + mean),
            math::exp(-in.clustering * math::log1p(mean / in.clustering))};
  }
};

/// The good dies of one wafer, drawn: the wafer's density from a gamma law, then each die by
/// itself. Over many wafers the share is that of the negative binomial law of DefectYield.
struct DieDefects {
  struct Input {
    double random_key;
    double n_dies;
    double die_area_m2;
    double defects_per_m2;
    double clustering;
  };
  struct Output {
    double good_dies;
    double wafer_defects_per_m2;
  };

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

  /// Whether die number `die` of the wafer is good, where a die is with the given chance.
  TWINLINE_HD static bool is_good(const KeyedDraws& draws, std::uint32_t die, double chance) {
    constexpr std::uint32_t kFirstDie = 1U << 16U;  // the draws before are those of the density
    return draws.uniform(kFirstDie + die) < chance;
  }

  TWINLINE_HD Output operator()(const Input& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const KeyedDraws draws{static_cast<std::uint64_t>(in.random_key), kModelNumber};
    const double density = in.defects_per_m2 * gamma_draw(draws, 0, in.clustering) / in.clustering;
    const auto n_dies = static_cast<std::uint32_t>(in.n_dies);
    const double chance = math::exp(-density * in.die_area_m2);
    double good = 0;
    for (std::uint32_t die = 0; die < n_dies; ++die) {
      if (is_good(draws, die, chance)) good += 1.0;
    }
    return {good, density};
  }
};

}  // namespace twinline

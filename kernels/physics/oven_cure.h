#pragma once

#include "twinline/math/elementary.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// A sheet through an oven of four zones: Newton's heating, and cure of the paint by Arrhenius'
/// law. Equations and sources: docs/methods/physics/oven_cure.md.
struct OvenCure {
  template <class Number>
  struct InputOf {
    Number air_1_k;
    Number air_2_k;
    Number air_3_k;
    Number air_4_k;
    Number time_s;
    Number start_k;
    Number time_constant_s;
    Number energy_j_per_mol;
    Number reference_k;
    Number rate_per_s;
    Number order;
  };
  template <class Number>
  struct OutputOf {
    Number end_k;
    Number peak_k;
    Number equivalent_s;
    Number cure;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "oven_cure";
  static constexpr const char* kTitle = "Paint oven of four zones (heating and cure)";
  static constexpr const char* kPage = "physics/oven_cure.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "air_1_k", "K", 250, 600, 423.15, "air of the first quarter of the way"},
      {Role::kInput, "air_2_k", "K", 250, 600, 448.15, "of the second"},
      {Role::kInput, "air_3_k", "K", 250, 600, 448.15, "of the third"},
      {Role::kInput, "air_4_k", "K", 250, 600, 448.15, "of the last"},
      {Role::kInput, "time_s", "s", 0, 7200, 1500, "through the oven"},
      {Role::kInput, "start_k", "K", 250, 600, 298.15, "of the sheet at the entry"},
      {Role::kParameter, "time_constant_s", "s", 5, 5000, 51.29, "m c / (h A): 0.8 mm of steel"},
      {Role::kParameter, "energy_j_per_mol", "J/mol", 1e4, 2e5, 66196, "activation energy"},
      {Role::kParameter, "reference_k", "K", 300, 600, 443.15, "where the rate is given"},
      {Role::kParameter, "rate_per_s", "1/s", 1e-6, 1, 0.0049929, "of the cure there"},
      {Role::kParameter, "order", "1", 1, 3, 1, "of the reaction"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "end_k", "K", 249.9, 600.1, 0, "of the sheet at the exit"},
      {Role::kOutput, "peak_k", "K", 249.9, 600.1, 0, "the hottest at the end of a zone or before"},
      {Role::kOutput, "equivalent_s", "s", 0, 1e22, 0,
       "time at the reference temperature with the same cure"},
      {Role::kOutput, "cure", "1", 0, 1, 0, "share of the reaction that has run"}};
  /// A chain that needs few registers: more of them fill its waits (tile.h).
  static constexpr int kSideBySide = 8;

  /// Intervals of Simpson's rule in a zone.
  static constexpr int kIntervals = 32;

  template <class Number>
  TWINLINE_HD static Number pace(const InputOf<Number>& in, Number kelvin) {
    const Number over = in.energy_j_per_mol / kGasJPerMolK;
    return math::exp(over / in.reference_k - over / kelvin);
  }

  /// Goes through one zone: the sheet's temperature changes, the integral of the pace is returned.
  template <class Number>
  TWINLINE_HD static Number pass(const InputOf<Number>& in, Number air, Number step, Number decay,
                                 Number& sheet) {
    Number away = sheet - air;
    Number sum = pace(in, sheet);
    for (int i = 1; i <= kIntervals; ++i) {
      away = away * decay;
      const double weight = i == kIntervals ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
      sum = sum + weight * pace(in, air + away);
    }
    sheet = air + away;
    return sum * (step / 3.0);
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number step = in.time_s / (4.0 * kIntervals);
    const Number decay = math::exp(-step / in.time_constant_s);
    const Number air[4] = {in.air_1_k, in.air_2_k, in.air_3_k, in.air_4_k};
    Number sheet = in.start_k;
    Number peak = sheet;
    Number time = 0.0;
    for (int zone = 0; zone < 4; ++zone) {
      time = time + pass(in, air[zone], step, decay, sheet);
      peak = select(sheet > peak, sheet, peak);
    }
    const Number run = in.rate_per_s * time;
    const Number more = in.order - 1.0;
    const Number first_order = 1.0 - math::exp(-run);
    // Where `more` is 0 its branch is a number by a number, and not chosen.
    const Number power = -math::log(1.0 + more * run) / select(more > 1e-9, more, 1.0);
    return {sheet, peak, time, select(more > 1e-9, 1.0 - math::exp(power), first_order)};
  }
};

}  // namespace twinline

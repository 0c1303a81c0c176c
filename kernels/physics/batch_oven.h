#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Time that a part needs in a box oven until its paint or adhesive is cured.
/// Equations and sources: docs/methods/physics/batch_oven.md.
struct BatchOven {
  template <class Number>
  struct InputOf {
    Number air_k;
    Number start_k;
    Number target;
    Number longest_s;
    Number time_constant_s;
    Number energy_j_per_mol;
    Number reference_k;
    Number rate_per_s;
    Number order;
  };
  template <class Number>
  struct OutputOf {
    Number cure_time_s;
    Number is_cured;
    Number end_k;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "batch_oven";
  static constexpr const char* kTitle = "Box oven (time to cure)";
  static constexpr const char* kPage = "physics/batch_oven.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "air_k", "K", 250, 600, 443.15, "air of the oven"},
      {Role::kInput, "start_k", "K", 250, 600, 298.15, "of the part at the begin"},
      {Role::kInput, "target", "1", 0.01, 0.9999, 0.95, "cure at which it is taken out"},
      {Role::kParameter, "longest_s", "s", 1, 100000, 3600, "it is taken out then at the latest"},
      {Role::kParameter, "time_constant_s", "s", 5, 5000, 51.29, "m c / (h A): 0.8 mm of steel"},
      {Role::kParameter, "energy_j_per_mol", "J/mol", 1e4, 2e5, 66196, "activation energy"},
      {Role::kParameter, "reference_k", "K", 300, 600, 443.15, "where the rate is given"},
      {Role::kParameter, "rate_per_s", "1/s", 1e-6, 1, 0.0049929, "of the cure there"},
      {Role::kParameter, "order", "1", 1, 3, 1, "of the reaction"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "cure_time_s", "s", 0, 100000.1, 0, "time in the oven"},
      {Role::kOutput, "is_cured", "1", 0, 1, 0, "1: the target was reached"},
      {Role::kOutput, "end_k", "K", 249.9, 600.1, 0, "of the part when it is taken out"}};

  static constexpr int kIntervals = 128;

  /// The time at the reference temperature that makes the target.
  template <class Number>
  TWINLINE_HD static Number needed(const InputOf<Number>& in) {
    const Number more = in.order - 1.0;
    const Number left = -math::log(1.0 - in.target);
    const Number higher = select(more > 1e-9, more, 1.0);
    const Number run = select(more > 1e-9, (math::exp(higher * left) - 1.0) / higher, left);
    return run / in.rate_per_s;
  }

  /// Where the target is reached.
  template <class Number>
  struct Crossing {
    Number interval;  ///< below 0: nowhere yet
    Number rest;      ///< to go, at its begin
    Number pace;      ///< at its begin and at its end
    Number next;

    /// Within the interval the pace is a straight line: the root of a quadratic.
    TWINLINE_HD Number time(const Number& step) const {
      const Number square = pace * pace + 2.0 * (next - pace) * rest / step;
      const Number root = math::sqrt(larger(square, 0.0));
      return interval * step + 2.0 * rest / (pace + root);
    }
  };

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number over = in.energy_j_per_mol / kGasJPerMolK;
    const Number at_reference = over / in.reference_k;
    const Number need = needed(in);
    const Number step = in.longest_s / static_cast<double>(kIntervals);
    const Number sixth = step / 6.0;
    const Number half_decay = math::exp(-0.5 * step / in.time_constant_s);
    const Number decay = half_decay * half_decay;
    Number away = in.start_k - in.air_k;
    Number pace = math::exp(at_reference - over / in.start_k);
    Number sum = 0.0;
    Crossing<Number> crossing{-1.0, 0.0, 1.0, 1.0};
    for (int i = 0; i < kIntervals; ++i) {
      const Number middle_k = in.air_k + away * half_decay;
      away = away * decay;
      const Number next_k = in.air_k + away;
      const Number each = over / (middle_k * next_k);  // one division for both quotients
      const Number middle = math::exp(at_reference - each * next_k);
      const Number next = math::exp(at_reference - each * middle_k);
      const Number after = sum + sixth * ((pace + next) + 4.0 * middle);
      const auto here = after >= need && crossing.interval < 0.0;
      crossing = {select(here, static_cast<double>(i), crossing.interval),
                  select(here, need - sum, crossing.rest), select(here, pace, crossing.pace),
                  select(here, next, crossing.next)};
      sum = after;
      pace = next;
    }
    const auto is_cured = crossing.interval >= 0.0;
    const Number time = select(is_cured, smaller(crossing.time(step), in.longest_s), in.longest_s);
    const Number end = in.air_k + (in.start_k - in.air_k) * math::exp(-time / in.time_constant_s);
    return {time, select(is_cured, 1.0, 0.0), end};
  }
};

}  // namespace twinline

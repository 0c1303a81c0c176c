#pragma once

#include "twinline/math/number.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Thickness of a film after something was added and something removed.
/// docs/methods/physics/film_balance.md.
struct FilmBalance {
  template <class Number>
  struct InputOf {
    Number before_m;
    Number added_m;
    Number removed_m;
  };
  template <class Number>
  struct OutputOf {
    Number thickness_m;
    Number lost_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "film_balance";
  static constexpr const char* kTitle = "Film thickness by balance (before + added - removed)";
  static constexpr const char* kPage = "physics/film_balance.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "before_m", "m", 0, 0.1, 0, "thickness before"},
      {Role::kParameter, "added_m", "m", 0, 0.1, 0, "deposited or grown"},
      {Role::kParameter, "removed_m", "m", 0, 0.1, 0,
       "polished or etched away, where there is film"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "thickness_m", "m", 0, 0.2, 0, "thickness afterwards"},
      {Role::kOutput, "lost_m", "m", 0, 0.1, 0,
       "removed of what lies below, once the film is gone"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number left = in.before_m + in.added_m - in.removed_m;
    return {select(left > 0.0, left, 0.0), select(left < 0.0, -left, 0.0)};
  }
};

}  // namespace twinline

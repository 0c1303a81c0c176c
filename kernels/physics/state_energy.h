#pragma once

#include "twinline/math/number.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Energy of a machine from the time that it spent in each SEMI E10 state.
/// Equations and sources: docs/methods/physics/state_energy.md.
struct StateEnergy {
  template <class Number>
  struct InputOf {
    Number productive_s;
    Number standby_s;
    Number engineering_s;
    Number scheduled_down_s;
    Number unscheduled_down_s;
    Number non_scheduled_s;
    Number productive_w;
    Number standby_w;
    Number engineering_w;
    Number scheduled_down_w;
    Number unscheduled_down_w;
    Number non_scheduled_w;
  };
  template <class Number>
  struct OutputOf {
    Number energy_j;
    Number mean_power_w;
    Number productive_share;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "state_energy";
  static constexpr const char* kTitle = "Energy by machine state (SEMI E10)";
  static constexpr const char* kPage = "physics/state_energy.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "productive_s", "s", 0, 1e10, 0, "time at work"},
      {Role::kInput, "standby_s", "s", 0, 1e10, 0, "time ready, without work"},
      {Role::kInput, "engineering_s", "s", 0, 1e10, 0, "time of engineering"},
      {Role::kInput, "scheduled_down_s", "s", 0, 1e10, 0, "time of maintenance and setup"},
      {Role::kInput, "unscheduled_down_s", "s", 0, 1e10, 0, "time of failure and repair"},
      {Role::kInput, "non_scheduled_s", "s", 0, 1e10, 0, "time off"},
      {Role::kParameter, "productive_w", "W", 0, 1e8, 30000, "power at work"},
      {Role::kParameter, "standby_w", "W", 0, 1e8, 20000, "power without work"},
      {Role::kParameter, "engineering_w", "W", 0, 1e8, 30000, "power in engineering"},
      {Role::kParameter, "scheduled_down_w", "W", 0, 1e8, 10000, "power in maintenance"},
      {Role::kParameter, "unscheduled_down_w", "W", 0, 1e8, 10000, "power while down"},
      {Role::kParameter, "non_scheduled_w", "W", 0, 1e8, 2000, "power while off"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "energy_j", "J", 0, 6.1e18, 0, "energy of all states"},
      {Role::kOutput, "mean_power_w", "W", 0, 1.000001e8, 0, "over all the time; 0 without any"},
      {Role::kOutput, "productive_share", "1", 0, 1, 0, "of the energy; 0 where there is none"}};
  /// More would not leave its numbers in the registers (tile.h).
  static constexpr int kSideBySide = 2;

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number productive = in.productive_s * in.productive_w;
    const Number energy =
        (productive + in.standby_s * in.standby_w) +
        (in.engineering_s * in.engineering_w + in.scheduled_down_s * in.scheduled_down_w) +
        (in.unscheduled_down_s * in.unscheduled_down_w + in.non_scheduled_s * in.non_scheduled_w);
    const Number time = (in.productive_s + in.standby_s) +
                        (in.engineering_s + in.scheduled_down_s) +
                        (in.unscheduled_down_s + in.non_scheduled_s);
    return {energy, select(time > 0.0, energy / time, 0.0),
            select(energy > 0.0, productive / energy, 0.0)};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/physics/quantity.h"

namespace twinline {

/// Energy of a machine from the time that it spent in each SEMI E10 state.
/// Equations and sources: docs/methods/physics/state_energy.md.
struct StateEnergy {
  struct Input {
    double productive_s;
    double standby_s;
    double engineering_s;
    double scheduled_down_s;
    double unscheduled_down_s;
    double non_scheduled_s;
    double productive_w;
    double standby_w;
    double engineering_w;
    double scheduled_down_w;
    double unscheduled_down_w;
    double non_scheduled_w;
  };
  struct Output {
    double energy_j;
    double mean_power_w;
    double productive_share;
  };

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

  TWINLINE_HD Output operator()(const Input& in) const {
    const double productive = in.productive_s * in.productive_w;
    const double energy =
        (productive + in.standby_s * in.standby_w) +
        (in.engineering_s * in.engineering_w + in.scheduled_down_s * in.scheduled_down_w) +
        (in.unscheduled_down_s * in.unscheduled_down_w + in.non_scheduled_s * in.non_scheduled_w);
    const double time = (in.productive_s + in.standby_s) +
                        (in.engineering_s + in.scheduled_down_s) +
                        (in.unscheduled_down_s + in.non_scheduled_s);
    return {energy, time > 0 ? energy / time : 0.0, energy > 0 ? productive / energy : 0.0};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/math/exponential.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// Formation of a cell: charge counted in, and the layer on the anode that takes some of it for
/// good. Equations and sources: docs/methods/physics/battery.md.
struct BatteryFormation {
  template <class Number>
  struct InputOf {
    Number current_a;
    Number time_s;
    Number capacity_as;
    Number temperature_k;
    Number start_charge;
    Number layer_as_per_root_s;
    Number activation_j_per_mol;
    Number reference_k;
  };
  template <class Number>
  struct OutputOf {
    Number charge;
    Number layer_as;
    Number capacity_left_as;
    Number efficiency;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "battery_formation";
  static constexpr const char* kTitle = "Formation of a battery cell (charge and layer)";
  static constexpr const char* kPage = "physics/battery.md";
  static constexpr double kGas = 8.31446261815324;
  static constexpr Quantity kTake[] = {
      {Role::kInput, "current_a", "A", 0.001, 1000, 10, "charging current"},
      {Role::kInput, "time_s", "s", 1, 1e6, 16200, "under it"},
      {Role::kInput, "capacity_as", "A s", 100, 1e7, 1.8e5, "of the cell: 50 A h"},
      {Role::kInput, "temperature_k", "K", 250, 350, 298.15, "of the cell"},
      {Role::kInput, "start_charge", "1", 0, 1, 0, "state of charge at the beginning"},
      {Role::kParameter, "layer_as_per_root_s", "A s/s^0.5", 0, 1e4, 100,
       "charge that the layer takes, by the root of time, at the reference temperature"},
      {Role::kParameter, "activation_j_per_mol", "J/mol", 0, 1e5, 30000, "of the layer's growth"},
      {Role::kParameter, "reference_k", "K", 250, 350, 298.15, "where that is given"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "charge", "1", 0, 1, 0, "state of charge at the end"},
      {Role::kOutput, "layer_as", "A s", 0, 1e10, 0, "charge in the layer, lost for good"},
      {Role::kOutput, "capacity_left_as", "A s", 0, 1e7, 0, "of the cell"},
      {Role::kOutput, "efficiency", "1", 0, 1, 0, "share of the charge that comes out again"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number pace = math::exp(in.activation_j_per_mol * (in.temperature_k - in.reference_k) /
                                  (kGas * in.reference_k * in.temperature_k));
    const Number given = in.current_a * in.time_s;
    const Number growth = in.layer_as_per_root_s * pace * math::sqrt(in.time_s);
    // It cannot take more than was given, nor than the cell has.
    const Number layer = smaller(growth, smaller(given, in.capacity_as));
    const Number left = in.capacity_as - layer;
    const Number stored = in.start_charge * in.capacity_as + given - layer;
    const Number charge = stored / select(left > 1e-6, left, 1.0);
    const Number inside = smaller(larger(charge, 0.0), 1.0);
    return {select(left > 1e-6, inside, 0.0), layer, left, 1.0 - layer / given};
  }
};

/// Pulse test of a pack at the end of the line: the voltage of an equivalent circuit.
struct BatteryPulse {
  template <class Number>
  struct InputOf {
    Number current_a;
    Number time_s;
    Number charge;
    Number cell_ohm;
    Number cells;
    Number joint_ohm;
    Number polarisation_ohm;
    Number time_constant_s;
    Number empty_v;
    Number full_v;
    Number capacity_as;
  };
  template <class Number>
  struct OutputOf {
    Number rest_v;
    Number loaded_v;
    Number polarisation_v;
    Number resistance_ohm;
    Number charge_after;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "battery_pulse";
  static constexpr const char* kTitle = "End-of-line test of a battery pack (pulse)";
  static constexpr const char* kPage = "physics/battery.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "current_a", "A", 0.1, 2000, 50, "of the pulse, discharging"},
      {Role::kInput, "time_s", "s", 0, 3600, 20, "of the pulse"},
      {Role::kInput, "charge", "1", 0, 1, 0.5, "state of charge before"},
      {Role::kInput, "cell_ohm", "Ohm", 1e-5, 0.1, 1e-3, "mean resistance of a cell"},
      {Role::kInput, "cells", "1", 1, 2000, 1, "in series"},
      {Role::kInput, "joint_ohm", "Ohm", 0, 0.01, 0, "of a joint between two cells"},
      {Role::kParameter, "polarisation_ohm", "Ohm", 0, 0.1, 1e-3, "slow resistance of a cell"},
      {Role::kParameter, "time_constant_s", "s", 0.1, 1000, 20, "of it"},
      {Role::kParameter, "empty_v", "V", 1, 3, 3.0, "open voltage of an empty cell"},
      {Role::kParameter, "full_v", "V", 3, 5, 4.2, "open voltage of a full cell"},
      {Role::kParameter, "capacity_as", "A s", 100, 1e7, 1.8e5, "of a cell: 50 A h"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "rest_v", "V", 0, 2e4, 0, "of the pack before"},
      {Role::kOutput, "loaded_v", "V", -2e9, 2e4, 0, "of the pack at the end of the pulse"},
      {Role::kOutput, "polarisation_v", "V", 0, 4e5, 0, "of the slow resistance, all cells"},
      {Role::kOutput, "resistance_ohm", "Ohm", 0, 1e6, 0, "of the pack: drop / current"},
      {Role::kOutput, "charge_after", "1", -1e5, 1, 0, "state of charge at the end"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Number slope = in.full_v - in.empty_v;
    // One division for the quotients by the capacity, the time constant and the current.
    const Number inverse = 1.0 / (in.capacity_as * in.time_constant_s * in.current_a);
    const Number per_a = in.capacity_as * in.time_constant_s * inverse;
    const Number share = in.time_s * (in.current_a * inverse);  // over capacity and time constant
    const Number after = in.charge - in.current_a * (in.time_constant_s * share);
    const Number slow = in.current_a * in.polarisation_ohm * -math::expm1(-in.capacity_as * share);
    const Number rest = in.cells * (in.empty_v + slope * in.charge);
    const Number fast = in.current_a * (in.cells * in.cell_ohm + (in.cells - 1.0) * in.joint_ohm);
    const Number loaded = in.cells * (in.empty_v + slope * after - slow) - fast;
    return {rest, loaded, in.cells * slow, (rest - loaded) * per_a, after};
  }
};

}  // namespace twinline

#pragma once

#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// A resistance spot weld of two equal sheets: heat along the axis of the electrodes with Joule's
/// source, melting, the cooled electrode and the sheet around; the nugget across by a parabola.
/// Equations and sources: docs/methods/physics/spot_weld.md.
struct SpotWeld {
  template <class Number>
  struct InputOf {
    Number current_a;
    Number time_s;
    Number force_n;
    Number sheet_m;
    Number welds;
    Number face_m;
    Number wear_per_weld;
    Number contact_ohm;
    Number resistivity_ohm_m;
    Number conductivity_w_per_m_k;
    Number heat_j_per_m3_k;
    Number latent_j_per_m3;
    Number melting_k;
    Number cooling_w_per_m2_k;
    Number start_k;
    Number edge;
  };
  template <class Number>
  struct OutputOf {
    Number diameter_m;
    Number thickness_m;
    Number penetration;
    Number peak_k;
    Number joule_j_per_m2;
    Number stored_j_per_m2;
    Number taken_j_per_m2;
    Number spread_j_per_m2;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "spot_weld";
  static constexpr const char* kTitle = "Resistance spot weld (nugget)";
  static constexpr const char* kPage = "physics/spot_weld.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "current_a", "A", 0, 20000, 9000, "welding current"},
      {Role::kInput, "time_s", "s", 0.01, 0.6, 0.25, "welding time"},
      {Role::kInput, "force_n", "N", 500, 10000, 3000, "of the electrodes"},
      {Role::kInput, "sheet_m", "m", 5e-4, 3e-3, 1.2e-3, "thickness of one sheet"},
      {Role::kInput, "welds", "1", 0, 1e5, 0, "since the tips were dressed"},
      {Role::kParameter, "face_m", "m", 3e-3, 0.012, 0.006,
       "diameter of a dressed electrode's face"},
      {Role::kParameter, "wear_per_weld", "1", 0, 1e-3, 5e-5,
       "growth of the face, of its diameter"},
      {Role::kParameter, "contact_ohm", "Ohm", 0, 1e-3, 1e-4, "between cold sheets at 3 kN"},
      {Role::kParameter, "resistivity_ohm_m", "Ohm m", 1e-8, 3e-6, 7.5e-7, "of hot steel"},
      {Role::kParameter, "conductivity_w_per_m_k", "W/(m K)", 5, 60, 30, "of hot steel"},
      {Role::kParameter, "heat_j_per_m3_k", "J/(m^3 K)", 3e6, 8e6, 5.1e6, "to warm a volume"},
      {Role::kParameter, "latent_j_per_m3", "J/m^3", 1e8, 1e10, 2.1e9, "to melt it"},
      {Role::kParameter, "melting_k", "K", 800, 2500, 1790, "where it melts"},
      {Role::kParameter, "cooling_w_per_m2_k", "W/(m^2 K)", 0, 1e6, 4e4,
       "to the electrode's water"},
      {Role::kParameter, "start_k", "K", 250, 400, 298, "of sheets and water"},
      {Role::kParameter, "edge", "1", 0, 0.9, 0.5,
       "warming at the rim of the face, as a share of that on the axis"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "diameter_m", "m", 0, 2, 0, "of the nugget"},
      {Role::kOutput, "thickness_m", "m", 0, 6e-3, 0, "of the nugget, both sheets"},
      {Role::kOutput, "penetration", "1", 0, 1, 0, "molten share of the sheets' thickness"},
      {Role::kOutput, "peak_k", "K", 249, 1e7, 0, "at the joint, at the end"},
      {Role::kOutput, "joule_j_per_m2", "J/m^2", 0, 1e12, 0, "heat made, by face area and sheet"},
      {Role::kOutput, "stored_j_per_m2", "J/m^2", -1, 1e12, 0, "of it, left in the sheet"},
      {Role::kOutput, "taken_j_per_m2", "J/m^2", -1, 1e12, 0, "of it, taken by the electrode"},
      {Role::kOutput, "spread_j_per_m2", "J/m^2", -1, 1e12, 0,
       "of it, gone into the sheet around"}};

  /// Cells from the joint to the electrode.
  static constexpr int kCells = 8;
  /// The cells fill each other's waits. More registers of welds would not leave them in the
  /// processor's, and all would wait for the longest weld (tile.h).
  static constexpr int kSideBySide = 1;

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    using math::whole_bits;
    using math::whole_number;
    const Number face = in.face_m * (1.0 + in.wear_per_weld * in.welds);
    const Number area = face * face * (kPi / 4);
    const Number density = in.current_a / area;
    const Number source = density * density * in.resistivity_ohm_m;
    // Half the contact's heat goes to each sheet; the contact is gone where the steel melts.
    const Number contact = 0.5 * in.contact_ohm * (3000.0 / in.force_n) * area * density * density;
    const Number dz = in.sheet_m / double{kCells};
    const Number conductance = in.conductivity_w_per_m_k / dz;
    const Number at_electrode =
        1.0 / (1.0 / select(in.cooling_w_per_m2_k > 1e-6, in.cooling_w_per_m2_k, 1e-6) +
               0.5 / conductance);
    const Number capacity = in.heat_j_per_m3_k * dz;
    // The slope of the parabola at the rim, over the volume within: 4 k (1 - edge) / a^2.
    const Number around = 16.0 * in.conductivity_w_per_m_k * (1.0 - in.edge) / (face * face);
    // Explicit steps, a third of the longest that is stable with the electrode's half cell.
    const Number n_steps = 8.0 + whole_number(whole_bits(6.0 * in.time_s * conductance / capacity));
    const Number dt = in.time_s / n_steps;
    // Heat and what a step moves of it are counted in kelvins, over the capacity of a cell: no
    // division within the steps.
    const Number warms = source * dt / in.heat_j_per_m3_k;
    const Number loses = around * dt / in.heat_j_per_m3_k;
    const Number conducts = conductance * dt / capacity;
    const Number cools = at_electrode * dt / capacity;
    const Number joins = contact * dt / capacity;
    const Number melts = in.melting_k - in.start_k;
    const Number per_melts = 1.0 / melts;
    const Number latent = in.latent_j_per_m3 / in.heat_j_per_m3_k;
    Number heat[kCells];
    Number warm[kCells];
    for (int i = 0; i < kCells; ++i) heat[i] = warm[i] = 0.0;
    Number made = 0.0;
    Number taken = 0.0;
    Number spread = 0.0;
    for (double done = 0; any(n_steps > done); done += 1.0) {
      const Number on = select(n_steps > done, 1.0, 0.0);
      const Number warming = on * warms;
      const Number sideways = on * loses;
      const Number along = on * conducts;
      const Number left = 1.0 - warm[0] * per_melts;
      Number flux = on * joins * select(left > 0.0, left, 0.0);
      made += flux;
      for (int i = 0; i < kCells; ++i) {
        const Number out_flux = i + 1 == kCells
                                    ? on * cools * warm[i]
                                    : along * (warm[i] - warm[i + 1 == kCells ? i : i + 1]);
        heat[i] += (warming - sideways * warm[i]) + (flux - out_flux);
        flux = out_flux;
      }
      taken += flux;
      spread += sideways * (((warm[0] + warm[1]) + (warm[2] + warm[3])) +
                            ((warm[4] + warm[5]) + (warm[6] + warm[7])));
      for (int i = 0; i < kCells; ++i) {
        const Number solid = select(heat[i] < melts, heat[i], melts);
        const Number liquid = heat[i] - latent;
        warm[i] = select(liquid > solid, liquid, solid);
      }
    }
    Number molten = 0.0;
    Number stored = 0.0;
    for (int i = 0; i < kCells; ++i) {
      const Number share = (heat[i] - melts) / latent;
      molten += select(share > 1.0, 1.0, select(share > 0.0, share, 0.0));
      stored += heat[i];
    }
    const Number penetration = molten / double{kCells};
    // A parabola from the axis, where the joint is, to the rim.
    const Number peak = warm[0];
    const Number over = (peak - melts) / select(peak > 1.0, (1.0 - in.edge) * peak, 1.0);
    const Number radius = math::sqrt(select(over > 0.0, over, 0.0));
    // No nugget before the joint has molten.
    const Number across = select(penetration > 0.0, select(radius > 1.0, 1.0, radius), 0.0);
    return {face * across,
            2.0 * in.sheet_m * penetration,
            penetration,
            in.start_k + peak,
            made * capacity + source * in.sheet_m * in.time_s,
            stored * capacity,
            taken * capacity,
            spread * capacity};
  }
};

}  // namespace twinline

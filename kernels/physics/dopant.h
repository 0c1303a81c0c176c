#pragma once

#include "twinline/math/elementary.h"
#include "twinline/math/error_function.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"

namespace twinline {

/// D = D0 exp(-Ea / k T), m^2/s.
TWINLINE_HD inline double diffusivity(double factor_m2_per_s, double energy_ev,
                                      double temperature_k) {
  return factor_m2_per_s * math::exp(-energy_ev / (kBoltzmannEvPerK * temperature_k));
}

/// Diffusion from a surface held at a constant concentration into a clean wafer.
/// Equations and sources: docs/methods/physics/dopant.md.
struct DopantPredeposition {
  struct Input {
    double temperature_k;
    double time_s;
    double surface_per_m3;
    double depth_m;
    double diffusion_factor_m2_per_s;
    double diffusion_energy_ev;
  };
  struct Output {
    double dose_per_m2;
    double concentration_per_m3;
    double diffusion_length_m;
  };

  static constexpr const char* kName = "dopant_predeposition";
  static constexpr const char* kTitle = "Dopant predeposition (constant source)";
  static constexpr const char* kPage = "physics/dopant.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "temperature_k", "K", 873.15, 1573.15, 1223.15, "of the wafer"},
      {Role::kInput, "time_s", "s", 0, 1e5, 1800, "in the source"},
      {Role::kInput, "surface_per_m3", "1/m^3", 1e18, 1e28, 2e26, "held at the surface"},
      {Role::kInput, "depth_m", "m", 0, 1e-3, 1e-7, "where the concentration is asked for"},
      {Role::kParameter, "diffusion_factor_m2_per_s", "m^2/s", 1e-7, 1e-2, 7.6e-5,
       "D0 (boron: 0.76 cm^2/s)"},
      {Role::kParameter, "diffusion_energy_ev", "eV", 2, 5, 3.46, "activation energy (boron)"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "dose_per_m2", "1/m^2", 0, 1e27, 0, "dopant taken up"},
      {Role::kOutput, "concentration_per_m3", "1/m^3", 0, 1e28, 0, "at the depth asked for"},
      {Role::kOutput, "diffusion_length_m", "m", 0, 0.1, 0, "square root of D t"}};

  TWINLINE_HD Output operator()(const Input& in) const {
    constexpr double kTwoOverRootPi = 1.12837916709551257390;
    const double length = math::sqrt(
        diffusivity(in.diffusion_factor_m2_per_s, in.diffusion_energy_ev, in.temperature_k) *
        in.time_s);
    const double surface = in.surface_per_m3;
    double concentration = in.depth_m == 0 ? surface : 0.0;
    if (length > 0) concentration = surface * math::erfc(in.depth_m / (2.0 * length));
    return {kTwoOverRootPi * surface * length, concentration, length};
  }
};

/// Implant of a Gaussian profile and its diffusion in an anneal, one dimension, no loss through
/// the surface: finite volumes, Crank and Nicolson's scheme started by Rannacher's four implicit
/// half steps. Equations and sources: docs/methods/physics/dopant.md.
struct ImplantAnneal {
  static constexpr int kCells = 160;
  static constexpr int kSteps = 80;

  struct Input {
    double dose_per_m2;
    double range_m;
    double straggle_m;
    double temperature_k;
    double time_s;
    double background_per_m3;
    double diffusion_factor_m2_per_s;
    double diffusion_energy_ev;
  };
  struct Output {
    double junction_depth_m;
    double surface_per_m3;
    double peak_per_m3;
    double dose_per_m2;
    double diffusion_length_m;
  };
  /// The concentrations, 1/m^3, in cells of equal width from the surface down.
  struct Profile {
    double cell_m;
    double concentration[kCells];
  };

  static constexpr const char* kName = "implant_anneal";
  static constexpr const char* kTitle = "Implant and anneal of a dopant (1-D diffusion)";
  static constexpr const char* kPage = "physics/dopant.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "dose_per_m2", "1/m^2", 1e13, 1e21, 1e19, "implanted (1e19 = 1e15 /cm^2)"},
      {Role::kInput, "range_m", "m", 1e-9, 2e-6, 1e-7, "mean depth of the implant"},
      {Role::kInput, "straggle_m", "m", 1e-9, 1e-6, 4e-8, "standard deviation of the depth"},
      {Role::kInput, "temperature_k", "K", 873.15, 1573.15, 1273.15, "of the anneal"},
      {Role::kInput, "time_s", "s", 0, 1e5, 1800, "of the anneal"},
      {Role::kParameter, "background_per_m3", "1/m^3", 1e18, 1e26, 1e21, "doping of the wafer"},
      {Role::kParameter, "diffusion_factor_m2_per_s", "m^2/s", 1e-7, 1e-2, 7.6e-5,
       "D0 (boron: 0.76 cm^2/s)"},
      {Role::kParameter, "diffusion_energy_ev", "eV", 2, 5, 3.46, "activation energy (boron)"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "junction_depth_m", "m", 0, 1, 0,
       "where the profile falls to the background; 0: nowhere above it"},
      {Role::kOutput, "surface_per_m3", "1/m^3", 0, 1e30, 0, "concentration in the first cell"},
      {Role::kOutput, "peak_per_m3", "1/m^3", 0, 1e30, 0, "largest concentration"},
      {Role::kOutput, "dose_per_m2", "1/m^2", 0, 1.0000001e21, 0, "dopant after the anneal"},
      {Role::kOutput, "diffusion_length_m", "m", 0, 0.1, 0, "square root of D t"}};

  /// The profile as implanted, in a depth that holds it before and after the anneal.
  TWINLINE_HD static Profile implanted(const Input& in, double length_m) {
    constexpr double kRoot2 = 1.41421356237309504880;
    Profile profile;
    profile.cell_m =
        (in.range_m + 7.0 * math::sqrt(in.straggle_m * in.straggle_m + 2.0 * length_m * length_m)) /
        kCells;
    const double scale = 1.0 / (kRoot2 * in.straggle_m);
    double total = 0;
    double left = math::erf(-in.range_m * scale);
    for (int i = 0; i < kCells; ++i) {
      const double right = math::erf(((i + 1) * profile.cell_m - in.range_m) * scale);
      profile.concentration[i] = right - left;
      total += right - left;
      left = right;
    }
    for (double& value : profile.concentration) {
      value *= in.dose_per_m2 / (total * profile.cell_m);
    }
    return profile;
  }

  /// The matrix 1 - a L, L the second difference with closed ends, factored for elimination.
  struct Factors {
    double a;
    double inverse_pivot[kCells];
  };

  TWINLINE_HD static void factor(double a, Factors& factors) {
    factors.a = a;
    for (int i = 0; i < kCells; ++i) {
      const double diagonal = 1.0 + (i == 0 || i + 1 == kCells ? a : 2.0 * a);
      const double above = i == 0 ? 0.0 : a * (a * factors.inverse_pivot[i - 1]);
      factors.inverse_pivot[i] = 1.0 / (diagonal - above);
    }
  }

  /// One step: (1 - a L) new = (1 + b L) old, in place.
  TWINLINE_HD static void step(const Factors& factors, double b, double* c) {
    const double a = factors.a;
    double before = c[0];  // old value of the cell to the left
    double solved = 0.0;
    for (int i = 0; i < kCells; ++i) {
      const double old = c[i];
      const double next = i + 1 < kCells ? c[i + 1] : old;
      const double right_side = old + b * ((before - old) + (next - old));
      solved = (right_side + a * solved) * factors.inverse_pivot[i];
      // Less than an atom in a cubic metre is none: the far tail would end in subnormal numbers,
      // which processors are slow with.
      if (solved < 1.0 && solved > -1.0) solved = 0.0;
      c[i] = solved;
      before = old;
    }
    TWINLINE_ROLLED
    for (int i = kCells - 2; i >= 0; --i) c[i] += a * factors.inverse_pivot[i] * c[i + 1];
  }

  TWINLINE_HD static void anneal(double length_m, Profile& profile) {
    const double relative = length_m / profile.cell_m;
    const double half = 0.5 * (relative * relative / kSteps);
    Factors factors;  // those of an implicit half step and of a step of Crank and Nicolson alike
    factor(half, factors);
    for (int i = 0; i < 4; ++i) step(factors, 0.0, profile.concentration);
    for (int i = 2; i < kSteps; ++i) step(factors, half, profile.concentration);
  }

  /// Depth below which the profile stays under the background: the logarithm of the concentration
  /// is linear between the cells' centres.
  TWINLINE_HD static double junction(const Profile& profile, double background_per_m3) {
    for (int i = kCells - 1; i >= 0; --i) {
      const double here = profile.concentration[i];
      if (here < background_per_m3) continue;
      double beyond = 0.5;
      if (i + 1 < kCells && profile.concentration[i + 1] > 0) {
        beyond +=
            math::log(here / background_per_m3) / math::log(here / profile.concentration[i + 1]);
      }
      return (i + beyond) * profile.cell_m;
    }
    return 0.0;
  }

  TWINLINE_HD Output operator()(const Input& in) const {
    const double length = math::sqrt(
        diffusivity(in.diffusion_factor_m2_per_s, in.diffusion_energy_ev, in.temperature_k) *
        in.time_s);
    Profile profile = implanted(in, length);
    anneal(length, profile);
    double peak = 0;
    double sum = 0;
    for (double& value : profile.concentration) {
      if (value < 0) value = 0.0;  // rounding of the far tail
      peak = value > peak ? value : peak;
      sum += value;
    }
    return {junction(profile, in.background_per_m3), profile.concentration[0], peak,
            sum * profile.cell_m, length};
  }
};

}  // namespace twinline

#pragma once

#include <cstdint>

#include "twinline/math/elementary.h"
#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// What the sensors of a plasma-etch chamber say of one step, as one number a sensor: means of the
/// step and its end point, in a chamber whose walls get coated, with noise and with one of five
/// faults. Equations and sources: docs/methods/physics/etch_trace.md.
struct EtchTrace {
  struct Input {
    double random_key;
    double power_w;
    double pressure_pa;
    double depth_m;
    double wafers_since_clean;
    double fault;
    double fault_size;
    double rate_m_per_s;
    double coating_wafers;
    double noise;
  };
  struct Output {
    double delivered_power_w;
    double reflected_share;
    double bias_v;
    double pressure_reading_pa;
    double valve_share;
    double flow_share;
    double helium_share;
    double wafer_temperature_k;
    double product_emission;
    double etchant_emission;
    double end_point_s;
  };

  static constexpr const char* kName = "etch_trace";
  static constexpr const char* kTitle = "Sensors of a plasma-etch step (coating, noise, faults)";
  static constexpr const char* kPage = "physics/etch_trace.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the noise"},
      {Role::kInput, "power_w", "W", 100, 3000, 800, "set point of the power"},
      {Role::kInput, "pressure_pa", "Pa", 0.5, 50, 5, "set point of the pressure"},
      {Role::kInput, "depth_m", "m", 1e-8, 1e-5, 3e-7, "film to be etched"},
      {Role::kInput, "wafers_since_clean", "1", 0, 1e4, 100, "wafers since the chamber's clean"},
      {Role::kInput, "fault", "1", 0, 5, 0,
       "0 none, 1 match, 2 gas flow, 3 clamp, 4 air leak, 5 pressure gauge"},
      {Role::kInput, "fault_size", "1", 0, 0.5, 0, "share by which the faulty part is off"},
      {Role::kParameter, "rate_m_per_s", "m/s", 1e-11, 1e-6, 5e-9,
       "etch rate at 800 W, 5 Pa and 333 K in a clean chamber"},
      {Role::kParameter, "coating_wafers", "1", 10, 1e5, 500, "wafers that coat the walls"},
      {Role::kParameter, "noise", "1", 0, 0.1, 0.005, "relative noise of a sensor's number"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "delivered_power_w", "W", 0, 10000, 0, "power that reaches the plasma"},
      {Role::kOutput, "reflected_share", "1", 0, 2, 0, "share of the power that comes back"},
      {Role::kOutput, "bias_v", "V", 0, 5000, 0, "voltage of the wafer's sheath"},
      {Role::kOutput, "pressure_reading_pa", "Pa", 0, 200, 0, "what the gauge shows"},
      {Role::kOutput, "valve_share", "1", 0, 3, 0, "opening of the throttle valve"},
      {Role::kOutput, "flow_share", "1", 0, 3, 0, "gas flow over its set point"},
      {Role::kOutput, "helium_share", "1", 0, 50, 0, "helium behind the wafer over its usual flow"},
      {Role::kOutput, "wafer_temperature_k", "K", 200, 1500, 0, "temperature of the wafer"},
      {Role::kOutput, "product_emission", "1", 0, 100, 0, "light of the etch product"},
      {Role::kOutput, "etchant_emission", "1", 0, 20, 0, "light of the etchant"},
      {Role::kOutput, "end_point_s", "s", 0, 1e8, 0, "time at which the film is gone"}};

  /// State of the chamber behind the sensors.
  struct Chamber {
    double coating;      ///< share of the walls' final coating
    double reflected;    ///< share of the power
    double power;        ///< over 800 W, in the plasma
    double pressure;     ///< over 5 Pa, true
    double flow;         ///< over its set point
    double leak;         ///< air, over the set point of the flow
    double cooling;      ///< over the usual one
    double etchant;      ///< over a clean chamber's
    double temperature;  ///< K
  };

  TWINLINE_HD static Chamber chamber(const Input& in) {
    const auto fault = static_cast<int>(in.fault);
    const auto size_if = [&in, fault](int kind) { return fault == kind ? in.fault_size : 0.0; };
    Chamber c{};
    c.coating = 1.0 - math::exp(-in.wafers_since_clean / in.coating_wafers);
    c.reflected = 0.01 + 0.02 * c.coating + size_if(1);
    c.power = in.power_w / 800.0 * (1.0 - c.reflected);
    c.flow = 1.0 - size_if(2);
    c.cooling = 1.0 - size_if(3);
    c.leak = size_if(4);
    c.pressure = in.pressure_pa / 5.0 * (1.0 + size_if(5));
    c.etchant = c.flow / (c.flow + c.leak) * c.flow * (1.0 - 0.1 * c.coating);
    c.temperature = 293.0 + 40.0 * c.power / c.cooling;
    return c;
  }

  /// Etch rate over that of a clean chamber at 800 W, 5 Pa and 333 K.
  TWINLINE_HD static double relative_rate(const Chamber& c) {
    constexpr double kActivationEv = 0.05;
    const double heat =
        math::exp(kActivationEv / kBoltzmannEvPerK * (1.0 / 333.0 - 1.0 / c.temperature));
    return math::pow(c.power, 0.7) * math::pow(c.pressure, 0.3) * c.etchant * heat;
  }

  TWINLINE_HD Output operator()(const Input& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const KeyedDraws draws{static_cast<std::uint64_t>(in.random_key), kModelNumber};
    const auto noisy = [&draws, &in](std::uint32_t sensor, double value) {
      return value * math::exp(in.noise * draws.normal(sensor));
    };
    const Chamber c = chamber(in);
    const double rate = relative_rate(c);
    const double window = 1.0 - 0.3 * c.coating;  // light passes a coated window
    const double bias =
        300.0 * math::sqrt(c.power) / math::sqrt(math::sqrt(c.pressure)) * (1.0 - 0.05 * c.coating);
    const double opening = 0.25 * (c.flow + c.leak) / c.pressure;
    return {noisy(0, 800.0 * c.power),
            noisy(1, c.reflected),
            noisy(2, bias),
            noisy(3, in.pressure_pa),
            noisy(4, opening < 1.0 ? opening : 1.0),
            noisy(5, c.flow),
            noisy(6, 1.0 + 10.0 * (1.0 - c.cooling)),
            293.0 + noisy(7, c.temperature - 293.0),
            noisy(8, rate * window),
            noisy(9, c.etchant * c.power * window),
            noisy(10, in.depth_m / (in.rate_m_per_s * rate))};
  }
};

}  // namespace twinline

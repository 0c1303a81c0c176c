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
  template <class Number>
  struct InputOf {
    Number random_key;
    Number power_w;
    Number pressure_pa;
    Number depth_m;
    Number wafers_since_clean;
    Number fault;
    Number fault_size;
    Number rate_m_per_s;
    Number coating_wafers;
    Number noise;
  };
  template <class Number>
  struct OutputOf {
    Number delivered_power_w;
    Number reflected_share;
    Number bias_v;
    Number pressure_reading_pa;
    Number valve_share;
    Number flow_share;
    Number helium_share;
    Number wafer_temperature_k;
    Number product_emission;
    Number etchant_emission;
    Number end_point_s;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

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
  template <class Number>
  struct Chamber {
    Number coating;      ///< share of the walls' final coating
    Number reflected;    ///< share of the power
    Number power;        ///< over 800 W, in the plasma
    Number pressure;     ///< over 5 Pa, true
    Number flow;         ///< over its set point
    Number leak;         ///< air, over the set point of the flow
    Number cooling;      ///< over the usual one
    Number etchant;      ///< over a clean chamber's
    Number temperature;  ///< K
  };

  template <class Number>
  TWINLINE_HD static Number size_if(const InputOf<Number>& in, double kind) {
    return select(in.fault >= kind && in.fault < kind + 1.0, in.fault_size, 0.0);
  }

  template <class Number>
  TWINLINE_HD static Chamber<Number> chamber(const InputOf<Number>& in) {
    Chamber<Number> c;
    c.coating = 1.0 - math::exp(-in.wafers_since_clean / in.coating_wafers);
    c.reflected = 0.01 + 0.02 * c.coating + size_if(in, 1);
    c.power = in.power_w / 800.0 * (1.0 - c.reflected);
    c.flow = 1.0 - size_if(in, 2);
    c.cooling = 1.0 - size_if(in, 3);
    c.leak = size_if(in, 4);
    c.pressure = in.pressure_pa / 5.0 * (1.0 + size_if(in, 5));
    c.etchant = c.flow / (c.flow + c.leak) * c.flow * (1.0 - 0.1 * c.coating);
    c.temperature = 293.0 + 40.0 * c.power / c.cooling;
    return c;
  }

  /// Etch rate over that of a clean chamber at 800 W, 5 Pa and 333 K.
  template <class Number>
  TWINLINE_HD static Number relative_rate(const Chamber<Number>& c) {
    constexpr double kActivationEv = 0.05;
    const Number heat =
        math::exp(Number(kActivationEv / kBoltzmannEvPerK) * (1.0 / 333.0 - 1.0 / c.temperature));
    return math::pow(c.power, Number(0.7)) * math::pow(c.pressure, Number(0.3)) * c.etchant * heat;
  }

  template <class Number>
  TWINLINE_HD static Number noisy(const InputOf<Number>& in, std::uint32_t sensor, Number value) {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    return value * math::exp(in.noise * draws.normal(sensor));
  }

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    const Chamber<Number> c = chamber(in);
    const Number rate = relative_rate(c);
    const Number window = 1.0 - 0.3 * c.coating;  // light passes a coated window
    const Number bias =
        300.0 * math::sqrt(c.power) / math::sqrt(math::sqrt(c.pressure)) * (1.0 - 0.05 * c.coating);
    const Number opening = 0.25 * (c.flow + c.leak) / c.pressure;
    const Number helium = 1.0 + 10.0 * (1.0 - c.cooling);
    const Number end_point = in.depth_m / (in.rate_m_per_s * rate);
    return {noisy(in, 0, Number(800.0 * c.power)),
            noisy(in, 1, c.reflected),
            noisy(in, 2, bias),
            noisy(in, 3, in.pressure_pa),
            noisy(in, 4, Number(select(opening < 1.0, opening, 1.0))),
            noisy(in, 5, c.flow),
            noisy(in, 6, helium),
            293.0 + noisy(in, 7, Number(c.temperature - 293.0)),
            noisy(in, 8, Number(rate * window)),
            noisy(in, 9, Number(c.etchant * c.power * window)),
            noisy(in, 10, end_point)};
  }
};

}  // namespace twinline

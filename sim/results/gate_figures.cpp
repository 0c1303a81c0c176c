#include "twinline/results/gate_figures.h"

#include <cmath>
#include <limits>

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Id station_of(const Plant& plant, const Gate& gate) {
  return plant.steps[gate.machine_step == kNone ? gate.step : gate.machine_step].station;
}

void merge(GateStats& stats, const GateStats& other) {
  stats.value.merge(other.value);
  stats.low += other.low;
  stats.high += other.high;
  stats.first_checked += other.first_checked;
  stats.first_passed += other.first_passed;
  stats.scrapped += other.scrapped;
  stats.reworked += other.reworked;
  stats.held += other.held;
}

GateStats all_machines(const ReplicationData& data, const Gate& gate) {
  const std::uint32_t n = data.plant.stations[station_of(data.plant, gate)].n_machines;
  GateStats all;
  for (Id m = 0; m < n; ++m) merge(all, data.stats.gates[gate.first_figure + m]);
  return all;
}

Capability capability(double mean, double standard_deviation, double low, double high) {
  const double three_s = 3 * standard_deviation;
  const bool bounded_below = std::isfinite(low);
  const bool bounded_above = std::isfinite(high);
  Capability result{kNoValue, kNoValue};
  if (bounded_below && bounded_above) result.cp = ratio(high - low, 2 * three_s);
  if (bounded_above) result.cpk = ratio(high - mean, three_s);
  if (bounded_below) result.cpk = std::fmin(result.cpk, ratio(mean - low, three_s));
  return result;
}

Capability capability(const Spread& value, double low, double high) {
  return capability(mean_or_none(value), deviation_or_none(value), low, high);
}

double mean_or_none(const Spread& value) { return value.count() == 0 ? kNoValue : value.mean(); }

double deviation_or_none(const Spread& value) {
  return value.count() < 2 ? kNoValue : value.standard_deviation();
}

double gate_yield(const GateStats& stats) {
  const auto checked = static_cast<double>(stats.value.count());
  return ratio(checked - static_cast<double>(stats.low + stats.high), checked);
}

double first_pass_yield(const GateStats& stats) {
  return ratio(static_cast<double>(stats.first_passed), static_cast<double>(stats.first_checked));
}

}  // namespace twinline

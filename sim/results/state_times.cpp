#include "twinline/results/state_times.h"

#include <limits>

namespace twinline {

E10Times e10_hours(const StateTimes& times) {
  std::array<Int128, 6> sums{};
  for (std::size_t i = 0; i < kMachineStates; ++i) {
    sums[static_cast<std::size_t>(e10(static_cast<MachineState>(i)))] += times.ns[i];
  }
  const auto hours = [&](E10State state) {
    return static_cast<double>(sums[static_cast<std::size_t>(state)]) / 3.6e12;
  };
  E10Times result;
  result.productive = hours(E10State::kProductive);
  result.standby = hours(E10State::kStandby);
  result.engineering = hours(E10State::kEngineering);
  result.scheduled_down = hours(E10State::kScheduledDown);
  result.unscheduled_down = hours(E10State::kUnscheduledDown);
  result.nonscheduled = hours(E10State::kNonscheduled);
  return result;
}

double ratio(double a, double b) {
  return b == 0 ? std::numeric_limits<double>::quiet_NaN() : a / b;
}

double operational_uptime(const E10Times& times) {
  return ratio(times.uptime(), times.operations());
}

double total_uptime(const E10Times& times) { return ratio(times.uptime(), times.total()); }

double operational_utilization(const E10Times& times) {
  return ratio(times.productive, times.operations());
}

double total_utilization(const E10Times& times) { return ratio(times.productive, times.total()); }

double mtbf_productive(const E10Times& times, double failures) {
  return ratio(times.productive, failures);
}

double mtbf_uptime(const E10Times& times, double failures) {
  return ratio(times.uptime(), failures);
}

Oee oee(double total, double uptime, double production, double theoretical_actual,
        double theoretical_good) {
  Oee result;
  result.availability = ratio(uptime, total);
  result.operational = ratio(production, uptime);
  result.rate = ratio(theoretical_actual, production);
  result.quality = ratio(theoretical_good, theoretical_actual);
  result.value = ratio(theoretical_good, total);
  return result;
}

}  // namespace twinline

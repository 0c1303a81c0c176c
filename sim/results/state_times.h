#pragma once

#include <array>

#include "twinline/core/int128.h"
#include "twinline/core/sim_time.h"
#include "twinline/plant/state/machine_state.h"

namespace twinline {

/// Time of one machine, or of all machines of a station or group, in each sub-state [ns]: exact,
/// also where the sum over machines exceeds the range of SimTime.
struct StateTimes {
  std::array<Int128, kMachineStates> ns{};

  Int128 in(MachineState state) const { return ns[static_cast<std::size_t>(state)]; }
  void add(const std::array<SimTime, kMachineStates>& times) {
    for (std::size_t i = 0; i < kMachineStates; ++i) ns[i] += times[i].ns();
  }
  void add(const StateTimes& other) {
    for (std::size_t i = 0; i < kMachineStates; ++i) ns[i] += other.ns[i];
  }
};

/// The six states of SEMI E10 and the sums that its metrics are made of. The unit is the caller's.
struct E10Times {
  double productive = 0;
  double standby = 0;
  double engineering = 0;
  double scheduled_down = 0;
  double unscheduled_down = 0;
  double nonscheduled = 0;

  double uptime() const { return productive + standby + engineering; }
  double operations() const { return uptime() + scheduled_down + unscheduled_down; }
  double total() const { return operations() + nonscheduled; }
};

/// Hours in each E10 state; set-up counts as scheduled downtime, as E10 has it.
E10Times e10_hours(const StateTimes& times);

/// a / b; NaN ("no value") where b is 0.
double ratio(double a, double b);

/// SEMI E10 metrics, as fractions and in the unit of the times.
double operational_uptime(const E10Times& times);                ///< uptime / operations time
double total_uptime(const E10Times& times);                      ///< uptime / total time
double operational_utilization(const E10Times& times);           ///< productive / operations time
double total_utilization(const E10Times& times);                 ///< productive / total time
double mtbf_productive(const E10Times& times, double failures);  ///< MTBFp
double mtbf_uptime(const E10Times& times, double failures);      ///< MTBFu

/// SEMI E79: efficiencies, and OEE, their product.
struct Oee {
  double availability = 0;  ///< AE = uptime / total time
  double operational = 0;   ///< OE = production time / uptime
  double rate = 0;          ///< RE = theoretical time of the actual units / production time
  double quality = 0;       ///< QE = theoretical time of the good units / of the actual units
  double value = 0;         ///< AE x OE x RE x QE = theoretical time of the good units / total time
};

/// @param theoretical_actual,theoretical_good theoretical production time of all and of the good
///        units, in the unit of the other times
Oee oee(double total, double uptime, double production, double theoretical_actual,
        double theoretical_good);

}  // namespace twinline

#pragma once

#include "twinline/results/replication_data.h"

namespace twinline {

/// The station whose machines a gate's figures are laid to: that of `machine_step`, or its own.
Id station_of(const Plant& plant, const Gate& gate);

/// Adds what the gate saw of another machine.
void merge(GateStats& stats, const GateStats& other);

/// What a gate saw of all machines, in their order.
GateStats all_machines(const ReplicationData& data, const Gate& gate);

/// How well a process keeps to limits, in its own spread: docs/methods/quality.md. NaN where there
/// is no value: fewer than two observations, no spread, or no limit.
struct Capability {
  double cp = 0;   ///< (high - low) / 6 s; needs both limits
  double cpk = 0;  ///< the smaller of (high - mean) / 3 s and (mean - low) / 3 s
};

/// Capability of values with a mean and a standard deviation, both NaN where there is none.
/// @param low, high limits; not finite = no limit on that side
Capability capability(double mean, double standard_deviation, double low, double high);
/// Of observed values, with their own standard deviation.
Capability capability(const Spread& value, double low, double high);

/// Mean and standard deviation; NaN where there are none to give.
double mean_or_none(const Spread& value);
double deviation_or_none(const Spread& value);

/// Share of the checked pieces that lay within the limits; NaN where none was checked.
double gate_yield(const GateStats& stats);

/// The same of pieces at their first visit.
double first_pass_yield(const GateStats& stats);

}  // namespace twinline

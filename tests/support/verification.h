#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "twinline/plant/simulation.h"
#include "twinline/results/summary.h"

namespace twinline {

/// Every interval of the verification scenarios errs with this probability. With some 100 of them
/// and fixed seeds, one that misses is looked into, and its seed never just changed.
constexpr double kAlpha = 0.001;

/// Student t interval of the mean of the replications, that errs with probability kAlpha.
Interval mean_interval(const std::vector<double>& values);

inline bool covers(const Interval& interval, double value) {
  return std::abs(value - interval.mean) <= interval.half_width;
}

/// One row of a scenario's expected.csv.
struct ExpectedRow {
  std::string scope;
  std::string name;
  std::string kpi;
  double exact = 0;
  bool deterministic = false;  ///< every replication gives it, to rounding
  std::string set;             ///< override of the scenario (`path=value`); "" = none
};

std::vector<ExpectedRow> read_expected(const std::string& scenario);

/// A verification scenario as its folder has it, with an override where `set` is not "".
Plant load_verification(const std::string& scenario, const std::string& set = "");

/// The value of the row's KPI in each of the plant's replications.
std::vector<std::vector<double>> replicate(const Plant& plant,
                                           const std::vector<ExpectedRow>& rows);

/// What `figure` says of each of the plant's replications at its end.
std::vector<double> replicate(const Plant& plant,
                              const std::function<double(const Simulation&)>& figure);

/// Runs all that the scenario's expected.csv asks for and CHECKs every row: exact ones to rounding
/// (1e-12), the others by a 99.9 % interval over the scenario's replications (30 or more) that
/// covers the exact value and is narrower than a tenth of it to either side.
void verify_scenario(const std::string& scenario);

}  // namespace twinline

#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "twinline/experiment/statistics/metamodel.h"

namespace twinline {

/// A KPI as the rows of a sweep name it.
struct SweepKpi {
  std::string scope;
  std::string name;
  std::string kpi;
  std::string unit;

  /// "cycle_time_h" of the plant, "station.litho.queue_time_h" of others.
  std::string text() const;
  friend bool operator<(const SweepKpi& a, const SweepKpi& b);
};

/// A tidy sweep.csv: scenario, point, replication, seed, one column a factor, scope, name, kpi,
/// unit, value.
struct SweepTable {
  std::string scenario;
  std::vector<std::string> factors;                      ///< names
  std::map<long long, std::vector<std::string>> points;  ///< cells of the factors, by point
  /// Values by KPI, point and replication.
  std::map<SweepKpi, std::map<long long, std::map<long long, double>>> values;
};

/// @throws ScenarioError with file, line and column of what is wrong
SweepTable read_sweep_table(const std::filesystem::path& file);

/// What a metamodel of one KPI is made from: the points that have the KPI, and the replications
/// that all of these have.
struct SweepResponses {
  std::vector<ModelFactor> factors;            ///< those that vary over the points
  std::vector<std::vector<double>> responses;  ///< by point and replication
  std::size_t points_left_out = 0;             ///< points of the sweep without a value
  std::size_t replications_left_out = 0;       ///< of those that only some points have
};

/// A factor is numeric where all its cells are numbers, or all durations (then in hours); else a
/// category. @throws ArgumentError where no replication is common to the points
SweepResponses responses_of(const SweepTable& sweep, const SweepKpi& kpi);

}  // namespace twinline

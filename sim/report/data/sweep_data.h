#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/report/data/kpi_means.h"

namespace twinline {

/// What was varied in a sweep, and its value at each point.
struct SweepFactor {
  std::string name;
  std::vector<std::string> texts;   ///< by point
  std::vector<double> values;       ///< by point: the number, or the index of the word
  std::vector<std::string> levels;  ///< the words, in the order of the points; empty for numbers
  std::string unit;                 ///< of all numbers; "" where they have none

  bool is_number() const { return levels.empty(); }
  /// The distinct values, in ascending order.
  std::vector<double> distinct() const;
  /// How a value is written, of numbers with at most eight characters.
  std::string level_text(double value) const;
};

struct SweepData {
  std::string scenario;
  std::string ended = "complete";     ///< as the manifest says
  std::vector<std::uint64_t> points;  ///< their numbers, ascending
  std::vector<KpiMeans> kpis;         ///< by point
  std::vector<SweepFactor> factors;   ///< those that take more than one value
  std::vector<std::pair<std::string, std::string>> constants;  ///< those that do not, with it
};

/// Reads the tables of a sweep: summary.csv, points.csv and the header of sweep.csv, which names
/// the factors.
SweepData read_sweep(const std::filesystem::path& folder);

}  // namespace twinline

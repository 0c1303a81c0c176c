#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/results/gate_figures.h"

namespace twinline {

/// What a gate saw of one machine, or of all, over all replications.
struct GateMachine {
  std::string gate;
  std::string machine;  ///< "" = all of the station
  std::string characteristic;
  std::string unit;
  double low = 0;  ///< limits; NaN = none
  double high = 0;
  std::uint64_t pieces = 0;
  std::uint64_t outside = 0;  ///< of them, outside the limits
  std::uint64_t scrapped = 0;
  std::uint64_t reworked = 0;
  std::uint64_t held = 0;
  double mean = 0;
  double squares = 0;  ///< sum of squared deviations from the mean

  /// NaN for fewer than two pieces.
  double standard_deviation() const;
  Capability index() const { return capability(mean, standard_deviation(), low, high); }
  double outside_fraction() const;
};

/// Reads quality.csv, in the order of its rows.
std::vector<GateMachine> read_gates(const std::filesystem::path& path, const std::string& scenario);

}  // namespace twinline

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/results/manifest.h"

namespace twinline {

/// What the results of a sweep depend on: kept as sweep.toml beside them, so that a sweep goes on
/// only as it began.
struct SweepRecord {
  struct File {
    std::string name;
    std::string sha256;
  };

  std::string version;
  std::string commit;
  std::string scenario;
  std::uint32_t points = 0;
  std::uint32_t replications = 0;
  std::uint64_t seed = 0;
  double confidence = 0.95;
  std::vector<std::string> factors;  ///< their columns
  std::vector<std::string> scopes;   ///< rows of sweep.csv
  std::vector<std::string> kpis;
  std::vector<std::string> tables;
  std::string events_header;    ///< of events.csv: the scenario chooses its columns
  std::string scenario_sha256;  ///< of the resolved scenario without the factors
  std::string design_sha256;    ///< of what the factors set at all points
  std::vector<File> files;      ///< that the scenario read

  std::uint64_t n_tasks() const { return std::uint64_t{points} * replications; }
};

/// sweep.toml as text.
std::string record_toml(const SweepRecord& record);

/// Reads sweep.toml. @throws FileError where it is missing, foreign or damaged
SweepRecord read_record(const std::filesystem::path& file);

/// Why results of the two do not belong together; "" where they do.
std::string difference(const SweepRecord& before, const SweepRecord& now);

}  // namespace twinline

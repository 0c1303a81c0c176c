#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace twinline {

/// What a report needs of manifest.json. What differs between equal runs (wall time, threads) is
/// left out, so that equal results give equal reports.
struct RunFacts {
  std::string scenario;
  std::string description;
  std::string version;
  std::string ended;  ///< complete, failed or interrupted
  std::uint64_t seed = 0;
  std::size_t replications = 0;  ///< those asked for
  std::size_t complete = 0;      ///< those in the tables
  double warm_up_h = 0;
  double duration_h = 0;  ///< without the warm-up

  double end_h() const { return warm_up_h + duration_h; }
};

/// @param path a manifest.json
/// @throws FileError where it cannot be read, ScenarioError with its line where it is no manifest
RunFacts read_run_facts(const std::filesystem::path& path);

/// The member "ended" of the manifest of a run or a sweep; errors as above.
std::string read_ended(const std::filesystem::path& path);

}  // namespace twinline

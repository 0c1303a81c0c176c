#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"

namespace twinline {

/// The program that made the results.
struct BuildInfo {
  std::string version;
  std::string commit;  ///< "unknown" where the build was not made from a git tree
  std::string compiler;
  std::string backend;  ///< where kernels run
};

/// A replication that did not reach its end.
struct ReplicationFailure {
  std::uint32_t replication = 0;
  std::uint64_t seed = 0;
  SimTime time;  ///< simulated time reached
  std::string reason;
};

enum class RunEnd : std::uint8_t { kComplete, kFailed, kInterrupted };

/// What manifest.json says of a run: enough to do it again.
struct Manifest {
  BuildInfo build;
  std::vector<std::string> command;
  std::string scenario;  ///< its name
  std::string resolved;  ///< the full resolved scenario, as JSON
  std::vector<std::string> files;
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;       ///< asked for
  std::vector<std::uint32_t> complete;  ///< the numbers of those that are in the tables
  std::vector<ReplicationFailure> failures;
  std::vector<std::string> warnings;  ///< of devices that failed
  SimTime warm_up;
  SimTime duration;
  std::uint32_t threads = 0;
  double wall_time_s = 0;
  std::uint64_t events = 0;  ///< of the complete replications
  RunEnd end = RunEnd::kComplete;
  std::vector<std::string> tables;
};

/// manifest.json as text.
std::string manifest_json(const Manifest& manifest);

/// A JSON string with its quotes.
std::string json_string(const std::string& text);

/// One line: "replication 3 (seed 7) failed at 123.4 h: reason".
std::string failure_text(const ReplicationFailure& failure);

}  // namespace twinline

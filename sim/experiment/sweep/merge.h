#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/experiment/sweep/sweep_record.h"
#include "twinline/experiment/sweep/task.h"
#include "twinline/results/manifest.h"

namespace twinline {

/// What merging found and wrote.
struct MergeReport {
  SweepRecord record;
  std::uint64_t complete = 0;
  std::uint64_t failed = 0;
  std::vector<TaskRange> missing;  ///< tasks that have no file, in ranges
  std::uint64_t n_missing = 0;
  std::vector<std::string> tables;
  std::uint64_t bytes = 0;
  std::uint64_t events = 0;
  double task_wall_s = 0;  ///< sum over the tasks

  bool is_written() const { return !tables.empty(); }
};

/// Writes the tables of a sweep from the files of its tasks, in the order of points and
/// replications, so that the bytes do not depend on who ran what. Memory is that of one point.
/// @param folders each of one and the same sweep; where several have a task the first one counts
/// @param out where the tables go
/// @param partial write also when tasks are missing; without it nothing is written then
/// @throws FileError where the folders do not belong together, or a file cannot be read or written
MergeReport merge_sweep(const std::vector<std::filesystem::path>& folders,
                        const std::filesystem::path& out, bool partial, const BuildInfo& build);

/// "0-99, 200, 300-399": at most five of them.
std::string ranges_text(const std::vector<TaskRange>& ranges);

}  // namespace twinline

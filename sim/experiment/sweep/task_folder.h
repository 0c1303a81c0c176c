#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/experiment/sweep/sweep_record.h"
#include "twinline/experiment/sweep/task.h"

namespace twinline {

/// The folder of a sweep: sweep.toml, points.csv, and below tasks/ one file for each finished task,
/// a thousand points a sub-folder. Several processes may work in it at once.
class TaskFolder {
 public:
  explicit TaskFolder(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path record_file() const { return root_ / "sweep.toml"; }
  std::filesystem::path points_file() const { return root_ / "points.csv"; }
  std::filesystem::path scenario_file() const { return root_ / "scenario.json"; }
  /// tasks/000/p000012_r000003.task, or .failed for a run that failed.
  std::filesystem::path task_file(SweepTask task, bool failed = false) const;
  bool has_record() const;

  /// Begins a sweep here, or joins one that is the same.
  /// @throws FileError with the reason where another sweep lies here, or a file cannot be written
  void begin(const SweepRecord& record, const std::string& points_csv,
             const std::string& resolved_scenario) const;
  /// Removes sweep.toml and all task files.
  void clear() const;

  /// By task number: has it a whole file? Reads the folders, and the last line of each file.
  std::vector<bool> finished(const SweepRecord& record) const;
  /// The same for runs that failed.
  std::vector<bool> failed(const SweepRecord& record) const;
  /// Removes what killed processes left behind. Only when nobody is at work here.
  void remove_temporaries() const;

 private:
  std::vector<bool> with_suffix(const SweepRecord& record, const char* suffix) const;

  std::filesystem::path root_;
};

}  // namespace twinline

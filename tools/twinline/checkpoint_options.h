#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "options.h"
#include "twinline/experiment/run_to_horizon.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// Adds --checkpoint-every.
void add_checkpoint_option(boost::program_options::options_description& options);

/// The wall time that --checkpoint-every says; 0 where it is not given.
/// @throws UsageError where it is no duration of a second or more
std::chrono::milliseconds checkpoint_every(const boost::program_options::variables_map& values);

/// The checkpoints of a run: where they are asked for, or lie already.
class RunCheckpoints {
 public:
  /// @throws UsageError where an unfinished run lies in the folder and neither --resume nor --force
  ///         is given
  RunCheckpoints(const boost::program_options::variables_map& values,
                 const std::filesystem::path& results, const LoadedScenario& scenario);

  /// --resume was given, and the folder holds the complete results of this scenario.
  bool already_complete() const { return already_complete_; }
  /// An unfinished run lies there, and goes on.
  bool unfinished() const { return unfinished_; }
  const CheckpointFolder* folder() const { return folder_ ? &*folder_ : nullptr; }
  CheckpointPlan plan() const;

 private:
  std::optional<CheckpointFolder> folder_;
  std::chrono::milliseconds every_{0};
  bool unfinished_ = false;
  bool already_complete_ = false;
};

}  // namespace twinline

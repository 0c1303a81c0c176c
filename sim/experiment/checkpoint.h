#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "twinline/plant/state/plant_state.h"

namespace twinline {

/// A replication as a checkpoint keeps it.
struct SavedReplication {
  PlantState state;
  std::uint64_t trace_records = 0;  ///< of its trace, up to the state
};

/// The checkpoints of a run: one file a replication in a folder of their own, each written whole or
/// not at all. A file says in plain text what it is of, then holds the state's bytes; all of it is
/// behind a SHA-256 checksum.
class CheckpointFolder {
 public:
  /// @param scenario the resolved scenario (LoadedScenario::resolved), which the checkpoints must
  ///        be of, as of the seed. @param version of the program, for the messages.
  CheckpointFolder(std::filesystem::path folder, const std::string& scenario, std::uint64_t seed,
                   std::string version);

  /// Makes the folder.  @throws FileError, as all members below
  void prepare() const;

  /// Nothing where there is no checkpoint of the replication.
  /// @throws FileError with the reason and the cure where the file is truncated, damaged, of
  ///         another scenario or seed, or of a program with another layout of the state.
  std::optional<SavedReplication> load(std::uint32_t replication) const;

  void save(std::uint32_t replication, const PlantState& state, std::uint64_t trace_records) const;

  /// Where the replication's trace is kept.
  std::filesystem::path trace_file(std::uint32_t replication) const;

  /// Removes the folder and what it holds.
  void remove() const;

  /// Whether the folder holds any checkpoint.
  bool any() const;

  const std::filesystem::path& path() const { return folder_; }

 private:
  std::filesystem::path file(std::uint32_t replication) const;
  std::string identity(std::uint32_t replication) const;

  std::filesystem::path folder_;
  std::string scenario_digest_;
  std::uint64_t seed_;
  std::string version_;
};

}  // namespace twinline

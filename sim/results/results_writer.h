#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "twinline/offload/figures.h"
#include "twinline/results/atomic_file.h"
#include "twinline/results/event_log.h"
#include "twinline/results/manifest.h"
#include "twinline/results/summary.h"
#include "twinline/results/tables.h"

namespace twinline {

/// Names of all files that a run may write.
std::vector<std::string> result_files();

/// Those of them that lie in the folder.
std::vector<std::string> existing_results(const std::filesystem::path& folder);

/// Writes the tables of a run. Replications may be added by any thread in any order: their rows
/// go out in the order of their slots (0, 1, ...), so the bytes do not depend on threads, and only
/// those that wait for an earlier slot are held in memory. No file appears before finish().
class ResultsWriter {
 public:
  /// Makes the folder where it is missing and opens the files, so that a folder that cannot be
  /// written is found before the run. @p plant must outlive the object.
  /// @throws FileError, as all members below
  ResultsWriter(std::filesystem::path folder, const Plant& plant);
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;
  /// Without finish(), nothing is left behind: not even the folder, where it was made here.
  ~ResultsWriter();

  /// Where the slot's replication sends its trace; nullptr where no events are asked for.
  /// @param kept_file, kept: where they are given, the trace goes to this file behind its first
  ///        `kept` records, and stays there (EventSpool)
  TraceSink* trace(std::uint32_t slot, const std::filesystem::path& kept_file = {},
                   std::uint64_t kept = 0);

  /// Reduces a complete replication to its rows and KPIs. Thread-safe, as trace() and drop().
  void add(std::uint32_t slot, const ReplicationData& data);

  /// The slot's replication failed: nothing of it is written.
  void drop(std::uint32_t slot);

  /// The complete replications' KPIs, over all of them. Call it when all threads are done.
  std::vector<SummaryRow> summary() const;

  /// Numbers of the complete replications, in the order of the slots.
  std::vector<std::uint32_t> complete() const;

  struct Written {
    std::size_t files = 0;
    std::uint64_t bytes = 0;
  };

  /// Makes all files safe on the disk, then gives them their names, manifest.json last, and removes
  /// those of an earlier run that this one does not write. `manifest.tables` and `.complete` are
  /// filled in here.
  /// @param offload what offload.csv says, where the plant evaluates models
  Written finish(Manifest manifest, const std::vector<OffloadFigures>& offload = {});

 private:
  struct Reduced {
    std::uint32_t replication = 0;
    std::uint64_t seed = 0;
    std::vector<std::string> rows;  ///< parallel to tables_
  };

  void write_ready();
  void write_slot(std::uint32_t slot, const Reduced& reduced);

  std::filesystem::path folder_;
  const Plant& plant_;
  bool made_folder_ = false;
  std::vector<const Table*> tables_;
  std::vector<AtomicFile> files_;     ///< parallel to tables_
  std::unique_ptr<EventLog> events_;  ///< where asked for
  std::mutex mutex_;
  std::uint32_t next_slot_ = 0;
  std::map<std::uint32_t, std::unique_ptr<Reduced>> waiting_;  ///< by slot; nullptr = dropped
  std::map<std::uint32_t, std::unique_ptr<EventSpool>> traces_;
  std::map<std::uint32_t, std::vector<KpiValue>> kpis_;  ///< by slot
  std::map<std::uint32_t, std::uint32_t> complete_;      ///< replication by slot
};

}  // namespace twinline

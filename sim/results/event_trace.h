#pragma once

#include <filesystem>
#include <string>

#include "twinline/plant/simulation.h"
#include "twinline/results/atomic_file.h"
#include "twinline/results/tables.h"

namespace twinline {

/// The columns of events.csv after the key.
const std::vector<Column>& event_columns();

/// Streams the trace of one replication to the disk: into a nameless file in the results folder,
/// so nothing is held in memory, nothing is left behind by a crash, and the replications can be
/// joined in their order.
class EventTrace : public TraceSink {
 public:
  /// @throws FileError, as all members but record() of times that are not asked for.
  EventTrace(const Plant& plant, const std::filesystem::path& folder, std::uint32_t replication,
             std::uint64_t seed, std::uint32_t point = 0);
  EventTrace(const EventTrace&) = delete;
  EventTrace& operator=(const EventTrace&) = delete;
  ~EventTrace() override;

  void record(SimTime time, const char* what, Id release, std::uint32_t serial, Id step,
              Id machine) override;

  /// Appends all rows to a file.
  void copy_to(AtomicFile& file);

 private:
  void flush();

  const Plant& plant_;
  std::string key_;
  std::filesystem::path path_;
  CsvText rows_;
  int descriptor_ = -1;
};

}  // namespace twinline

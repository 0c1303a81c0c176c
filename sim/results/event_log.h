#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "twinline/results/event_spool.h"
#include "twinline/results/tables.h"

namespace twinline {

/// The columns of events.csv after the key; OutputSettings::event_columns are indices of them.
const std::vector<Column>& event_columns();

/// The order is that of event_columns().
enum class EventColumn : std::uint8_t {
  kTime,
  kEvent,
  kRelease,
  kJob,
  kPart,
  kRoute,
  kStep,
  kStation,
  kMachine
};

/// What a record has in a column other than kTime: the TraceWord, the job's number, or the index of
/// the entity; kNone = an empty cell.
Id event_value(const Plant& plant, const TraceRecord& record, EventColumn column);

/// The file that the traces of a run's replications go to, one after another: events.csv or
/// events.h5. It appears whole or not at all.
class EventLog {
 public:
  virtual ~EventLog() = default;
  virtual void append(EventSpool& spool, std::uint32_t replication, std::uint64_t seed) = 0;
  /// Flushes to the disk; the file is not visible yet.
  virtual void close() = 0;
  /// close(), then gives the file its name.
  virtual void commit() = 0;
  virtual std::filesystem::path path() const = 0;
};

/// The log that the plant's output settings ask for; nullptr where they ask for none.
/// @throws FileError also where HDF5 is asked for and this build has none.
std::unique_ptr<EventLog> make_event_log(const std::filesystem::path& folder, const Plant& plant);

/// What make_event_log() needs for HDF5; nullptr in a build without.
std::unique_ptr<EventLog> make_hdf5_log(const std::filesystem::path& file, const Plant& plant);
bool has_hdf5();

}  // namespace twinline

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/plant/model/plant.h"
#include "twinline/plant/trace.h"

namespace twinline {

/// Streams the trace of one replication to the disk, as it is, so that nothing is held in memory
/// and the replications can be joined in their order. What the scenario does not ask for (interval,
/// stations, parts) is left out.
class EventSpool : public TraceSink {
 public:
  /// Into a nameless file in the folder: a crash leaves nothing behind.
  /// @throws FileError, as all members.
  EventSpool(const Plant& plant, const std::filesystem::path& folder);
  /// Into a file that stays, for a run that may go on later: its first `kept` records stay, what
  /// lies behind them is cut off.
  EventSpool(const Plant& plant, const std::filesystem::path& file, std::uint64_t kept);
  EventSpool(const EventSpool&) = delete;
  EventSpool& operator=(const EventSpool&) = delete;
  ~EventSpool() override;

  void record(const TraceRecord& record) override;
  std::uint64_t keep() override;

  /// The records from the first-th on, at most as many as fit a buffer; none at the end.
  std::vector<TraceRecord> read(std::uint64_t first);

 private:
  bool asked_for(const TraceRecord& record) const;
  void flush();

  const Plant& plant_;
  std::filesystem::path path_;
  std::vector<TraceRecord> buffer_;
  std::uint64_t written_ = 0;
  int descriptor_ = -1;
};

}  // namespace twinline

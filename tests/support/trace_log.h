#pragma once

#include <string>
#include <vector>

#include "twinline/plant/simulation.h"

namespace twinline::test {

/// Keeps the trace of a run.
class TraceLog : public TraceSink {
 public:
  struct Entry {
    SimTime time;
    std::string what;
    Id release = kNone;
    std::uint32_t serial = 0;
    Id step = kNone;
    Id machine = kNone;
  };

  void record(const TraceRecord& record) override {
    entries_.push_back({record.time, kTraceWords[static_cast<std::size_t>(record.what)],
                        record.release, record.serial, record.step, record.machine});
  }

  const std::vector<Entry>& entries() const { return entries_; }

  std::vector<Entry> of(const std::string& what) const {
    std::vector<Entry> result;
    for (const Entry& entry : entries_) {
      if (entry.what == what) result.push_back(entry);
    }
    return result;
  }

  /// Times [h] of all records of a kind, in order.
  std::vector<double> hours_of(const std::string& what) const {
    std::vector<double> result;
    for (const Entry& entry : of(what)) result.push_back(entry.time.hours());
    return result;
  }

  /// Time [h] of the first record of a kind for a job; -1 where there is none.
  double hours_of(const std::string& what, Id release, std::uint32_t serial = 0) const {
    for (const Entry& entry : of(what)) {
      if (entry.release == release && entry.serial == serial) return entry.time.hours();
    }
    return -1;
  }

 private:
  std::vector<Entry> entries_;
};

}  // namespace twinline::test

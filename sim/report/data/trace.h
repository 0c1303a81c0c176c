#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "twinline/report/data/run_facts.h"

namespace twinline {

/// A stretch of time in a row of a Gantt chart.
struct TraceSpan {
  enum class Kind : std::uint8_t { kWaiting, kWorking, kRepair, kMaintenance };
  Kind kind = Kind::kWorking;
  double from_h = 0;
  double to_h = 0;
  std::string job;  ///< "release/number"; of a machine's work the jobs together, "" of a down time
  std::string release;
  std::string step;
  std::string station;
  std::string machine;
};

/// What happened in a window of time, from events.csv.
struct Trace {
  double from_h = 0;
  double to_h = 0;
  bool shortened = false;  ///< the window ends early, because more would not be readable
  std::uint64_t replication = 0;
  std::map<std::string, std::vector<TraceSpan>> machines;            ///< by machine, in time order
  std::map<std::string, std::string> station_of;                     ///< station of each machine
  std::vector<std::pair<std::string, std::vector<TraceSpan>>> jobs;  ///< in order of appearance

  bool empty() const { return machines.empty() && jobs.empty(); }
};

/// The window that is asked for; NaN where the trace chooses.
struct TraceWindow {
  double from_h;
  double to_h;
};

/// The columns that read_trace() needs and the table has not: a run may choose the columns of its
/// trace.
std::vector<std::string> missing_trace_columns(const std::filesystem::path& path);

/// Reads the first replication of events.csv within a window. Without one it is the first day
/// after the warm-up that the trace holds, or less where the trace ends earlier or very much
/// happens.
Trace read_trace(const std::filesystem::path& path, const RunFacts& facts, TraceWindow window);

}  // namespace twinline

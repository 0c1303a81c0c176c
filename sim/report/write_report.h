#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

namespace twinline {

struct ReportOptions {
  /// The window of the Gantt charts, since the start of the run [h]; NaN = chosen from the trace.
  double gantt_from_h = std::numeric_limits<double>::quiet_NaN();
  double gantt_to_h = std::numeric_limits<double>::quiet_NaN();
};

struct ReportWritten {
  std::filesystem::path page;
  std::size_t pictures = 0;
  std::uint64_t bytes = 0;  ///< of the page, which holds the pictures too
};

/// Where the page of a results folder is written: DIR/report/index.html.
std::filesystem::path report_page(const std::filesystem::path& results);

/// Writes one HTML page about the results of a run or a sweep, which needs no other file and no
/// network, and its pictures as SVG beside it. Equal tables give equal bytes. The tables are only
/// read; a report that was there is replaced, and left as it was where anything is wrong.
/// @throws FileError where a file cannot be read or written, ScenarioError with file, line and
///         column where a table is malformed or of another run, PlotError where pictures cannot be
///         drawn
ReportWritten write_report(const std::filesystem::path& results, const ReportOptions& options);

}  // namespace twinline

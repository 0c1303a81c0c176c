#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/results/atomic_file.h"
#include "twinline/results/kpi.h"
#include "twinline/results/replication_data.h"

namespace twinline {

/// What a finished task leaves: the rows of every table, one after the other, then an index of them
/// and a last line that says where the index begins. So tables are streamed, whatever their size.
/// The file appears whole, but is not flushed to the disk: that would cost more than many a run,
/// and a file that a power failure has cut off is noticed by its last line and made again.
class TaskFileWriter {
 public:
  /// @throws FileError, as all members
  explicit TaskFileWriter(std::filesystem::path path) : file_(std::move(path)) {}

  void section(const std::string& name, std::string_view text);
  /// For a section that comes in pieces: what is written to file() until end_section() is its text.
  void begin_section(const std::string& name);
  AtomicFile& file() { return file_; }
  void end_section();

  void commit(std::uint64_t events, double wall_s);

 private:
  AtomicFile file_;
  std::string index_;
  std::string name_;
  std::uint64_t begin_ = 0;
};

/// Has the file its last line? Reads only that.
bool is_whole_task_file(const std::filesystem::path& path);

/// A finished task's file, opened to read.
class TaskFileReader {
 public:
  struct Section {
    std::string name;
    std::uint64_t begin = 0;
    std::uint64_t length = 0;
  };

  /// @throws FileError where the file cannot be read, is cut off, or is none of these
  explicit TaskFileReader(const std::filesystem::path& path);

  const std::vector<Section>& sections() const { return sections_; }
  std::uint64_t events() const { return events_; }
  double wall_s() const { return wall_s_; }
  /// The whole text of a section; "" where there is none of this name.
  std::string text(std::string_view name);
  void copy(const Section& section, AtomicFile& to);

 private:
  std::string read(std::uint64_t begin, std::uint64_t length);

  std::filesystem::path path_;
  std::ifstream file_;
  std::vector<Section> sections_;
  std::uint64_t events_ = 0;
  double wall_s_ = 0;
};

/// A KPI of a task, as merging needs it.
struct KpiCell {
  std::uint32_t scope = 0;
  std::uint32_t entity = 0;
  std::uint32_t kpi = 0;
  std::string value;  ///< as in kpis.csv
  std::string label;  ///< the cells scope, name, kpi and unit
};

/// The name of the section that holds a task's KPIs.
constexpr const char* kKpiSection = "kpis";
std::string kpi_section(const Plant& plant, const std::vector<KpiValue>& kpis);
/// @throws FileError where the text is not one of kpi_section()
std::vector<KpiCell> read_kpi_section(const std::string& text);

}  // namespace twinline

#include "twinline/experiment/sweep/merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/experiment/sweep/run_task.h"
#include "twinline/experiment/sweep/task_file.h"
#include "twinline/experiment/sweep/task_folder.h"
#include "twinline/results/csv_text.h"
#include "twinline/results/summary.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

namespace fs = std::filesystem;

/// The header of a table of tasks.
std::string table_header(const SweepRecord& record, const std::string& file) {
  for (const Table& table : replication_tables()) {
    if (table.file == file) return header_line(key_columns(), table.columns);
  }
  return record.events_header;
}

/// The factors' cells of each point, as they stand in points.csv.
std::vector<std::string> point_cells(const TaskFolder& folder, std::uint32_t points) {
  const std::string text = read_whole_file(folder.points_file());
  std::vector<std::string> cells;
  std::size_t at = text.find('\n') + 1;
  for (std::size_t end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
    const std::size_t comma = text.find(',', at);
    cells.push_back(text.substr(comma + 1, end - comma - 1));
  }
  if (cells.size() != points) {
    throw FileError(folder.points_file().string() + " does not fit " +
                    folder.record_file().string());
  }
  return cells;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The tables that grow task by task, and those that are made of KPIs.
class Tables {
 public:
  Tables(const SweepRecord& record, fs::path out) : record_(record), out_(std::move(out)) {
    CsvText sweep;
    for (const Column& column : key_columns()) sweep.cell(column.name);
    for (const std::string& factor : record.factors) sweep.cell(factor);
    for (const char* column : {"scope", "name", "kpi", "unit", "value"}) sweep.cell(column);
    sweep.end_row();
    at("sweep.csv", sweep.text());
    at("summary.csv", header_line({}, summary_columns()));
  }

  void add(const SweepTask& task, const std::string& factors, TaskFileReader& file) {
    for (const TaskFileReader::Section& section : file.sections()) {
      if (section.name == kKpiSection) continue;
      file.copy(section, at(section.name, table_header(record_, section.name)));
    }
    CsvText key;
    key.cell(record_.scenario).cell(task.point).cell(task.replication).cell(record_.seed);
    std::string rows;
    for (const KpiCell& kpi : read_kpi_section(file.text(kKpiSection))) {
      if (contains(record_.scopes, scope_word(static_cast<Scope>(kpi.scope))) &&
          contains(record_.kpis, word(static_cast<Kpi>(kpi.kpi)).name)) {
        rows += key.text() + "," + factors + "," + kpi.label + "," + kpi.value + "\n";
      }
      Sample& sample = samples_[{kpi.scope, kpi.entity, kpi.kpi}];
      sample.label = kpi.label;
      sample.values.push_back(parse_number(kpi.value).value_or(0));
    }
    at("sweep.csv", "").write(rows);
  }

  void end_point(std::uint32_t point) {
    CsvText rows;
    CsvText key;
    key.cell(record_.scenario).cell(point);
    for (const auto& [id, sample] : samples_) {
      const Interval interval = student_interval(sample.values, record_.confidence);
      rows.raw(key.text())
          .raw(sample.label)
          .cell(interval.mean)
          .cell(interval.mean - interval.half_width)
          .cell(interval.mean + interval.half_width)
          .cell(interval.half_width)
          .cell(interval.n)
          .cell(record_.confidence);
      rows.end_row();
    }
    at("summary.csv", "").write(rows.text());
    samples_.clear();
  }

  void add_failure(const SweepTask& task, const std::string& factors, TaskFileReader& file) {
    CsvText header;
    for (const Column& column : key_columns()) header.cell(column.name);
    for (const std::string& factor : record_.factors) header.cell(factor);
    header.cell("time_h").cell("reason");
    header.end_row();
    CsvText row;
    row.cell(record_.scenario)
        .cell(task.point)
        .cell(task.replication)
        .cell(record_.seed)
        .raw(factors)
        .raw(file.text(kFailedAtSection))
        .cell(file.text(kReasonSection));
    row.end_row();
    at("failures.csv", header.text()).write(row.text());
  }

  void commit(MergeReport& report) {
    for (auto& [name, file] : files_) file.close();
    for (auto& [name, file] : files_) {
      report.tables.push_back(name);
      report.bytes += file.size();
      file.commit();
    }
  }

 private:
  struct Sample {
    std::string label;
    std::vector<double> values;
  };

  AtomicFile& at(const std::string& name, const std::string& header) {
    const auto known = files_.find(name);
    if (known != files_.end()) return known->second;
    AtomicFile& file = files_.emplace(name, AtomicFile(out_ / name)).first->second;
    file.write(header);
    return file;
  }

  const SweepRecord& record_;
  fs::path out_;
  std::map<std::string, AtomicFile> files_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Sample> samples_;
};

/// Which folder has a task's file, and whether it is that of a failure.
struct Source {
  const TaskFolder* folder = nullptr;
  bool failed = false;
};

std::vector<Source> find_sources(const std::vector<TaskFolder>& folders,
                                 const SweepRecord& record) {
  std::vector<Source> sources(record.n_tasks());
  for (const bool failed : {false, true}) {
    for (const TaskFolder& folder : folders) {
      const std::vector<bool> has = failed ? folder.failed(record) : folder.finished(record);
      for (std::size_t i = 0; i < has.size(); ++i) {
        if (has[i] && sources[i].folder == nullptr) sources[i] = {&folder, failed};
      }
    }
  }
  return sources;
}

SweepRecord common_record(const std::vector<TaskFolder>& folders) {
  const SweepRecord record = read_record(folders.front().record_file());
  for (const TaskFolder& folder : folders) {
    const std::string reason = difference(record, read_record(folder.record_file()));
    if (!reason.empty()) {
      throw FileError(folders.front().root().string() + " and " + folder.root().string() +
                      " are not pieces of one sweep: " + reason);
    }
  }
  return record;
}

void count_missing(const std::vector<Source>& sources, MergeReport& report) {
  for (std::uint64_t task = 0; task < sources.size(); ++task) {
    if (sources[task].folder != nullptr) continue;
    ++report.n_missing;
    if (!report.missing.empty() && report.missing.back().last + 1 == task) {
      report.missing.back().last = task;
    } else {
      report.missing.push_back({task, task});
    }
  }
}

std::string manifest_text(const MergeReport& report, const BuildInfo& build,
                          const std::string& resolved) {
  std::string tables;
  for (const std::string& table : report.tables) {
    tables += (tables.empty() ? "" : ", ") + json_string(table);
  }
  std::string wall;
  append_number(wall, report.task_wall_s);
  return "{\n  \"twinline\": {\"version\": " + json_string(build.version) +
         ", \"commit\": " + json_string(build.commit) +
         ", \"compiler\": " + json_string(build.compiler) +
         ", \"backend\": " + json_string(build.backend) + "},\n  \"ended\": \"" +
         (report.n_missing > 0 ? "interrupted"
          : report.failed > 0  ? "failed"
                               : "complete") +
         "\",\n  \"points\": " + std::to_string(report.record.points) +
         ",\n  \"replications\": " + std::to_string(report.record.replications) +
         ",\n  \"seed\": " + std::to_string(report.record.seed) +
         ",\n  \"complete_tasks\": " + std::to_string(report.complete) +
         ",\n  \"failed_tasks\": " + std::to_string(report.failed) +
         ",\n  \"missing_tasks\": " + std::to_string(report.n_missing) +
         ",\n  \"events\": " + std::to_string(report.events) +
         ",\n  \"tasks_wall_time_s\": " + wall + ",\n  \"tables\": [" + tables +
         "],\n  \"scenario\": " + json_string(report.record.scenario) +
         ",\n  \"resolved_scenario_sha256\": " + json_string(report.record.scenario_sha256) +
         ",\n  \"resolved_scenario\": " + resolved + "}\n";
}

/// Tables of an earlier merge that this one did not write, such as failures.csv.
void remove_others(const fs::path& out, const std::vector<std::string>& tables) {
  std::vector<std::string> possible = {"failures.csv", "events.csv"};
  for (const Table& table : replication_tables()) possible.push_back(table.file);
  std::error_code ignored;
  for (const std::string& file : possible) {
    if (!contains(tables, file)) fs::remove(out / file, ignored);
  }
}

}  // namespace

MergeReport merge_sweep(const std::vector<fs::path>& folders, const fs::path& out, bool partial,
                        const BuildInfo& build) {
  const std::vector<TaskFolder> all(folders.begin(), folders.end());
  MergeReport report;
  report.record = common_record(all);
  const std::vector<Source> sources = find_sources(all, report.record);
  count_missing(sources, report);
  if (report.n_missing > 0 && !partial) return report;

  const std::vector<std::string> cells = point_cells(all.front(), report.record.points);
  std::error_code error;
  fs::create_directories(out, error);
  if (error) throw FileError("cannot make the folder " + out.string() + ": " + error.message());
  Tables tables(report.record, out);
  for (std::uint32_t point = 0; point < report.record.points; ++point) {
    for (std::uint32_t r = 0; r < report.record.replications; ++r) {
      const Source& source = sources[std::uint64_t{point} * report.record.replications + r];
      if (source.folder == nullptr) continue;
      const SweepTask task{point, r};
      TaskFileReader file(source.folder->task_file(task, source.failed));
      ++(source.failed ? report.failed : report.complete);
      report.events += file.events();
      report.task_wall_s += file.wall_s();
      if (source.failed) {
        tables.add_failure(task, cells[point], file);
      } else {
        tables.add(task, cells[point], file);
      }
    }
    tables.end_point(point);
  }
  AtomicFile points(out / "points.csv");
  points.write(read_whole_file(all.front().points_file()));
  points.commit();
  fs::remove(out / "manifest.json", error);
  tables.commit(report);
  report.tables.emplace_back("points.csv");
  report.bytes += points.size();
  remove_others(out, report.tables);
  AtomicFile manifest(out / "manifest.json");
  manifest.write(manifest_text(report, build, read_whole_file(all.front().scenario_file())));
  manifest.commit();
  if (report.n_missing == 0) {
    for (const TaskFolder& folder : all) folder.remove_temporaries();
  }
  return report;
}

std::string ranges_text(const std::vector<TaskRange>& ranges) {
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(ranges.size(), kShown); ++i) {
    const TaskRange& range = ranges[i];
    text += (i == 0 ? "" : ", ") + std::to_string(range.first);
    if (range.last != range.first) text += "-" + std::to_string(range.last);
  }
  return text + (ranges.size() > kShown ? ", ..." : "");
}

}  // namespace twinline

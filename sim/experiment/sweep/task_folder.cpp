#include "twinline/experiment/sweep/task_folder.h"

#include <cstdio>
#include <system_error>

#include "twinline/core/error.h"
#include "twinline/experiment/sweep/task_file.h"
#include "twinline/results/atomic_file.h"

namespace twinline {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kPointsInFolder = 1000;

std::string shard_name(std::uint32_t shard) {
  char name[16];
  std::snprintf(name, sizeof name, "%03u", shard);
  return name;
}

void write_file(const fs::path& path, const std::string& text) {
  AtomicFile file(path);
  file.write(text);
  file.commit();
}

}  // namespace

fs::path TaskFolder::task_file(SweepTask task, bool failed) const {
  char name[48];
  std::snprintf(name, sizeof name, "p%06u_r%06u%s", task.point, task.replication,
                failed ? ".failed" : ".task");
  return root_ / "tasks" / shard_name(task.point / kPointsInFolder) / name;
}

bool TaskFolder::has_record() const {
  std::error_code ignored;
  return fs::exists(record_file(), ignored);
}

void TaskFolder::begin(const SweepRecord& record, const std::string& points_csv,
                       const std::string& resolved_scenario) const {
  std::error_code error;
  for (std::uint32_t shard = 0; shard <= (record.points - 1) / kPointsInFolder; ++shard) {
    const fs::path folder = root_ / "tasks" / shard_name(shard);
    fs::create_directories(folder, error);
    if (error)
      throw FileError("cannot make the folder " + folder.string() + ": " + error.message());
  }
  if (!has_record()) {
    write_file(points_file(), points_csv);
    write_file(scenario_file(), resolved_scenario);
    write_file(record_file(), record_toml(record));
  }
  // Read back: another process may have begun at the same moment.
  const std::string reason = difference(read_record(record_file()), record);
  if (!reason.empty()) {
    throw FileError(root_.string() + " holds another sweep: " + reason +
                    ". Choose another folder with --out, or begin afresh with --force");
  }
}

void TaskFolder::clear() const {
  std::error_code ignored;
  fs::remove(record_file(), ignored);
  std::error_code error;
  fs::remove_all(root_ / "tasks", error);
  if (error)
    throw FileError("cannot remove " + (root_ / "tasks").string() + ": " + error.message());
}

std::vector<bool> TaskFolder::finished(const SweepRecord& record) const {
  return with_suffix(record, ".task");
}

std::vector<bool> TaskFolder::failed(const SweepRecord& record) const {
  return with_suffix(record, ".failed");
}

std::vector<bool> TaskFolder::with_suffix(const SweepRecord& record, const char* suffix) const {
  std::vector<bool> found(record.n_tasks(), false);
  for (std::uint32_t shard = 0; shard <= (record.points - 1) / kPointsInFolder; ++shard) {
    std::error_code error;
    for (fs::directory_iterator at(root_ / "tasks" / shard_name(shard), error), end;
         !error && at != end; at.increment(error)) {
      const fs::path file = at->path().filename();
      SweepTask task;
      if (file.extension() != suffix ||
          std::sscanf(file.c_str(), "p%6u_r%6u", &task.point, &task.replication) != 2) {
        continue;
      }
      if (task.point < record.points && task.replication < record.replications &&
          is_whole_task_file(at->path())) {
        found[std::uint64_t{task.point} * record.replications + task.replication] = true;
      }
    }
  }
  return found;
}

void TaskFolder::remove_temporaries() const {
  std::error_code error;
  std::vector<fs::path> stale;
  for (fs::recursive_directory_iterator at(root_ / "tasks", error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".tmp") stale.push_back(at->path());
  }
  for (const fs::path& file : stale) fs::remove(file, error);
}

}  // namespace twinline

#include "twinline/results/results_writer.h"

#include <algorithm>
#include <system_error>

#include "twinline/core/error.h"
#include "twinline/results/compute_kpis.h"
#include "twinline/results/offload_table.h"

namespace twinline {

namespace {

constexpr const char* kSummaryFile = "summary.csv";
constexpr const char* kOffloadFile = "offload.csv";
constexpr const char* kEventFiles[] = {"events.csv", "events.h5"};
constexpr const char* kManifestFile = "manifest.json";

}  // namespace

std::vector<std::string> result_files() {
  std::vector<std::string> files = {kSummaryFile};
  for (const Table& table : replication_tables()) files.push_back(table.file);
  for (const char* file : kEventFiles) files.emplace_back(file);
  files.emplace_back(kOffloadFile);
  files.emplace_back(kManifestFile);
  return files;
}

std::vector<std::string> existing_results(const std::filesystem::path& folder) {
  std::vector<std::string> found;
  std::error_code ignored;
  for (const std::string& file : result_files()) {
    if (std::filesystem::exists(folder / file, ignored)) found.push_back(file);
  }
  return found;
}

ResultsWriter::ResultsWriter(std::filesystem::path folder, const Plant& plant)
    : folder_(std::move(folder)), plant_(plant) {
  std::error_code error;
  made_folder_ = std::filesystem::create_directories(folder_, error);
  if (error) {
    throw FileError("cannot make the folder " + folder_.string() + ": " + error.message());
  }
  for (const Table& table : replication_tables()) {
    if (!table.applies(plant)) continue;
    tables_.push_back(&table);
    files_.emplace_back(folder_ / table.file);
    files_.back().write(header_line(key_columns(), table.columns));
  }
  events_ = make_event_log(folder_, plant);
}

ResultsWriter::~ResultsWriter() {
  files_.clear();
  events_.reset();
  std::error_code ignored;  // also of a folder that holds results: it is not empty and stays
  if (made_folder_) std::filesystem::remove(folder_, ignored);
}

TraceSink* ResultsWriter::trace(std::uint32_t slot, const std::filesystem::path& kept_file,
                                std::uint64_t kept) {
  if (!plant_.output.events) return nullptr;
  auto trace = kept_file.empty() ? std::make_unique<EventSpool>(plant_, folder_)
                                 : std::make_unique<EventSpool>(plant_, kept_file, kept);
  const std::lock_guard<std::mutex> lock(mutex_);
  return (traces_[slot] = std::move(trace)).get();
}

void ResultsWriter::add(std::uint32_t slot, const ReplicationData& data) {
  std::vector<KpiValue> kpis = compute_kpis(data);
  const std::string key = key_cells(plant_, data.replication, data.seed);
  auto reduced = std::make_unique<Reduced>();
  reduced->replication = data.replication;
  reduced->seed = data.seed;
  for (const Table* table : tables_) {
    CsvText rows;
    table->rows({data, kpis, key}, rows);
    reduced->rows.push_back(rows.take());
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  kpis_[slot] = std::move(kpis);
  complete_[slot] = data.replication;
  waiting_[slot] = std::move(reduced);
  write_ready();
}

void ResultsWriter::drop(std::uint32_t slot) {
  const std::lock_guard<std::mutex> lock(mutex_);
  traces_.erase(slot);
  waiting_[slot] = nullptr;
  write_ready();
}

void ResultsWriter::write_ready() {
  for (auto at = waiting_.find(next_slot_); at != waiting_.end(); at = waiting_.find(next_slot_)) {
    if (at->second != nullptr) write_slot(next_slot_, *at->second);
    waiting_.erase(at);
    ++next_slot_;
  }
}

void ResultsWriter::write_slot(std::uint32_t slot, const Reduced& reduced) {
  for (std::size_t i = 0; i < tables_.size(); ++i) files_[i].write(reduced.rows[i]);
  const auto trace = traces_.find(slot);
  if (trace != traces_.end()) {
    events_->append(*trace->second, reduced.replication, reduced.seed);
    traces_.erase(trace);
  }
}

std::vector<SummaryRow> ResultsWriter::summary() const {
  std::vector<std::vector<KpiValue>> replications;
  for (const auto& [slot, kpis] : kpis_) replications.push_back(kpis);
  return summarize(replications, plant_.run.confidence);
}

std::vector<std::uint32_t> ResultsWriter::complete() const {
  std::vector<std::uint32_t> replications;
  for (const auto& [slot, replication] : complete_) replications.push_back(replication);
  return replications;
}

ResultsWriter::Written ResultsWriter::finish(Manifest manifest,
                                             const std::vector<OffloadFigures>& offload) {
  // An interrupted run leaves gaps: what comes after them is complete all the same.
  for (const auto& [slot, reduced] : waiting_) {
    if (reduced != nullptr) write_slot(slot, *reduced);
  }
  waiting_.clear();

  std::vector<AtomicFile> of_run;
  of_run.emplace_back(folder_ / kSummaryFile);
  of_run.back().write(summary_csv(plant_, summary()));
  if (!plant_.outcomes.evaluations.empty()) {
    of_run.emplace_back(folder_ / kOffloadFile);
    of_run.back().write(offload_csv(plant_, offload));
  }
  manifest.complete = complete();
  for (const auto* files : {&of_run, &files_}) {
    for (const AtomicFile& file : *files) manifest.tables.push_back(file.path().filename());
  }
  if (events_ != nullptr) manifest.tables.push_back(events_->path().filename());
  AtomicFile manifest_file(folder_ / kManifestFile);
  manifest_file.write(manifest_json(manifest));

  for (auto* files : {&of_run, &files_}) {
    for (AtomicFile& file : *files) file.close();
  }
  if (events_ != nullptr) events_->close();
  manifest_file.close();
  // A folder without a manifest is one whose tables are being replaced.
  std::error_code ignored;
  std::filesystem::remove(folder_ / kManifestFile, ignored);
  for (AtomicFile& file : files_) file.commit();
  if (events_ != nullptr) events_->commit();
  for (AtomicFile& file : of_run) file.commit();

  Written written;
  for (const std::string& file : result_files()) {
    if (file == kManifestFile) continue;
    if (std::find(manifest.tables.begin(), manifest.tables.end(), file) == manifest.tables.end()) {
      std::filesystem::remove(folder_ / file, ignored);
    } else {
      ++written.files;
      written.bytes += std::filesystem::file_size(folder_ / file, ignored);
    }
  }
  manifest_file.commit();
  return written;
}

}  // namespace twinline

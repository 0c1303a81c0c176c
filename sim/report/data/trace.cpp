#include "twinline/report/data/trace.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "twinline/report/data/table_file.h"

namespace twinline {

namespace {

constexpr double kDay = 24;
constexpr double kSecondsPerHour = 3600;
// A chart shows the 40 machines that do most, which is readable with about 100 boxes in a row.
constexpr std::size_t kMostSpans = 100;  // a machine
constexpr std::size_t kFewMachines = 40;

enum Column : std::size_t {
  kScenario,
  kReplication,
  kTime,
  kEvent,
  kRelease,
  kJob,
  kStep,
  kStation,
  kMachine
};

const std::vector<std::string>& needed_columns() {
  static const std::vector<std::string> columns{
      "scenario", "replication", "time_s", "event", "release", "job", "step", "station", "machine"};
  return columns;
}

/// Follows machines and jobs through the rows, and keeps what overlaps the window.
class Follower {
 public:
  Follower(Trace& trace, const TableFile& row) : trace_(trace), row_(row) {}

  void take(double time, std::string_view event);
  /// What is still going on at the end of the window, or of the trace.
  void finish();
  std::size_t n_spans() const { return n_spans_; }

 private:
  struct JobTrack {
    std::optional<TraceSpan> open;
    bool known = false;     ///< it has had an event
    std::size_t index = 0;  ///< in Trace::jobs, from 1; 0 = not there yet
  };

  std::string cell(std::size_t k) const { return std::string(row_.text(k)); }
  void job_event(double time, std::string_view event);
  void machine_event(double time, std::string_view event);
  void open_job(JobTrack& track, TraceSpan::Kind kind, double time, const std::string& job);
  void close_job(JobTrack& track, double time);
  void close_down(const std::string& machine, double time);
  void add_machine(const TraceSpan& span);
  bool clip(TraceSpan& span) const;

  Trace& trace_;
  const TableFile& row_;
  std::map<std::string, JobTrack> jobs_;
  std::map<std::string, TraceSpan> down_;  ///< by machine
  std::size_t n_spans_ = 0;
};

void Follower::take(double time, std::string_view event) {
  if (!row_.text(kMachine).empty()) trace_.station_of[cell(kMachine)] = cell(kStation);
  if (row_.text(kRelease).empty()) {
    machine_event(time, event);
  } else {
    job_event(time, event);
  }
}

void Follower::job_event(double time, std::string_view event) {
  const std::string job = cell(kRelease) + "/" + cell(kJob);
  JobTrack& track = jobs_[job];
  if (event == "queue") {
    close_job(track, time);
    open_job(track, TraceSpan::Kind::kWaiting, time, job);
  } else if (event == "start") {
    // A wait comes before every start; it may have begun before the trace.
    if (!track.known) open_job(track, TraceSpan::Kind::kWaiting, trace_.from_h, job);
    close_job(track, time);
    open_job(track, TraceSpan::Kind::kWorking, time, job);
  } else if (event == "end") {
    // A job that was at work before the trace began has no start in it.
    if (!track.known) open_job(track, TraceSpan::Kind::kWorking, trace_.from_h, job);
    close_job(track, time);
  } else if (event == "finish" || event == "scrap") {
    close_job(track, time);
    jobs_.erase(job);
    return;
  }
  track.known = true;
}

void Follower::machine_event(double time, std::string_view event) {
  const std::string machine = cell(kMachine);
  if (event == "repair" || event == "maintenance" || event == "failure") {
    close_down(machine, time);
    TraceSpan span;
    span.kind = event == "maintenance" ? TraceSpan::Kind::kMaintenance : TraceSpan::Kind::kRepair;
    span.from_h = time;
    span.machine = machine;
    span.station = cell(kStation);
    down_[machine] = span;
  } else if (event == "up") {
    close_down(machine, time);
  }
}

void Follower::open_job(JobTrack& track, TraceSpan::Kind kind, double time,
                        const std::string& job) {
  TraceSpan span;
  span.kind = kind;
  span.from_h = time;
  span.job = job;
  span.release = cell(kRelease);
  span.step = cell(kStep);
  span.station = cell(kStation);
  span.machine = cell(kMachine);
  track.open = std::move(span);
}

bool Follower::clip(TraceSpan& span) const {
  span.from_h = std::max(span.from_h, trace_.from_h);
  span.to_h = std::min(span.to_h, trace_.to_h);
  return span.from_h < span.to_h;
}

void Follower::close_job(JobTrack& track, double time) {
  if (!track.open) return;
  TraceSpan span = *std::move(track.open);
  track.open.reset();
  span.to_h = time;
  if (!clip(span)) return;
  if (span.kind == TraceSpan::Kind::kWorking && !span.machine.empty()) add_machine(span);
  if (track.index == 0) {
    trace_.jobs.emplace_back(span.job, std::vector<TraceSpan>());
    track.index = trace_.jobs.size();
  }
  trace_.jobs[track.index - 1].second.push_back(std::move(span));
}

/// Jobs of a batch start and end together: they are one span.
void Follower::add_machine(const TraceSpan& span) {
  std::vector<TraceSpan>& row = trace_.machines[span.machine];
  if (!row.empty() && row.back().kind == span.kind && row.back().from_h == span.from_h &&
      row.back().to_h == span.to_h) {
    row.back().job += ", " + span.job;
    return;
  }
  row.push_back(span);
  ++n_spans_;
}

void Follower::close_down(const std::string& machine, double time) {
  const auto found = down_.find(machine);
  if (found == down_.end()) return;
  TraceSpan span = found->second;
  down_.erase(found);
  span.to_h = time;
  if (clip(span)) add_machine(span);
}

void Follower::finish() {
  for (auto& [job, track] : jobs_) close_job(track, trace_.to_h);
  while (!down_.empty()) close_down(down_.begin()->first, trace_.to_h);
}

/// An empty trace of the same window.
Trace nothing_in(const Trace& trace) {
  Trace nothing;
  nothing.from_h = trace.from_h;
  nothing.to_h = trace.to_h;
  return nothing;
}

}  // namespace

std::vector<std::string> missing_trace_columns(const std::filesystem::path& path) {
  const std::vector<std::string> header = TableFile(path, {}).header();
  std::vector<std::string> missing;
  for (const std::string& column : needed_columns()) {
    if (std::find(header.begin(), header.end(), column) == header.end()) missing.push_back(column);
  }
  return missing;
}

Trace read_trace(const std::filesystem::path& path, const RunFacts& facts, TraceWindow window) {
  TableFile table(path, needed_columns());
  Trace trace;
  Follower follower(trace, table);
  const bool chosen = !std::isnan(window.from_h);
  double last_h = 0;
  bool first = true;
  bool goes_on = false;  // beyond the window
  while (table.next()) {
    check_scenario(table, kScenario, facts.scenario);
    const double time = table.required_number(kTime) / kSecondsPerHour;
    if (first) {
      first = false;
      trace.replication = table.whole(kReplication);
      trace.from_h = chosen ? window.from_h : std::max(time, facts.warm_up_h);
      trace.to_h = std::isnan(window.to_h) ? trace.from_h + kDay : window.to_h;
    }
    if (table.whole(kReplication) != trace.replication) break;
    goes_on = time > trace.to_h;
    if (goes_on) break;
    last_h = time;
    follower.take(time, table.text(kEvent));
    if (follower.n_spans() >= kMostSpans * std::max(kFewMachines, trace.machines.size())) {
      trace.shortened = true;
      break;
    }
  }
  // Nothing is known of the time after the last event of a trace.
  if (!goes_on) {
    if (last_h <= trace.from_h) return nothing_in(trace);
    trace.to_h = last_h;
  }
  follower.finish();
  for (auto& [machine, spans] : trace.machines) {
    std::stable_sort(spans.begin(), spans.end(),
                     [](const TraceSpan& a, const TraceSpan& b) { return a.from_h < b.from_h; });
  }
  return trace;
}

}  // namespace twinline

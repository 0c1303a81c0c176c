#include "twinline/report/write_report.h"

#include <algorithm>
#include <vector>

#include "twinline/core/error.h"
#include "twinline/report/data/table_file.h"
#include "twinline/report/figures/run_chapters.h"
#include "twinline/report/figures/sweep_chapters.h"
#include "twinline/report/text/svg.h"
#include "twinline/results/atomic_file.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace fs = std::filesystem;

namespace {

bool has(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

std::string foot_html(const std::string& text) {
  return "<p>" + text +
         " The page holds all its pictures and asks for nothing from the network; the same "
         "pictures lie beside it as SVG files.</p>\n";
}

/// Reads the trace where there is one that can be drawn; otherwise `unfit` says why it cannot.
std::optional<Trace> find_trace(const fs::path& folder, const RunFacts& facts,
                                const ReportOptions& options, std::string& unfit) {
  const fs::path file = folder / "events.csv";
  if (!has(file)) {
    if (has(folder / "events.h5")) {
      unfit = "the trace is events.h5, and they are drawn from events.csv";
    }
    return std::nullopt;
  }
  const std::vector<std::string> missing = missing_trace_columns(file);
  if (missing.empty()) {
    return read_trace(file, facts, {options.gantt_from_h, options.gantt_to_h});
  }
  unfit = std::string("events.csv lacks the column") + (missing.size() == 1 ? " " : "s ") +
          escaped(listed(missing));
  return std::nullopt;
}

Page run_page(const fs::path& folder, const ReportOptions& options) {
  const RunFacts facts = read_run_facts(folder / "manifest.json");
  const auto summary = read_summary(folder / "summary.csv", facts.scenario);
  if (summary.empty()) {
    throw ScenarioError((folder / "summary.csv").string() +
                        ":2:1: error: expected rows, received none: the run has no results");
  }
  const KpiMeans& kpis = summary.begin()->second;
  std::optional<WipSeries> wip;
  if (has(folder / "wip.csv")) wip = read_wip(folder / "wip.csv", facts.scenario);
  std::optional<JobSeries> jobs;
  if (has(folder / "jobs.csv")) jobs = read_jobs(folder / "jobs.csv", facts);
  std::string unfit;
  const std::optional<Trace> trace = find_trace(folder, facts, options, unfit);

  Page page;
  page.title = facts.scenario;
  const auto duration = [](double hours) {
    return duration_text(SimTime::from_seconds(hours * 3600));
  };
  if (!facts.description.empty()) page.lead = paragraph(facts.description);
  page.lead += "<p class=\"lead\">" + std::to_string(facts.complete) + " replication" +
               (facts.complete == 1 ? "" : "s") + " of " + duration(facts.duration_h) +
               (facts.warm_up_h > 0 ? " after " + duration(facts.warm_up_h) + " of warm-up"
                                    : ", no warm-up") +
               ", seed " + std::to_string(facts.seed) + "</p>\n";
  page.chapters.push_back(summary_chapter(facts, kpis));
  page.chapters.push_back(
      states_chapter(read_station_times(folder / "machines.csv", facts.scenario)));
  page.chapters.push_back(bottleneck_chapter(kpis));
  page.chapters.push_back(time_chapter(facts, wip, jobs));
  page.chapters.push_back(cycle_time_chapter(jobs));
  if (has(folder / "queue_windows.csv")) {
    const auto windows = read_windows(folder / "queue_windows.csv", facts.scenario);
    if (!windows.empty()) page.chapters.push_back(window_chapter(windows));
  }
  if (has(folder / "quality.csv")) {
    const auto gates = read_gates(folder / "quality.csv", facts.scenario);
    if (!gates.empty()) page.chapters.push_back(quality_chapter(gates));
  }
  if (!kpis.names("operator").empty() || !kpis.names("resource").empty()) {
    page.chapters.push_back(people_chapter(kpis));
  }
  if (has(folder / "vehicles.csv")) {
    const auto fleets = read_fleet_times(folder / "vehicles.csv", facts.scenario);
    if (!fleets.empty()) page.chapters.push_back(vehicles_chapter(fleets));
  }
  page.chapters.push_back(gantt_chapter(facts, trace, unfit));
  page.foot = foot_html("Made by Twinline " + escaped(facts.version) +
                        " from the tables of the run; <code>docs/results.md</code> explains every "
                        "figure.");
  return page;
}

Page sweep_page(const fs::path& folder) {
  const SweepData sweep = read_sweep(folder);
  Page page;
  page.title = sweep.scenario + ": sweep";
  page.lead = "<p class=\"lead\">" + std::to_string(sweep.points.size()) + " points, " +
              std::to_string(sweep.factors.size()) + " factor" +
              (sweep.factors.size() == 1 ? "" : "s") + " varied</p>\n";
  page.chapters.push_back(sweep_summary_chapter(sweep));
  if (sweep.ended != "complete") {
    page.chapters.front().after +=
        note("Some runs of the sweep " +
             std::string(sweep.ended == "failed" ? "failed" : "are not done") +
             ": the figures are over those that are complete.");
  }
  if (sweep.factors.empty()) {
    page.chapters.front().after +=
        note("No factor takes two values, so there is nothing to compare yet.");
  } else {
    page.chapters.push_back(response_chapter(sweep));
    page.chapters.push_back(effects_chapter(sweep));
    page.chapters.push_back(operating_chapter(sweep));
  }
  page.chapters.push_back(sweep_bottleneck_chapter(sweep));
  page.foot = foot_html("Made by Twinline from the tables of the sweep.");
  return page;
}

/// Is this the name of a picture that a report can have?
bool is_picture(const std::string& file) {
  constexpr const char* kNames[] = {"states.svg",         "bottlenecks.svg", "wip.svg",
                                    "throughput.svg",     "cycle_time.svg",  "windows.svg",
                                    "gantt_machines.svg", "gantt_jobs.svg",  "effects.svg",
                                    "operating.svg",      "quality.svg",     "vehicles.svg"};
  return std::find(std::begin(kNames), std::end(kNames), file) != std::end(kNames) ||
         (file.rfind("response_", 0) == 0 && fs::path(file).extension() == ".svg");
}

/// Removes the pictures of an earlier report that this one has not.
void remove_others(const fs::path& folder, const std::vector<Picture>& pictures) {
  std::error_code ignored;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string file = entry.path().filename().string();
    if (is_picture(file) &&
        std::none_of(pictures.begin(), pictures.end(),
                     [&](const Picture& picture) { return picture.file == file; })) {
      old.push_back(entry.path());
    }
  }
  for (const fs::path& file : old) fs::remove(file, ignored);
}

}  // namespace

fs::path report_page(const fs::path& results) { return results / "report" / "index.html"; }

ReportWritten write_report(const fs::path& results, const ReportOptions& options) {
  std::error_code error;
  if (!fs::is_directory(results, error)) {
    throw FileError("cannot read " + results.string() +
                    ": expected a folder with the results of twinline run or twinline sweep");
  }
  if (has(results / "sweep.toml") && !has(results / "sweep.csv")) {
    throw FileError(results.string() +
                    " holds a sweep whose tables are not written yet: finish it with twinline "
                    "sweep, or put its pieces together with twinline merge");
  }
  const Page page = has(results / "sweep.csv") ? sweep_page(results) : run_page(results, options);
  std::vector<Picture> pictures;
  const std::string html = page_html(page, pictures);

  const fs::path file = report_page(results);
  fs::create_directories(file.parent_path(), error);
  if (error) {
    throw FileError("cannot make the folder " + file.parent_path().string() + ": " +
                    error.message());
  }
  std::vector<AtomicFile> files;
  for (const Picture& picture : pictures) {
    files.emplace_back(file.parent_path() / picture.file);
    files.back().write(picture.svg);
  }
  files.emplace_back(file);
  files.back().write(html);
  for (AtomicFile& part : files) part.close();
  for (AtomicFile& part : files) part.commit();
  remove_others(file.parent_path(), pictures);
  return {file, pictures.size(), html.size()};
}

}  // namespace twinline

#include <algorithm>
#include <cmath>
#include <numeric>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostParts = 6;
constexpr std::size_t kBins = 60;
constexpr double kShown = 0.995;  // share of the jobs within the picture

using PartJobs = JobSeries::PartJobs;

double quantile(const std::vector<float>& sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto i = static_cast<std::size_t>(at);
  const double rest = at - static_cast<double>(i);
  const double next = sorted[std::min(i + 1, sorted.size() - 1)];
  return sorted[i] + (next - sorted[i]) * rest;
}

std::vector<std::string> parts_by_jobs(const JobSeries& jobs) {
  std::vector<std::string> names;
  for (const auto& [name, part] : jobs.parts) names.push_back(name);
  std::stable_sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
    return jobs.parts.at(a).cycle_time_h.size() > jobs.parts.at(b).cycle_time_h.size();
  });
  return names;
}

/// Percent of the part's jobs in each bin, as a line of steps from `low` on.
std::vector<std::vector<double>> histogram(const PartJobs& part, double low_h, double step_h,
                                           std::size_t bins, double per_hour) {
  std::vector<double> counts(bins, 0);
  for (const float hours : part.cycle_time_h) {
    const double bin = std::floor((hours - low_h) / step_h);
    if (bin >= 0 && bin < static_cast<double>(bins)) counts[static_cast<std::size_t>(bin)] += 1;
  }
  const auto n = static_cast<double>(part.cycle_time_h.size());
  std::vector<std::vector<double>> rows = {{low_h * per_hour, 0}};
  for (std::size_t i = 0; i < bins; ++i) {
    // Both ends of each bin, so that the area can be filled.
    const double share = counts[i] * 100 / n;
    rows.push_back({(low_h + step_h * static_cast<double>(i)) * per_hour, share});
    rows.push_back({(low_h + step_h * static_cast<double>(i + 1)) * per_hour, share});
  }
  rows.push_back({rows.back()[0], 0});
  return rows;
}

Figure cycle_time_figure(const JobSeries& jobs, const std::vector<std::string>& names) {
  double low = HUGE_VAL;
  double high = 0;
  const std::size_t shown = std::min(names.size(), kMostParts);
  for (std::size_t k = 0; k < shown; ++k) {
    const std::vector<float>& sorted = jobs.parts.at(names[k]).cycle_time_h;
    low = std::min(low, static_cast<double>(sorted.front()));
    high = std::max(high, quantile(sorted, kShown));
  }
  const ReadableTime time = readable_time(high);
  // The bins are round in the unit of the axis.
  const double span = std::max((high - low) * time.per_hour, high * time.per_hour * 1e-3);
  const double step = round_step(std::max(span, 1e-9) / kBins) / time.per_hour;
  low = std::floor(low / step) * step;
  const auto bins = static_cast<std::size_t>(std::ceil((high - low) / step + 1e-9)) + 1;

  Figure figure;
  figure.name = "cycle_time";
  figure.title = "Cycle times";
  figure.caption =
      "Share of each part's jobs by the time from release to finish, in intervals of " +
      plain(step * time.per_hour) + " " + time.unit +
      ", all replications together. At most one job in 200 took longer than shown.";
  PlotScript script;
  script.line("set xlabel 'cycle time [" + std::string(time.unit) + "]'");
  script.line("set ylabel 'percent of the jobs'").line("set yrange [0:*]");
  std::string plots;
  for (std::size_t k = 0; k < shown; ++k) {
    const std::string data =
        script.data(histogram(jobs.parts.at(names[k]), low, step, bins, time.per_hour));
    const std::string color = std::string("lc rgb '") + series_color(k) + "'";
    plots += (k == 0 ? "plot " : ", ") + data +
             " using 1:2 with filledcurves y=0 fs transparent solid 0.18 " + color + " notitle, " +
             data + " using 1:2 with lines lw 1.8 " + color + " title " +
             plot_literal(shortened(names[k], 30));
  }
  figure.script = script.line(plots).text();
  return figure;
}

}  // namespace

Chapter cycle_time_chapter(const std::optional<JobSeries>& jobs) {
  Chapter chapter{"cycle-times", "Cycle times", "", {}, ""};
  if (!jobs || jobs->parts.empty()) {
    chapter.html = note(
        "No cycle times: the run recorded no finished jobs. See "
        "<code>output.jobs</code>.");
    return chapter;
  }
  const std::vector<std::string> names = parts_by_jobs(*jobs);
  chapter.figures.push_back(cycle_time_figure(*jobs, names));
  const ReadableTime time =
      readable_time(quantile(jobs->parts.at(names.front()).cycle_time_h, kShown));
  const std::string unit = std::string(" ") + time.unit;
  HtmlTable table({"part", "jobs", "mean" + unit, "5 %" + unit, "median" + unit, "95 %" + unit,
                   "longest" + unit, "flow factor", "late"});
  for (const std::string& name : names) {
    const PartJobs& part = jobs->parts.at(name);
    const std::vector<float>& sorted = part.cycle_time_h;
    const auto n = static_cast<double>(sorted.size());
    const double sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    const auto shown = [&](double hours) { return readable(hours * time.per_hour); };
    table.row({name, std::to_string(sorted.size()), shown(sum / n), shown(quantile(sorted, 0.05)),
               shown(quantile(sorted, 0.5)), shown(quantile(sorted, 0.95)), shown(sorted.back()),
               part.flow_factor_sum > 0 ? readable(part.flow_factor_sum / n) : "",
               part.with_due == 0
                   ? ""
                   : percent(static_cast<double>(part.late) / static_cast<double>(part.with_due))});
  }
  if (names.size() > kMostParts) {
    chapter.html = paragraph("The " + std::to_string(kMostParts) +
                             " parts with most jobs are drawn; the table has all " +
                             std::to_string(names.size()) + ".");
  }
  chapter.after = paragraph(
                      "Quantiles are over the jobs of all replications together; "
                      "summary.csv has the means of those of each replication.") +
                  (names.size() > 12 ? details("All parts", table.html()) : table.html());
  return chapter;
}

}  // namespace twinline

#include <algorithm>
#include <cmath>

#include "twinline/experiment/statistics/mser.h"
#include "twinline/report/figures/run_chapters.h"
#include "twinline/scenario/text/quantity.h"

namespace twinline {

namespace {

constexpr std::size_t kMostPoints = 1000;  // a pixel each, about

/// A series of at most kMostPoints: means of the means, and the extremes of the extremes.
Series thinned(const Series& series) {
  const std::size_t step = (series.time_h.size() + kMostPoints - 1) / kMostPoints;
  if (step <= 1) return series;
  Series thin;
  thin.replications = series.replications;
  for (std::size_t begin = 0; begin < series.time_h.size(); begin += step) {
    const std::size_t end = std::min(begin + step, series.time_h.size());
    double mean = 0;
    for (std::size_t i = begin; i < end; ++i) mean += series.mean[i];
    thin.time_h.push_back(series.time_h[begin]);
    thin.mean.push_back(mean / static_cast<double>(end - begin));
    const auto range = [&](const std::vector<double>& values) {
      return std::minmax_element(values.begin() + static_cast<long>(begin),
                                 values.begin() + static_cast<long>(end));
    };
    thin.low.push_back(*range(series.low).first);
    thin.high.push_back(*range(series.high).second);
  }
  return thin;
}

std::vector<std::vector<double>> rows_of(const Series& series, double per_hour, double factor) {
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < series.time_h.size(); ++i) {
    rows.push_back({series.time_h[i] * per_hour, series.mean[i] * factor, series.low[i] * factor,
                    series.high[i] * factor});
  }
  return rows;
}

/// The time axis, from the begin of the run to its end, with the warm-up shaded.
void time_axis(PlotScript& script, const RunFacts& facts, const ReadableTime& time) {
  script.line("set xrange [0:" + plot_number(facts.end_h() * time.per_hour) + "]");
  script.line("set yrange [0:*]");
  script.line("set xlabel 'time since the start of the run [" + std::string(time.unit) + "]'");
  if (facts.warm_up_h <= 0) return;
  const std::string end = plot_number(facts.warm_up_h * time.per_hour);
  script.line("set object 1 rectangle from 0, graph 0 to " + end +
              ", graph 1 behind fillcolor rgb '#888888' fillstyle transparent solid 0.18 noborder");
  script.line("set label 1 'warm-up' at 0, graph 0.95 offset 0.6,0");
}

std::string band_title(const Series& series) {
  return "range of " + std::to_string(series.replications) + " replications";
}

/// What MSER-5 says of the WIP, averaged over the replications.
struct Settling {
  bool known = false;
  double at_h = 0;
};

Settling settling_of(const Series& series) {
  const WarmUp warm_up = mser5(series.mean);
  if (!warm_up.settled) return {};
  return {true, series.time_h[warm_up.truncation]};
}

std::string settling_text(const Settling& settling, const RunFacts& facts,
                          const ReadableTime& time) {
  if (!settling.known) {
    return "MSER-5 finds no point from which the WIP is steady: the series is too short, or the "
           "WIP still grows.";
  }
  const std::string at = plain(settling.at_h * time.per_hour) + " " + time.unit;
  const std::string warm_up = plain(facts.warm_up_h * time.per_hour) + " " + time.unit;
  return "By MSER-5 the WIP is steady from " + at + " on; the run's warm-up of " + warm_up +
         (facts.warm_up_h + 1e-9 >= settling.at_h ? " covers that." : " ends before that.");
}

Figure wip_figure(const RunFacts& facts, const WipSeries& wip, const ReadableTime& time) {
  const Settling settling = settling_of(wip.jobs);
  const bool band = wip.jobs.replications > 1;
  Figure figure;
  figure.name = "wip";
  figure.title = "Work in process";
  figure.caption = std::string("Jobs in the plant, and those of them that wait at a station") +
                   (band ? ": mean over the replications. " : ". ") +
                   settling_text(settling, facts, time);
  PlotScript script;
  time_axis(script, facts, time);
  const std::string jobs = script.data(rows_of(thinned(wip.jobs), time.per_hour, 1));
  const std::string queued = script.data(rows_of(thinned(wip.queued), time.per_hour, 1));
  if (settling.known) {
    const std::string at = plot_number(settling.at_h * time.per_hour);
    script.line("set arrow 1 from " + at + ", graph 0 to " + at +
                ", graph 1 nohead front lw 1.5 dt 2 lc rgb '#d55e00'");
    script.line("set label 2 'steady (MSER-5)' at " + at + ", graph 0.06 offset 0.6,0");
  }
  script.line("set ylabel 'jobs'");
  std::string plots = "plot ";
  if (band) {
    plots += jobs +
             " using 1:3:4 with filledcurves fs transparent solid 0.22 lc rgb '#0072b2' "
             "title '" +
             band_title(wip.jobs) + "', ";
  }
  plots += jobs + " using 1:2 with lines lw 2 lc rgb '#0072b2' title 'in the plant', " + queued +
           " using 1:2 with lines lw 2 lc rgb '#e69f00' title 'waiting'";
  figure.script = script.line(plots).text();
  return figure;
}

Figure throughput_figure(const RunFacts& facts, const JobSeries& jobs, const ReadableTime& time) {
  const Series& series = jobs.throughput_per_h;
  double sum = 0;
  for (const double value : series.mean) sum += value;
  const double mean = sum / static_cast<double>(series.mean.size());
  const bool daily = mean < 1;
  const double factor = daily ? 24 : 1;
  const ReadableTime interval =
      jobs.interval_h < 24 ? readable_time(jobs.interval_h) : ReadableTime{"d", 1.0 / 24};
  const bool band = series.replications > 1;
  Figure figure;
  figure.name = "throughput";
  figure.title = "Throughput";
  figure.caption =
      "Jobs finished in intervals of " + plain(jobs.interval_h * interval.per_hour) + " " +
      interval.unit +
      "; the dashed line is their mean. Jobs finished in the warm-up are not recorded.";
  PlotScript script;
  time_axis(script, facts, time);
  std::vector<std::vector<double>> rows = rows_of(series, time.per_hour, factor);
  rows.push_back(rows.back());  // the last step has its width too
  rows.back()[0] += jobs.interval_h * time.per_hour;
  const std::string data = script.data(rows);
  const std::string level =
      script.data({{rows.front()[0], mean * factor}, {rows.back()[0], mean * factor}});
  script.line("set ylabel 'jobs/" + std::string(daily ? "d" : "h") + "'");
  std::string plots = "plot ";
  if (band) {
    plots += data +
             " using 1:3:4 with filledcurves fs transparent solid 0.22 lc rgb '#009e73' "
             "title '" +
             band_title(series) + "', ";
  }
  plots += data + " using 1:2 with steps lw 2 lc rgb '#009e73' title '" +
           std::string(band ? "mean of the replications" : "jobs finished") + "', " + level +
           " using 1:2 with lines lw 1.5 dt 2 lc rgb '#888888' notitle";
  figure.script = script.line(plots).text();
  return figure;
}

/// An interval of a round length that gives a few hundred samples.
std::string sampling_text(const RunFacts& facts) {
  constexpr double kMost = 1000;
  for (const char* text : {"1 s", "10 s", "1 min", "5 min", "15 min", "1 h", "4 h", "12 h"}) {
    if (facts.end_h() / parse_duration(text, "").value->hours() <= kMost) return text;
  }
  return "1 d";
}

}  // namespace

Chapter time_chapter(const RunFacts& facts, const std::optional<WipSeries>& wip,
                     const std::optional<JobSeries>& jobs) {
  Chapter chapter{"time", "Over time", "", {}, ""};
  const ReadableTime time = readable_time(facts.end_h());
  if (wip && wip->jobs.time_h.size() > 1) {
    chapter.figures.push_back(wip_figure(facts, *wip, time));
  } else {
    chapter.html +=
        note("No WIP over time: the run sampled none. Add <code>--set output.wip_every=\"" +
             sampling_text(facts) + "\"</code> to <code>twinline run</code>.");
  }
  if (jobs && !jobs->throughput_per_h.time_h.empty()) {
    chapter.figures.push_back(throughput_figure(facts, *jobs, time));
  } else {
    chapter.html += note(
        "No throughput over time: the run recorded no finished jobs. See "
        "<code>output.jobs</code>.");
  }
  return chapter;
}

}  // namespace twinline

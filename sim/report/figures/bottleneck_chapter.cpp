#include <algorithm>
#include <cmath>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBars = 20;

struct Ranked {
  std::string name;
  KpiMean load;
  double wait_h = 0;
  double queue = 0;
};

std::vector<Ranked> ranked_stations(const KpiMeans& kpis) {
  std::vector<Ranked> stations;
  for (const std::string& name : kpis.names("station")) {
    const KpiMean* load = kpis.find("station", name, "utilization_available");
    if (load == nullptr) continue;
    stations.push_back({name, *load, kpis.mean("station", name, "queue_time_h", 0),
                        kpis.mean("station", name, "queue_length", 0)});
  }
  std::stable_sort(stations.begin(), stations.end(),
                   [](const Ranked& a, const Ranked& b) { return a.load.mean > b.load.mean; });
  return stations;
}

Figure ranking_figure(const std::vector<Ranked>& stations, std::size_t shown) {
  Figure figure;
  figure.name = "bottlenecks";
  figure.title = "The busiest stations and the waiting before them";
  figure.caption =
      "Left: working and set-up time over the time that is not lost to repair, maintenance or "
      "shifts, with the interval of the mean. Right: mean wait of a job before it starts.";
  figure.height = 110 + static_cast<int>(shown) * 22;
  double longest = 0;
  std::vector<std::string> names;
  HoverTexts load_hover{"1a", false, {}};
  HoverTexts wait_hover{"1b", false, {}};
  for (std::size_t k = 0; k < shown; ++k) longest = std::max(longest, stations[k].wait_h);
  const ReadableTime time = readable_time(longest);
  std::vector<std::vector<double>> loads;
  std::vector<std::vector<double>> waits;
  std::vector<std::vector<double>> intervals;
  for (std::size_t k = 0; k < shown; ++k) {
    const Ranked& station = stations[k];
    const auto row = static_cast<double>(k + 1);
    const std::string text = station.name + ": utilisation " + percent(station.load.mean) +
                             ", queue " + readable(station.queue) + " jobs, wait " +
                             readable(station.wait_h * time.per_hour) + " " + time.unit;
    names.push_back(station.name);
    loads.push_back({station.load.mean * 100, row});
    waits.push_back({station.wait_h * time.per_hour, row});
    load_hover.texts.push_back(text);
    wait_hover.texts.push_back(text);
    if (!std::isnan(station.load.low)) {
      intervals.push_back({station.load.mean * 100, row, station.load.low * 100,
                           std::min(station.load.high, 1.0) * 100});
    }
  }
  const char* bars = " using (0):2:(0):1:($2-0.38):($2+0.38) with boxxyerror notitle lc rgb ";
  PlotScript script;
  const std::string load_data = script.data(loads);
  const std::string wait_data = script.data(waits);
  const std::string interval_data = intervals.empty() ? "" : script.data(intervals);
  script.line("set multiplot layout 1,2").row_names(names);
  script.line("set grid noytics xtics").line("set xrange [0:100]");
  script.line("set xlabel 'utilisation of the available time [%]'");
  script.line("plot " + load_data + bars + "'#0072b2'" +
              (intervals.empty() ? ""
                                 : ", " + interval_data +
                                       " using 1:2:3:4 with xerrorbars pt 0 lw 1.5 lc rgb "
                                       "'#d55e00' notitle"));
  script.line("set xrange [0:*]");
  script.line("set xlabel 'mean wait [" + std::string(time.unit) + "]'");
  script.line("plot " + wait_data + bars + "'#e69f00'").line("unset multiplot");
  figure.script = script.text();
  figure.hovers = {std::move(load_hover), std::move(wait_hover)};
  return figure;
}

}  // namespace

Chapter bottleneck_chapter(const KpiMeans& kpis) {
  Chapter chapter{"bottlenecks", "Bottlenecks", "", {}, ""};
  const std::vector<Ranked> stations = ranked_stations(kpis);
  if (stations.empty()) {
    chapter.html = note("No station has a utilisation: <code>summary.csv</code> names none.");
    return chapter;
  }
  const Ranked& first = stations.front();
  std::string text = first.name + " is the busiest station, at work or in set-up for " +
                     percent(first.load.mean) + " of its available time";
  const auto longest =
      std::max_element(stations.begin(), stations.end(),
                       [](const Ranked& a, const Ranked& b) { return a.queue < b.queue; });
  if (longest->queue > 0) {
    text += longest->name == first.name ? ", and most jobs wait before it ("
                                        : ". Most jobs wait before " + longest->name + " (";
    text += readable(longest->queue) + " on average)";
  }
  chapter.html = paragraph(text + ".");
  const std::size_t shown = std::min(stations.size(), kMostBars);
  chapter.figures.push_back(ranking_figure(stations, shown));
  double most = 0;
  for (const Ranked& station : stations) most = std::max(most, station.wait_h);
  const ReadableTime time = readable_time(most);
  HtmlTable table({"station", "utilisation", "queue jobs", std::string("mean wait ") + time.unit});
  for (const Ranked& station : stations) {
    table.row({station.name, percent(station.load.mean), readable(station.queue),
               readable(station.wait_h * time.per_hour)});
  }
  chapter.after = details("All stations by utilisation", table.html());
  return chapter;
}

}  // namespace twinline

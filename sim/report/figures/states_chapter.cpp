#include <algorithm>
#include <numeric>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBars = 32;
constexpr double kInvisible = 0.0005;  // of the time: half a pixel

/// Time at work, the measure by which stations are chosen and ordered.
double busy(const StationTimes& times) {
  double sum = 0;
  for (std::size_t i = 0; i < times.fractions.size(); ++i) {
    if (std::string(state_shares()[i].e10) == "productive") sum += times.fractions[i];
  }
  return sum;
}

/// The busiest stations, and all others as one.
std::vector<StationTimes> shown_stations(std::vector<StationTimes> stations) {
  std::stable_sort(stations.begin(), stations.end(),
                   [](const StationTimes& a, const StationTimes& b) { return busy(a) > busy(b); });
  if (stations.size() <= kMostBars) return stations;
  StationTimes rest;
  rest.station = std::to_string(stations.size() - kMostBars + 1) + " others together";
  rest.fractions.assign(state_shares().size(), 0);
  for (std::size_t k = kMostBars - 1; k < stations.size(); ++k) {
    for (std::size_t i = 0; i < rest.fractions.size(); ++i) {
      rest.fractions[i] += stations[k].fractions[i] * stations[k].seconds;
    }
    rest.seconds += stations[k].seconds;
  }
  for (double& fraction : rest.fractions) fraction /= rest.seconds;
  stations.resize(kMostBars - 1);
  stations.push_back(std::move(rest));
  return stations;
}

/// States that some station is in for a time that can be seen.
std::vector<std::size_t> used_states(const std::vector<StationTimes>& stations) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < state_shares().size(); ++i) {
    if (std::any_of(stations.begin(), stations.end(),
                    [&](const StationTimes& times) { return times.fractions[i] >= kInvisible; })) {
      used.push_back(i);
    }
  }
  return used;
}

Figure states_figure(const std::vector<StationTimes>& bars, const std::vector<std::size_t>& used) {
  Figure figure;
  figure.name = "states";
  figure.title = "Where the machines' time goes";
  figure.caption =
      "Share of the measured time in each state of SEMI E10 and its sub-states, over all machines "
      "of a station and all replications; the busiest station on top.";
  figure.height = 135 + static_cast<int>(bars.size()) * 22;
  PlotScript script;
  std::vector<std::string> names;
  for (const StationTimes& times : bars) names.push_back(times.station);
  script.row_names(names);
  script.line("set xrange [0:100]").line("set xlabel 'percent of the time'");
  script.line("set grid noytics xtics").line("set key maxcols 5");
  std::string plots;
  std::size_t element = 0;
  for (const std::size_t i : used) {
    const StateShare& share = state_shares()[i];
    std::vector<std::vector<double>> boxes;
    HoverTexts hover{std::to_string(++element), true, {}};
    for (std::size_t row = 0; row < bars.size(); ++row) {
      const std::vector<double>& f = bars[row].fractions;
      if (f[i] < kInvisible) continue;
      const double from = std::accumulate(f.begin(), f.begin() + static_cast<long>(i), 0.0);
      boxes.push_back({from * 100, (from + f[i]) * 100, static_cast<double>(row + 1)});
      hover.texts.push_back(bars[row].station + ": " + share.title + " (" + share.e10 + ") " +
                            percent(f[i]));
    }
    plots += (plots.empty() ? "plot " : ", ") + script.data(boxes) +
             " using 1:3:1:2:($3-0.38):($3+0.38) with boxxyerror lc rgb '" + share.color +
             "' title '" + share.title + "'";
    figure.hovers.push_back(std::move(hover));
  }
  figure.script = script.line(plots).text();
  return figure;
}

}  // namespace

Chapter states_chapter(const std::vector<StationTimes>& stations) {
  Chapter chapter{"states", "Machine states", "", {}, ""};
  const std::vector<std::size_t> used = used_states(stations);
  if (used.empty()) {
    chapter.html = note("No machine has any measured time: <code>machines.csv</code> is empty.");
    return chapter;
  }
  const std::vector<StationTimes> bars = shown_stations(stations);
  if (bars.size() < stations.size()) {
    chapter.html = paragraph("The " + std::to_string(kMostBars - 1) +
                             " busiest stations are shown one by one; the table beneath has all " +
                             std::to_string(stations.size()) + ".");
  }
  chapter.figures.push_back(states_figure(bars, used));
  std::vector<std::string> headings = {"station"};
  for (const std::size_t i : used) headings.emplace_back(state_shares()[i].title);
  HtmlTable table(headings);
  for (const StationTimes& times : stations) {
    std::vector<std::string> cells = {times.station};
    for (const std::size_t i : used) cells.push_back(percent(times.fractions[i]));
    table.row(cells);
  }
  chapter.after = details("The same in figures, all stations", table.html());
  return chapter;
}

}  // namespace twinline

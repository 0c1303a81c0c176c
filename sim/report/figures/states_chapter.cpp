#include <algorithm>

#include "twinline/report/figures/run_chapters.h"
#include "twinline/report/figures/share_bars.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBars = 32;

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

}  // namespace

Chapter states_chapter(const std::vector<StationTimes>& stations) {
  Chapter chapter{"states", "Machine states", "", {}, ""};
  const std::vector<std::size_t> used = used_shares(stations, state_shares());
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
  Figure figure;
  figure.name = "states";
  figure.title = "Where the machines' time goes";
  figure.caption =
      "Share of the measured time in each state of SEMI E10 and its sub-states, over all machines "
      "of a station and all replications; the busiest station on top.";
  draw_shares(bars, state_shares(), used, figure);
  chapter.figures.push_back(std::move(figure));
  chapter.after = details("The same in figures, all stations",
                          share_table("station", stations, state_shares(), used));
  return chapter;
}

}  // namespace twinline

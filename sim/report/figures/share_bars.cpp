#include "twinline/report/figures/share_bars.h"

#include <algorithm>
#include <numeric>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr double kInvisible = 0.0005;  // of the time: half a pixel

}  // namespace

std::vector<std::size_t> used_shares(const std::vector<StationTimes>& times,
                                     const std::vector<StateShare>& shares) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (std::any_of(times.begin(), times.end(),
                    [&](const StationTimes& row) { return row.fractions[i] >= kInvisible; })) {
      used.push_back(i);
    }
  }
  return used;
}

void draw_shares(const std::vector<StationTimes>& bars, const std::vector<StateShare>& shares,
                 const std::vector<std::size_t>& used, Figure& figure) {
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
    const StateShare& share = shares[i];
    std::vector<std::vector<double>> boxes;
    HoverTexts hover{std::to_string(++element), true, {}};
    for (std::size_t row = 0; row < bars.size(); ++row) {
      const std::vector<double>& f = bars[row].fractions;
      if (f[i] < kInvisible) continue;
      const double from = std::accumulate(f.begin(), f.begin() + static_cast<long>(i), 0.0);
      boxes.push_back({from * 100, (from + f[i]) * 100, static_cast<double>(row + 1)});
      const std::string e10 = share.e10;
      hover.texts.push_back(bars[row].station + ": " + share.title +
                            (e10.empty() ? "" : " (" + e10 + ")") + " " + percent(f[i]));
    }
    plots += (plots.empty() ? "plot " : ", ") + script.data(boxes) +
             " using 1:3:1:2:($3-0.38):($3+0.38) with boxxyerror lc rgb '" + share.color +
             "' title '" + share.title + "'";
    figure.hovers.push_back(std::move(hover));
  }
  figure.script = script.line(plots).text();
}

std::string share_table(const char* name, const std::vector<StationTimes>& times,
                        const std::vector<StateShare>& shares,
                        const std::vector<std::size_t>& used) {
  std::vector<std::string> headings = {name};
  for (const std::size_t i : used) headings.emplace_back(shares[i].title);
  HtmlTable table(headings);
  for (const StationTimes& row : times) {
    std::vector<std::string> cells = {row.station};
    for (const std::size_t i : used) cells.push_back(percent(row.fractions[i]));
    table.row(cells);
  }
  return table.html();
}

}  // namespace twinline

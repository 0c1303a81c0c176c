#include <algorithm>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBars = 20;
constexpr std::size_t kLongestName = 46;

std::string window_name(const WindowFigures& window) {
  return window.route + ": " + window.from + " to " + window.to;
}

Figure window_figure(const std::vector<WindowFigures>& windows, std::size_t shown) {
  Figure figure;
  figure.name = "windows";
  figure.title = "Queue-time windows missed";
  figure.caption =
      "Jobs that took longer from the end of the first step to the begin of the second than the "
      "window allows, as a share of those that closed it; the worst on top.";
  figure.height = 100 + static_cast<int>(shown) * 22;
  std::vector<std::string> names;
  std::vector<std::vector<double>> rows;
  HoverTexts hover{"1", false, {}};
  for (std::size_t k = 0; k < shown; ++k) {
    const WindowFigures& window = windows[k];
    names.push_back(window_name(window));
    if (window.violations == 0) continue;  // a box without width is not drawn
    rows.push_back({window.violation_fraction() * 100, static_cast<double>(k + 1)});
    hover.texts.push_back(window_name(window) + ": " + std::to_string(window.violations) + " of " +
                          std::to_string(window.closed) + " jobs late");
  }
  if (rows.empty()) rows.push_back({0, 1});
  PlotScript script;
  const std::string data = script.data(rows);
  script.row_names(names, kLongestName).line("set grid noytics xtics");
  script.line(hover.texts.empty() ? "set xrange [0:1]" : "set xrange [0:*]");
  script.line("set xlabel 'percent of the jobs'");
  script.line("plot " + data +
              " using (0):2:(0):1:($2-0.38):($2+0.38) with boxxyerror lc rgb '#d55e00' notitle");
  figure.script = script.text();
  figure.hovers.push_back(std::move(hover));
  return figure;
}

}  // namespace

Chapter window_chapter(const std::vector<WindowFigures>& all) {
  std::vector<WindowFigures> windows = all;
  std::stable_sort(windows.begin(), windows.end(),
                   [](const WindowFigures& a, const WindowFigures& b) {
                     return a.violation_fraction() > b.violation_fraction();
                   });
  Chapter chapter{"windows", "Queue-time windows", "", {}, ""};
  std::uint64_t closed = 0;
  std::uint64_t violations = 0;
  HtmlTable table(
      {"route", "from", "to", "limit h", "jobs", "missed", "share", "mean h", "longest h"}, 3);
  for (const WindowFigures& window : windows) {
    closed += window.closed;
    violations += window.violations;
    const auto n = static_cast<double>(window.closed);
    table.row({window.route, window.from, window.to, readable(window.limit_h),
               std::to_string(window.closed), std::to_string(window.violations),
               window.closed == 0 ? "" : percent(window.violation_fraction()),
               window.closed == 0 ? "" : readable(window.span_sum_h / n),
               window.closed == 0 ? "" : readable(window.span_max_h)});
  }
  chapter.html = paragraph(
      std::to_string(violations) + " of " + std::to_string(closed) +
      " passes through a window were too late" +
      (closed == 0
           ? "."
           : " (" + percent(static_cast<double>(violations) / static_cast<double>(closed)) + ")."));
  const std::size_t shown = std::min(windows.size(), kMostBars);
  chapter.figures.push_back(window_figure(windows, shown));
  const std::string html = table.html();
  chapter.after = windows.size() <= 12
                      ? html
                      : details("All " + std::to_string(windows.size()) + " windows", html);
  return chapter;
}

}  // namespace twinline

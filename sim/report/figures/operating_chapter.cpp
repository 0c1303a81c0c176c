#include <algorithm>
#include <cmath>
#include <map>

#include "twinline/report/figures/sweep_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostColors = 6;
constexpr std::size_t kMostCrosses = 60;  // beyond it intervals hide each other

/// What distinguishes the points by colour: the factor of few values with the greatest effect.
const SweepFactor* coloring_factor(const SweepData& sweep, const Response& cycle) {
  const SweepFactor* best = nullptr;
  for (const SweepFactor& factor : sweep.factors) {
    if (sweep.factors.size() == 1 || factor.distinct().size() > kMostColors) continue;
    if (best == nullptr || std::fabs(main_effect(sweep, factor, cycle)) >
                               std::fabs(main_effect(sweep, *best, cycle))) {
      best = &factor;
    }
  }
  return best;
}

std::string point_text(const SweepData& sweep, std::size_t i, const Response& cycle,
                       const Response& rate) {
  std::string text = "point " + std::to_string(sweep.points[i]);
  for (const SweepFactor& factor : sweep.factors) {
    text += ", " + factor.name + " = " + factor.level_text(factor.values[i]);
  }
  return text + ": " + readable(rate.mean(sweep.kpis[i])) + " " + rate.unit + ", " +
         readable(cycle.mean(sweep.kpis[i])) + " " + cycle.unit;
}

std::vector<double> point_row(const KpiMeans& kpis, const Response& cycle, const Response& rate) {
  std::vector<double> row = {rate.mean(kpis), cycle.mean(kpis)};
  for (const Response* response : {&rate, &cycle}) {
    const KpiMean* value = kpis.plant(response->kpi);
    for (const double end : {value->low, value->high}) {
      row.push_back((std::isnan(end) ? value->mean : end) * response->factor);
    }
  }
  return row;
}

Figure operating_figure(const SweepData& sweep, const Response& cycle, const Response& rate) {
  const SweepFactor* coloring = coloring_factor(sweep, cycle);
  // By the value of the factor that gives the colour, or all alike.
  std::map<double, std::vector<std::size_t>> groups;
  std::size_t n = 0;
  for (std::size_t i = 0; i < sweep.points.size(); ++i) {
    if (std::isnan(cycle.mean(sweep.kpis[i])) || std::isnan(rate.mean(sweep.kpis[i]))) continue;
    groups[coloring == nullptr ? 0 : coloring->values[i]].push_back(i);
    ++n;
  }
  const bool line = sweep.factors.size() == 1;
  Figure figure;
  figure.name = "operating";
  figure.title = "Operating curve";
  figure.caption = "Each point of the sweep: what comes out, and how long it takes.";
  if (n <= kMostCrosses) figure.caption += " The crosses are the intervals of both means.";
  if (coloring != nullptr) figure.caption += " Coloured by " + coloring->name + ".";
  figure.height = 420;
  PlotScript script;
  script.line("set xlabel " + plot_literal(rate.axis()));
  script.line("set ylabel " + plot_literal(cycle.axis()));
  script.line("set offsets graph 0.03, graph 0.03, graph 0.05, graph 0.05");
  std::string crosses;
  std::string points;
  std::size_t color = 0;
  std::size_t element = n <= kMostCrosses ? groups.size() : 0;
  for (auto& [value, members] : groups) {
    if (line) {
      std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
        return sweep.factors[0].values[a] < sweep.factors[0].values[b];
      });
    }
    std::vector<std::vector<double>> rows;
    HoverTexts hover{std::to_string(++element), coloring != nullptr, {}};
    for (const std::size_t i : members) {
      rows.push_back(point_row(sweep.kpis[i], cycle, rate));
      hover.texts.push_back(point_text(sweep, i, cycle, rate));
    }
    const std::string data = script.data(rows);
    const std::string shade = std::string(" lc rgb '") + series_color(color++) + "'";
    if (n <= kMostCrosses) {
      crosses += data + " using 1:2:3:4:5:6 with xyerrorbars pt 0 lw 1" + shade + " notitle, ";
    }
    points +=
        (points.empty() ? "" : ", ") + data + " using 1:2 with " +
        (line ? "linespoints lw 1.5" : "points") + " pt 7 ps " + (n > 200 ? "0.35" : "0.6") +
        shade + " title " +
        (coloring == nullptr
             ? "''"
             : plot_literal(shortened(coloring->name, 30) + " = " + coloring->level_text(value)));
    figure.hovers.push_back(std::move(hover));
  }
  figure.script = script.line("plot " + crosses + points).text();
  return figure;
}

}  // namespace

Chapter operating_chapter(const SweepData& sweep) {
  Chapter chapter{"operating", "Operating curve", "", {}, ""};
  const Response* cycle = nullptr;
  const Response* rate = nullptr;
  const std::vector<Response> responses = responses_of(sweep, 2);
  for (const Response& response : responses) {
    (response.title == "throughput" ? rate : cycle) = &response;
  }
  if (cycle == nullptr || rate == nullptr || cycle->title != "cycle time") {
    chapter.html = note("No operating curve: throughput or cycle time is the same at all points.");
    return chapter;
  }
  chapter.figures.push_back(operating_figure(sweep, *cycle, *rate));
  return chapter;
}

}  // namespace twinline

#include <algorithm>
#include <cmath>

#include "twinline/report/figures/sweep_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostPanels = 4;
constexpr std::size_t kMostBars = 16;

double grand_mean(const SweepData& sweep, const Response& response) {
  double sum = 0;
  double n = 0;
  for (const KpiMeans& kpis : sweep.kpis) {
    const double mean = response.mean(kpis);
    if (std::isnan(mean)) continue;
    sum += mean;
    n += 1;
  }
  return sum / n;
}

/// The factors by the size of their effect on the first response.
std::vector<const SweepFactor*> ordered_factors(const SweepData& sweep, const Response& first) {
  std::vector<const SweepFactor*> factors;
  for (const SweepFactor& factor : sweep.factors) factors.push_back(&factor);
  std::stable_sort(factors.begin(), factors.end(), [&](const SweepFactor* a, const SweepFactor* b) {
    return std::fabs(main_effect(sweep, *a, first)) > std::fabs(main_effect(sweep, *b, first));
  });
  return factors;
}

Figure effects_figure(const SweepData& sweep, const std::vector<Response>& responses,
                      const std::vector<const SweepFactor*>& factors) {
  Figure figure;
  figure.name = "effects";
  figure.title = "Main effects";
  figure.caption =
      "Change of each KPI from a factor's lowest value to its highest, averaged over all others, "
      "in percent of the KPI's mean over all points. Of factors with more than five values the "
      "lower and the upper third are compared; of words the best and the worst level.";
  const std::size_t shown = std::min(factors.size(), kMostBars);
  const std::size_t columns = responses.size() > 1 ? 2 : 1;
  const std::size_t rows = (responses.size() + columns - 1) / columns;
  figure.height = static_cast<int>(rows * (100 + shown * 26));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < shown; ++i) names.push_back(shortened(factors[i]->name, 26));
  PlotScript script;
  script.row_names(names).line("set grid noytics xtics").line("set xzeroaxis");
  script.line("set multiplot layout " + std::to_string(rows) + "," + std::to_string(columns));
  for (std::size_t k = 0; k < responses.size(); ++k) {
    const Response& response = responses[k];
    const double mean = std::fabs(grand_mean(sweep, response));
    std::vector<std::vector<double>> boxes;
    HoverTexts hover{"1" + std::string(1, static_cast<char>('a' + k)), false, {}};
    double most = 0;
    for (std::size_t i = 0; i < shown; ++i) {
      const double effect = main_effect(sweep, *factors[i], response);
      if (std::isnan(effect) || effect == 0) continue;  // nothing to draw
      most = std::max(most, std::fabs(effect) / mean * 100);
      boxes.push_back({std::min(effect, 0.0) / mean * 100, std::max(effect, 0.0) / mean * 100,
                       static_cast<double>(i + 1)});
      hover.texts.push_back(factors[i]->name + ": " + response.title + " changes by " +
                            readable(effect) + " " + response.unit);
    }
    if (boxes.empty()) boxes.push_back({0, 0, 1});
    most = std::max(most, 1e-6) * 1.08;
    script.line("set xrange [" + plot_number(-most) + ":" + plot_number(most) + "]");
    script.line("set xtics " + plot_number(round_step(most / 3)));
    script.line("set xlabel " + plot_literal(response.title + " [% of its mean]"));
    script.line("plot " + script.data(boxes) +
                " using 1:3:1:2:($3-0.36):($3+0.36) with boxxyerror notitle lc rgb '" +
                series_color(k) + "'");
    figure.hovers.push_back(std::move(hover));
  }
  figure.script = script.line("unset multiplot").text();
  return figure;
}

}  // namespace

Chapter effects_chapter(const SweepData& sweep) {
  Chapter chapter{"effects", "Main effects", "", {}, ""};
  const std::vector<Response> responses = responses_of(sweep, kMostPanels);
  if (responses.empty()) {
    chapter.html = note("No KPI of the plant differs between the points.");
    return chapter;
  }
  const std::vector<const SweepFactor*> factors = ordered_factors(sweep, responses.front());
  chapter.html = paragraph("What matters most for " + responses.front().title + " is " +
                           factors.front()->name + ".");
  chapter.figures.push_back(effects_figure(sweep, responses, factors));
  std::vector<std::string> headings = {"factor"};
  for (const Response& response : responses) headings.push_back(response.axis());
  HtmlTable table(headings);
  for (const SweepFactor* factor : factors) {
    std::vector<std::string> cells = {factor->name};
    for (const Response& response : responses) {
      cells.push_back(readable(main_effect(sweep, *factor, response)));
    }
    table.row(cells);
  }
  chapter.after = details("The effects in figures", table.html());
  return chapter;
}

}  // namespace twinline

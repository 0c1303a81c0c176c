#include <algorithm>
#include <cmath>
#include <numeric>

#include "twinline/report/data/table_file.h"
#include "twinline/report/figures/sweep_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostPanels = 4;
constexpr std::size_t kMostFactors = 8;
constexpr std::size_t kMostCurves = 6;
constexpr std::size_t kMostLevels = 12;
constexpr std::size_t kFewPoints = 4;  // in a group

using Rows = std::vector<std::vector<double>>;  // x, mean, low, high

/// Points of a factor's levels: the mean and its interval at each, for the points given.
Rows interval_rows(const SweepData& sweep, const SweepFactor& factor, const Response& response,
                   const std::vector<std::size_t>& points) {
  Rows rows;
  for (const std::size_t i : points) {
    const KpiMean* value = sweep.kpis[i].plant(response.kpi);
    if (value == nullptr) continue;
    const double low = std::isnan(value->low) ? value->mean : value->low;
    const double high = std::isnan(value->high) ? value->mean : value->high;
    rows.push_back({factor.values[i], value->mean * response.factor, low * response.factor,
                    high * response.factor});
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// Groups of points by the factor's value: its levels, or neighbours in groups of equal size.
Rows group_rows(const SweepData& sweep, const SweepFactor& factor, const Response& response) {
  Rows points;
  for (std::size_t i = 0; i < sweep.kpis.size(); ++i) {
    const double mean = response.mean(sweep.kpis[i]);
    if (!std::isnan(mean)) points.push_back({factor.values[i], mean});
  }
  std::sort(points.begin(), points.end());
  const bool by_level = factor.distinct().size() <= kMostLevels;
  const std::size_t share = std::max((points.size() + kMostLevels - 1) / kMostLevels, kFewPoints);
  Rows rows;
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = begin + 1;
    while (end < points.size() &&
           (by_level ? points[end][0] == points[begin][0] : end < begin + share)) {
      ++end;
    }
    std::vector<double> values;
    double x = 0;
    for (std::size_t i = begin; i < end; ++i) {
      x += points[i][0];
      values.push_back(points[i][1]);
    }
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    const auto quantile = [&](double p) {
      return values[static_cast<std::size_t>(std::round(p * (n - 1)))];
    };
    rows.push_back({x / n, std::accumulate(values.begin(), values.end(), 0.0) / n, quantile(0.1),
                    quantile(0.9)});
    begin = end;
  }
  return rows;
}

/// What the panels of a factor show: with one other factor of few levels a curve for each of its
/// levels, otherwise the mean over all others.
class Panels {
 public:
  Panels(const SweepData& sweep, std::size_t factor)
      : sweep_(sweep), factor_(sweep.factors[factor]) {
    if (sweep.factors.size() == 2) {
      other_ = &sweep.factors[1 - factor];
      if (other_->distinct().size() > kMostCurves) other_ = nullptr;
    }
    averaged_ = sweep.factors.size() > 1 && other_ == nullptr;
  }

  bool averaged() const { return averaged_; }
  const SweepFactor* other() const { return other_; }

  std::vector<Rows> curves(const Response& response) const {
    if (averaged_) return {group_rows(sweep_, factor_, response)};
    std::vector<std::size_t> all(sweep_.points.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (other_ == nullptr) return {interval_rows(sweep_, factor_, response, all)};
    std::vector<Rows> curves;
    for (const double level : other_->distinct()) {
      std::vector<std::size_t> points;
      for (const std::size_t i : all) {
        if (other_->values[i] == level) points.push_back(i);
      }
      curves.push_back(interval_rows(sweep_, factor_, response, points));
    }
    return curves;
  }

 private:
  const SweepData& sweep_;
  const SweepFactor& factor_;
  const SweepFactor* other_ = nullptr;
  bool averaged_ = false;
};

void factor_axis(PlotScript& script, const SweepFactor& factor) {
  const std::vector<double> distinct = factor.distinct();
  const double margin = factor.is_number() ? (distinct.back() - distinct.front()) * 0.04 : 0.5;
  script.line("set xrange [" + plot_number(distinct.front() - margin) + ":" +
              plot_number(distinct.back() + margin) + "]");
  const std::string unit = factor.unit.empty() ? "" : " [" + factor.unit + "]";
  script.line("set xlabel " + plot_literal(shortened(factor.name, 44) + unit));
  if (factor.is_number()) return;
  std::string tics;
  for (std::size_t i = 0; i < factor.levels.size(); ++i) {
    tics += (i == 0 ? "" : ", ") + tic_literal(shortened(factor.levels[i], 14)) + " " +
            std::to_string(i);
  }
  script.line("set xtics (" + tics + ")");
}

/// The key of all panels: a curve for each value of a factor, in the order of the colours.
void legend(PlotScript& script, const SweepFactor& factor, double height) {
  constexpr std::size_t kColumns = 3;
  const std::vector<double> levels = factor.distinct();
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const double x = 0.03 + 0.32 * static_cast<double>(k % kColumns);
    const double y = 1 - (14 + 18 * static_cast<double>(k / kColumns)) / height;
    script.line("set label " + std::to_string(k + 1) + " " +
                plot_literal(shortened(factor.name, 24) + " = " + factor.level_text(levels[k])) +
                " at screen " + plot_number(x) + ", screen " + plot_number(y) +
                " left point pt 7 ps 0.8 lc rgb '" + series_color(k) + "' offset 1, -0.25");
  }
}

void panel(PlotScript& script, const std::vector<Rows>& curves, const Rows& cloud, bool of_words) {
  std::string plots;
  const auto plot = [&](const std::string& element) {
    plots += (plots.empty() ? "plot " : ", ") + element + " notitle";
  };
  if (!cloud.empty()) {
    // Many points make a cloud, few are to be seen one by one.
    const char* const style =
        cloud.size() > 300 ? "ps 0.3 lc rgb '#b08a94a0'" : "ps 0.45 lc rgb '#408a94a0'";
    plot(script.data(cloud) + " using 1:2 with points pt 7 " + style);
  }
  for (std::size_t k = 0; k < curves.size(); ++k) {
    if (curves[k].empty()) continue;
    const std::string color = std::string(" lc rgb '") + series_color(k) + "'";
    const std::string data = script.data(curves[k]);
    if (of_words) {
      // Side by side, so that none hides another.
      const double shift =
          0.1 * (static_cast<double>(k) - (static_cast<double>(curves.size()) - 1) / 2);
      const std::string x = " using ($1+" + plot_number(shift) + ")";
      plot(data + x + ":2:3:4 with yerrorbars lw 2 pt 0" + color);
      plot(data + x + ":2 with points pt 7 ps 0.7" + color);
    } else {
      plot(data + " using 1:3:4 with filledcurves fs transparent solid 0.22" + color);
      plot(data + " using 1:2 with linespoints lw 2 pt 7 ps 0.5" + color);
    }
  }
  if (!plots.empty()) script.line(plots);
}

std::string response_caption(const Panels& panels) {
  if (panels.averaged()) {
    return "Grey: each point of the sweep. Line: their mean at a value of the factor (or over "
           "points with neighbouring values), whatever the other factors; band: the middle 80 % "
           "of them.";
  }
  return "Mean over the replications at each point; band: its interval." +
         (panels.other() == nullptr ? ""
                                    : " One curve for each value of " + panels.other()->name + ".");
}

Figure response_figure(const SweepData& sweep, std::size_t factor,
                       const std::vector<Response>& responses) {
  const SweepFactor& varied = sweep.factors[factor];
  const Panels panels(sweep, factor);
  const std::size_t columns = responses.size() > 1 ? 2 : 1;
  const std::size_t rows = (responses.size() + columns - 1) / columns;
  const int key = panels.other() == nullptr ? 0 : 44;
  Figure figure;
  figure.name = "response_" + std::to_string(factor + 1);
  figure.title = "Over " + varied.name;
  figure.caption = response_caption(panels);
  figure.height = static_cast<int>(rows) * 250 + key;
  PlotScript script;
  factor_axis(script, varied);
  // Letters and the key have fixed room around the panels, whose frames so stand in line.
  const auto share = [&](int pixels) {
    return static_cast<double>(pixels) / static_cast<double>(figure.height);
  };
  script.line("set multiplot layout " + std::to_string(rows) + "," + std::to_string(columns) +
              " margins 0.085, 0.985, " + plot_number(share(64)) + ", " +
              plot_number(1 - share(key + 12)) + " spacing 0.11, " + plot_number(share(80)));
  if (panels.other() != nullptr) legend(script, *panels.other(), figure.height);
  for (std::size_t k = 0; k < responses.size(); ++k) {
    const Response& response = responses[k];
    Rows cloud;
    for (std::size_t i = 0; panels.averaged() && i < sweep.points.size(); ++i) {
      const double mean = response.mean(sweep.kpis[i]);
      if (!std::isnan(mean)) cloud.push_back({varied.values[i], mean});
    }
    script.line("set ylabel " + plot_literal(response.axis()));
    panel(script, panels.curves(response), cloud, !varied.is_number());
    if (k == 0) script.line("unset label");
  }
  figure.script = script.line("unset multiplot").text();
  return figure;
}

}  // namespace

Chapter response_chapter(const SweepData& sweep) {
  Chapter chapter{"responses", "Responses", "", {}, ""};
  const std::vector<Response> responses = responses_of(sweep, kMostPanels);
  if (responses.empty()) {
    chapter.html = note("No KPI of the plant differs between the points.");
    return chapter;
  }
  const std::size_t shown = std::min(sweep.factors.size(), kMostFactors);
  for (std::size_t i = 0; i < shown; ++i) {
    chapter.figures.push_back(response_figure(sweep, i, responses));
  }
  if (shown < sweep.factors.size()) {
    std::vector<std::string> others;
    for (std::size_t i = shown; i < sweep.factors.size(); ++i) {
      others.push_back(sweep.factors[i].name);
    }
    chapter.html = paragraph("The first " + std::to_string(shown) + " factors are drawn, not " +
                             listed(others) + ".");
  }
  return chapter;
}

}  // namespace twinline

#include <algorithm>
#include <cmath>
#include <map>

#include "twinline/report/figures/sweep_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostPoints = 100;

std::string values_text(const SweepFactor& factor) {
  constexpr std::size_t kMostListed = 8;
  const std::vector<double> levels = factor.distinct();
  if (levels.size() > kMostListed) {
    return factor.is_number()
               ? factor.level_text(levels.front()) + " \u2026 " + factor.level_text(levels.back())
               : std::to_string(levels.size()) + " words";
  }
  std::string text;
  for (const double level : levels) {
    text += (text.empty() ? "" : ", ") + factor.level_text(level);
  }
  return text;
}

/// The point with the least or greatest mean of a response.
Tile best_tile(const SweepData& sweep, const Response& response, bool least) {
  std::size_t best = 0;
  double value = std::nan("");
  for (std::size_t i = 0; i < sweep.points.size(); ++i) {
    const double mean = response.mean(sweep.kpis[i]);
    if (std::isnan(mean)) continue;
    if (std::isnan(value) || (least ? mean < value : mean > value)) {
      best = i;
      value = mean;
    }
  }
  return {(least ? "Lowest " : "Highest ") + response.title, readable(value), response.unit,
          "at point " + std::to_string(sweep.points[best])};
}

std::string points_html(const SweepData& sweep, const std::vector<Response>& responses) {
  std::vector<std::string> headings = {"point"};
  for (const SweepFactor& factor : sweep.factors) headings.push_back(factor.name);
  const std::size_t text_columns = headings.size();
  for (const Response& response : responses) {
    headings.push_back(response.axis());
    headings.emplace_back("\u00b1");
  }
  HtmlTable table(headings, text_columns);
  const std::size_t shown = std::min(sweep.points.size(), kMostPoints);
  for (std::size_t i = 0; i < shown; ++i) {
    std::vector<std::string> cells = {std::to_string(sweep.points[i])};
    for (const SweepFactor& factor : sweep.factors)
      cells.push_back(factor.level_text(factor.values[i]));
    for (const Response& response : responses) {
      const KpiMean* value = sweep.kpis[i].plant(response.kpi);
      cells.push_back(readable(response.mean(sweep.kpis[i])));
      cells.push_back(
          value == nullptr ? "" : readable((value->high - value->low) / 2 * response.factor, 2));
    }
    table.row(cells);
  }
  return details(shown == sweep.points.size()
                     ? "All points"
                     : "The first " + std::to_string(shown) + " points (summary.csv has all)",
                 table.html());
}

}  // namespace

Chapter sweep_summary_chapter(const SweepData& sweep) {
  Chapter chapter{"summary", "Summary", "", {}, ""};
  const std::vector<Response> responses = responses_of(sweep, 4);
  std::vector<Tile> best = {{"Points", std::to_string(sweep.points.size()), "", ""}};
  for (const Response& response : responses) {
    best.push_back(
        best_tile(sweep, response, response.title != "throughput" && response.title != "on time"));
  }
  HtmlTable table({"factor", "values", "levels"}, 2);
  for (const SweepFactor& factor : sweep.factors) {
    table.row({factor.name, values_text(factor), std::to_string(factor.distinct().size())});
  }
  for (const auto& [name, value] : sweep.constants) table.row({name, value, "1"});
  chapter.html = tiles(best) + table.html();
  chapter.after = points_html(sweep, responses);
  return chapter;
}

Chapter sweep_bottleneck_chapter(const SweepData& sweep) {
  Chapter chapter{"bottlenecks", "Bottlenecks", "", {}, ""};
  std::map<std::string, std::size_t> first;  // times that a station is the busiest
  for (const KpiMeans& kpis : sweep.kpis) {
    const std::string* busiest = nullptr;
    double most = -1;
    for (const std::string& name : kpis.names("station")) {
      const double load = kpis.mean("station", name, "utilization_available", -1);
      if (load > most) {
        most = load;
        busiest = &name;
      }
    }
    if (busiest != nullptr) ++first[*busiest];
  }
  std::vector<std::pair<std::string, std::size_t>> order(first.begin(), first.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  HtmlTable table({"station", "points where it is the busiest"});
  for (const auto& [name, n] : order) table.row({name, std::to_string(n)});
  chapter.html = table.html();
  return chapter;
}

}  // namespace twinline

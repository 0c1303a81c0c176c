#pragma once

#include <vector>

#include "twinline/report/data/sweep_data.h"
#include "twinline/report/text/page.h"

namespace twinline {

/// A KPI of the plant as the pictures of a sweep show it.
struct Response {
  std::string title;
  std::string kpi;
  std::string unit;
  double factor = 1;  ///< from the table's unit to this one

  /// Mean at a point, in the unit shown; NaN where there is none.
  double mean(const KpiMeans& kpis) const;
  std::string axis() const { return unit.empty() ? title : title + " [" + unit + "]"; }
};

/// The plant's KPIs that differ between the points, at most `most`, the most looked at first.
std::vector<Response> responses_of(const SweepData& sweep, std::size_t most);

/// Mean effect of a factor on a response: the mean over the points at its highest level less that
/// at its lowest. Where it takes more than five values, its upper and its lower third are compared;
/// of words, the level with the greatest mean and that with the least.
double main_effect(const SweepData& sweep, const SweepFactor& factor, const Response& response);

/// The factors and the points at a glance.
Chapter sweep_summary_chapter(const SweepData& sweep);
/// Each response over each factor, with bands. @pre there is a factor
Chapter response_chapter(const SweepData& sweep);
/// What each factor changes on average. @pre there is a factor
Chapter effects_chapter(const SweepData& sweep);
/// Cycle time against throughput.
Chapter operating_chapter(const SweepData& sweep);
/// Which station limits the plant at how many points.
Chapter sweep_bottleneck_chapter(const SweepData& sweep);

}  // namespace twinline

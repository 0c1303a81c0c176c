#include <algorithm>
#include <cmath>
#include <map>

#include "twinline/report/figures/run_chapters.h"
#include "twinline/report/figures/sweep_chapters.h"

namespace twinline {

namespace {

/// Least and greatest mean of a KPI over the points; NaN where no point has it.
std::pair<double, double> range_of(const SweepData& sweep, const std::string& kpi) {
  double low = std::nan("");
  double high = std::nan("");
  for (const KpiMeans& kpis : sweep.kpis) {
    const KpiMean* value = kpis.plant(kpi);
    if (value == nullptr) continue;
    low = std::fmin(low, value->mean);
    high = std::fmax(high, value->mean);
  }
  return {low, high};
}

double mean_where(const SweepData& sweep, const Response& response,
                  const std::vector<double>& values, double from, double to) {
  double sum = 0;
  double n = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double mean = response.mean(sweep.kpis[i]);
    if (values[i] < from || values[i] > to || std::isnan(mean)) continue;
    sum += mean;
    n += 1;
  }
  return sum / n;
}

}  // namespace

double Response::mean(const KpiMeans& kpis) const {
  const KpiMean* value = kpis.plant(kpi);
  return value == nullptr ? std::nan("") : value->mean * factor;
}

std::vector<Response> responses_of(const SweepData& sweep, std::size_t most) {
  const ReadableTime time = readable_time(range_of(sweep, "cycle_time_h").second);
  const bool slow = range_of(sweep, "throughput_per_h").second < 1 &&
                    !std::isnan(range_of(sweep, "throughput_per_d").second);
  const std::vector<Response> all = {
      {"cycle time", "cycle_time_h", time.unit, time.per_hour},
      slow ? Response{"throughput", "throughput_per_d", "jobs/d", 1}
           : Response{"throughput", "throughput_per_h", "jobs/h", 1},
      {"WIP", "wip", "jobs", 1},
      {"on time", "on_time_fraction", "%", 100},
      {"windows missed", "queue_window_violation_fraction", "%", 100},
      {"flow factor", "flow_factor", "", 1}};
  std::vector<Response> result;
  for (const Response& response : all) {
    const auto [low, high] = range_of(sweep, response.kpi);
    if (high > low && result.size() < most) result.push_back(response);
  }
  return result;
}

double main_effect(const SweepData& sweep, const SweepFactor& factor, const Response& response) {
  constexpr std::size_t kMostLevels = 5;
  const std::vector<double> levels = factor.distinct();
  if (!factor.is_number()) {
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (const double level : levels) {
      const double mean = mean_where(sweep, response, factor.values, level, level);
      low = std::fmin(low, mean);
      high = std::fmax(high, mean);
    }
    return high - low;
  }
  std::vector<double> sorted = factor.values;
  std::sort(sorted.begin(), sorted.end());
  const bool few = levels.size() <= kMostLevels;
  const double low = few ? levels.front() : sorted[(sorted.size() - 1) / 3];
  const double high = few ? levels.back() : sorted[sorted.size() - 1 - (sorted.size() - 1) / 3];
  return mean_where(sweep, response, factor.values, high, HUGE_VAL) -
         mean_where(sweep, response, factor.values, -HUGE_VAL, low);
}

}  // namespace twinline

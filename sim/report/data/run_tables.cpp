#include "twinline/report/data/run_tables.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "twinline/report/data/table_file.h"

namespace twinline {

const std::vector<StateShare>& state_shares() {
  static const std::vector<StateShare> kShares = {
      {"processing", "#0072b2", "productive", {"processing_s"}},
      {"load and unload", "#56b4e9", "productive", {"loading_s", "unloading_s"}},
      {"setup", "#f0e442", "scheduled down", {"setup_s"}},
      {"maintenance", "#cc79a7", "scheduled down", {"maintenance_s", "maintenance_delay_s"}},
      {"repair", "#d55e00", "unscheduled down", {"repair_s", "repair_delay_s"}},
      {"blocked", "#882255", "standby", {"blocked_s"}},
      {"held", "#009e73", "standby", {"held_s"}},
      {"no operator", "#e69f00", "standby", {"waiting_operator_s"}},
      {"engineering", "#44aa99", "engineering", {"engineering_s"}},
      {"idle", "#c3c8cf", "standby", {"idle_s"}},
      {"off shift", "#7d858f", "non-scheduled", {"nonscheduled_s"}}};
  return kShares;
}

const std::vector<StateShare>& vehicle_shares() {
  static const std::vector<StateShare> kShares = {
      {"loaded", "#0072b2", "", {"loaded_s"}},     {"empty", "#56b4e9", "", {"empty_s"}},
      {"handling", "#009e73", "", {"handling_s"}}, {"in traffic", "#d55e00", "", {"blocked_s"}},
      {"charging", "#cc79a7", "", {"charging_s"}}, {"idle", "#c3c8cf", "", {"idle_s"}}};
  return kShares;
}

namespace {

/// Rows summed by the name in a column.
std::vector<StationTimes> read_times(const std::filesystem::path& path, const std::string& scenario,
                                     const char* name, const std::vector<StateShare>& shares) {
  std::vector<std::string> columns = {"scenario", name, "total_s"};
  for (const StateShare& share : shares) {
    columns.insert(columns.end(), share.columns.begin(), share.columns.end());
  }
  TableFile table(path, columns);
  std::vector<StationTimes> stations;
  std::map<std::string, std::size_t, std::less<>> index;
  while (table.next()) {
    check_scenario(table, 0, scenario);
    auto found = index.find(table.text(1));
    if (found == index.end()) {
      found = index.emplace(std::string(table.text(1)), stations.size()).first;
      stations.push_back({found->first, std::vector<double>(shares.size(), 0.0), 0});
    }
    StationTimes& times = stations[found->second];
    times.seconds += table.required_number(2);
    std::size_t column = 3;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      for (std::size_t k = 0; k < shares[i].columns.size(); ++k) {
        times.fractions[i] += table.required_number(column++);
      }
    }
  }
  for (StationTimes& times : stations) {
    for (double& fraction : times.fractions) {
      fraction = times.seconds > 0 ? fraction / times.seconds : 0;
    }
  }
  return stations;
}

}  // namespace

std::vector<StationTimes> read_station_times(const std::filesystem::path& path,
                                             const std::string& scenario) {
  return read_times(path, scenario, "station", state_shares());
}

std::vector<StationTimes> read_fleet_times(const std::filesystem::path& path,
                                           const std::string& scenario) {
  return read_times(path, scenario, "fleet", vehicle_shares());
}

namespace {

struct Sample {
  double sum = 0;
  double low = 0;
  double high = 0;
  std::size_t n = 0;

  void add(double value) {
    low = n == 0 ? value : std::min(low, value);
    high = n == 0 ? value : std::max(high, value);
    sum += value;
    ++n;
  }
};

Series series_of(const std::map<double, Sample>& samples) {
  Series series;
  for (const auto& [time, sample] : samples) {
    series.time_h.push_back(time);
    series.mean.push_back(sample.sum / static_cast<double>(sample.n));
    series.low.push_back(sample.low);
    series.high.push_back(sample.high);
    series.replications = std::max(series.replications, sample.n);
  }
  return series;
}

/// Length of the intervals in which finished jobs are counted: about a sixtieth of the time.
double interval_for(double duration_h) {
  constexpr double kMostIntervals = 60;
  for (const double hours : {1.0 / 60, 1.0 / 12, 0.25, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 96.0,
                             168.0, 336.0, 672.0}) {
    if (duration_h / hours <= kMostIntervals) return hours;
  }
  return std::ceil(duration_h / kMostIntervals / 672) * 672;
}

}  // namespace

WipSeries read_wip(const std::filesystem::path& path, const std::string& scenario) {
  TableFile table(path, {"scenario", "time_h", "jobs", "jobs_queued"});
  std::map<double, Sample> jobs;
  std::map<double, Sample> queued;
  while (table.next()) {
    check_scenario(table, 0, scenario);
    const double time = table.required_number(1);
    jobs[time].add(table.required_number(2));
    queued[time].add(table.required_number(3));
  }
  return {series_of(jobs), series_of(queued)};
}

JobSeries read_jobs(const std::filesystem::path& path, const RunFacts& facts) {
  enum : std::size_t { kScenario, kReplication, kPart, kFinished, kCycle, kFactor, kLate, kOut };
  TableFile table(path, {"scenario", "replication", "part", "finished_h", "cycle_time_h",
                         "flow_factor", "late", "pieces_out"});
  JobSeries series;
  series.interval_h = interval_for(facts.duration_h);
  // What is left of the measured time after the last whole interval is not shown.
  const double whole = std::floor(facts.duration_h / series.interval_h + 1e-9);
  std::map<std::uint64_t, std::vector<double>> finished;  // by replication, then by interval
  while (table.next()) {
    check_scenario(table, kScenario, facts.scenario);
    std::vector<double>& counts = finished[table.whole(kReplication)];
    counts.resize(static_cast<std::size_t>(whole));
    if (table.whole(kOut) == 0) continue;  // scrapped whole: counted as scrap, as in kpis.csv
    const double interval =
        std::floor((table.required_number(kFinished) - facts.warm_up_h) / series.interval_h);
    if (interval >= 0 && interval < whole) counts[static_cast<std::size_t>(interval)] += 1;
    JobSeries::PartJobs& part = series.parts[std::string(table.text(kPart))];
    part.cycle_time_h.push_back(static_cast<float>(table.required_number(kCycle)));
    const double factor = table.number(kFactor);
    if (!std::isnan(factor)) part.flow_factor_sum += factor;
    if (!table.text(kLate).empty()) {
      ++part.with_due;
      part.late += table.whole(kLate);
    }
  }
  std::map<double, Sample> samples;
  for (const auto& [replication, counts] : finished) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      samples[facts.warm_up_h + static_cast<double>(i) * series.interval_h].add(counts[i] /
                                                                                series.interval_h);
    }
  }
  series.throughput_per_h = series_of(samples);
  for (auto& [name, part] : series.parts) {
    std::sort(part.cycle_time_h.begin(), part.cycle_time_h.end());
  }
  return series;
}

std::vector<WindowFigures> read_windows(const std::filesystem::path& path,
                                        const std::string& scenario) {
  enum : std::size_t { kScenario, kRoute, kFrom, kTo, kLimit, kClosed, kViolations, kMean, kMax };
  TableFile table(path, {"scenario", "route", "from_step", "to_step", "limit_h", "closed",
                         "violations", "span_mean_h", "span_max_h"});
  std::vector<WindowFigures> windows;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> index;
  while (table.next()) {
    check_scenario(table, kScenario, scenario);
    const std::tuple<std::string, std::string, std::string> key(table.text(kRoute),
                                                                table.text(kFrom), table.text(kTo));
    const auto [found, is_new] = index.emplace(key, windows.size());
    if (is_new) {
      windows.emplace_back();
      std::tie(windows.back().route, windows.back().from, windows.back().to) = key;
    }
    WindowFigures& window = windows[found->second];
    window.limit_h = table.required_number(kLimit);
    const std::uint64_t closed = table.whole(kClosed);
    window.closed += closed;
    window.violations += table.whole(kViolations);
    if (closed > 0) {
      window.span_sum_h += table.required_number(kMean) * static_cast<double>(closed);
      window.span_max_h = std::max(window.span_max_h, table.required_number(kMax));
    }
  }
  return windows;
}

}  // namespace twinline

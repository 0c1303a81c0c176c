#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "twinline/report/data/run_facts.h"

namespace twinline {

/// What a machine's time is spent on, in the order in which the pictures stack it. Sub-states of
/// machines.csv, those that a reader does not tell apart joined.
struct StateShare {
  const char* title;
  const char* color;
  const char* e10;                   ///< the SEMI E10 state that it is a part of; "" of vehicles
  std::vector<const char*> columns;  ///< of machines.csv
};
const std::vector<StateShare>& state_shares();

/// The time of a station's machines, over all replications.
struct StationTimes {
  std::string station;
  std::vector<double> fractions;  ///< of the total time, parallel to state_shares()
  double seconds = 0;             ///< total time
};
std::vector<StationTimes> read_station_times(const std::filesystem::path& path,
                                             const std::string& scenario);

/// The same of vehicles, by fleet, from vehicles.csv.
const std::vector<StateShare>& vehicle_shares();
std::vector<StationTimes> read_fleet_times(const std::filesystem::path& path,
                                           const std::string& scenario);

/// A quantity at equal moments of all replications.
struct Series {
  std::vector<double> time_h;
  std::vector<double> mean;
  std::vector<double> low;   ///< least of the replications
  std::vector<double> high;  ///< greatest of them
  std::size_t replications = 0;
};

struct WipSeries {
  Series jobs;
  Series queued;
};
WipSeries read_wip(const std::filesystem::path& path, const std::string& scenario);

/// The finished jobs of a run.
struct JobSeries {
  Series throughput_per_h;  ///< by interval of time, at its begin
  double interval_h = 0;
  struct PartJobs {
    std::vector<float> cycle_time_h;  ///< sorted
    double flow_factor_sum = 0;
    std::uint64_t with_due = 0;
    std::uint64_t late = 0;
  };
  std::map<std::string, PartJobs> parts;
};
/// @param facts says when measuring begins and ends
JobSeries read_jobs(const std::filesystem::path& path, const RunFacts& facts);

/// A queue-time window over all replications.
struct WindowFigures {
  std::string route;
  std::string from;
  std::string to;
  double limit_h = 0;
  std::uint64_t closed = 0;
  std::uint64_t violations = 0;
  double span_sum_h = 0;
  double span_max_h = 0;

  double violation_fraction() const {
    return closed == 0 ? 0 : static_cast<double>(violations) / static_cast<double>(closed);
  }
};
std::vector<WindowFigures> read_windows(const std::filesystem::path& path,
                                        const std::string& scenario);

}  // namespace twinline

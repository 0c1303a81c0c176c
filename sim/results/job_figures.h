#pragma once

#include <vector>

#include "twinline/results/replication_data.h"

namespace twinline {

/// Figures of the jobs of a release stream, a part or the plant.
struct JobFigures {
  std::uint64_t finished = 0;  ///< those scrapped whole not counted
  std::uint64_t with_due = 0;
  std::uint64_t on_time = 0;
  std::uint64_t reworks = 0;
  std::uint64_t pieces_in = 0;  ///< counted from job records only
  std::uint64_t pieces_out = 0;
  std::uint64_t pieces_scrapped = 0;
  TimeTally cycle_time;
  Average flow_factor;

  void merge(const JobFigures& other);
};

JobFigures figures_of(const ReleaseStats& release);

/// Cycle times and flow factors of finished jobs, one by one.
struct JobSample {
  std::vector<double> cycle_time_h;
  std::vector<double> flow_factor;
};

struct JobSamples {
  JobSample plant;
  std::vector<JobSample> releases;  ///< by stream, the initial jobs last
  std::vector<JobSample> parts;
  std::vector<JobFigures> part_figures;
};

/// Sorts the records of finished jobs by stream and part.
JobSamples sample_jobs(const ReplicationData& data);

/// Cycle time / raw process time of the part; NaN where the part has none.
double flow_factor(const Plant& plant, const FinishedJob& job);

}  // namespace twinline

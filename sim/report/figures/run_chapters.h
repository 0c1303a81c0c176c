#pragma once

#include <optional>

#include "twinline/report/data/gate_table.h"
#include "twinline/report/data/kpi_means.h"
#include "twinline/report/data/run_facts.h"
#include "twinline/report/data/run_tables.h"
#include "twinline/report/data/trace.h"
#include "twinline/report/text/page.h"

namespace twinline {

/// The chapters of a run's report. Each says what it shows, and where there is nothing to show how
/// to get it.

/// The plant's and the parts' KPIs with their intervals.
Chapter summary_chapter(const RunFacts& facts, const KpiMeans& kpis);

/// What the machines' time is spent on, station by station.
Chapter states_chapter(const std::vector<StationTimes>& stations);

/// The stations by their utilisation, with the waiting before them.
Chapter bottleneck_chapter(const KpiMeans& kpis);

/// WIP and throughput over time, with the warm-up and where the WIP settles by MSER-5.
Chapter time_chapter(const RunFacts& facts, const std::optional<WipSeries>& wip,
                     const std::optional<JobSeries>& jobs);

/// How long the jobs of each part took.
Chapter cycle_time_chapter(const std::optional<JobSeries>& jobs);

/// Queue-time windows and how often they were missed. @pre there is one
Chapter window_chapter(const std::vector<WindowFigures>& windows);

/// The gates by their capability and what lay outside their limits. @pre there is one
Chapter quality_chapter(const std::vector<GateMachine>& gates);

/// Use of operators and resources. @pre the plant has some
Chapter people_chapter(const KpiMeans& kpis);

/// What the vehicles' time is spent on, fleet by fleet. @pre there is one
Chapter vehicles_chapter(const std::vector<StationTimes>& fleets);

/// Machines and jobs in a window of time.
/// @param trace nullopt where the run wrote no events, or none that can be drawn
/// @param unfit why those that are there cannot be drawn; "" where there are none
Chapter gantt_chapter(const RunFacts& facts, const std::optional<Trace>& trace,
                      const std::string& unfit);

/// The unit of time in which a number of hours reads best: d, h, min or s.
struct ReadableTime {
  const char* unit;
  double per_hour;
};
ReadableTime readable_time(double hours);

}  // namespace twinline

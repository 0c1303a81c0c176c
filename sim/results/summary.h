#pragma once

#include <string>
#include <vector>

#include "twinline/results/kpi.h"
#include "twinline/results/tables.h"

namespace twinline {

/// Mean of a quantity over replications and the half width of its confidence interval.
struct Interval {
  double mean = 0;
  double half_width = 0;  ///< NaN for fewer than two replications
  std::uint32_t n = 0;
};

/// Student-t interval of independent, equally distributed values: mean +- t(n-1, (1+c)/2)
/// s/sqrt(n).
/// @param confidence c, in (0, 1)  @pre values not empty
Interval student_interval(const std::vector<double>& values, double confidence);

/// A KPI over the replications that have a value for it.
struct SummaryRow {
  Scope scope = Scope::kPlant;
  Id entity = 0;
  Kpi kpi = Kpi::kJobsFinished;
  Interval interval;
};

/// @param replications the KPIs of each replication, as compute_kpis() gives them
/// @return sorted by scope, entity and KPI
std::vector<SummaryRow> summarize(const std::vector<std::vector<KpiValue>>& replications,
                                  double confidence);

/// The row of a KPI; nullptr where there is none.
const SummaryRow* find_row(const std::vector<SummaryRow>& rows, Scope scope, Id entity, Kpi kpi);

/// The columns of summary.csv.
const std::vector<Column>& summary_columns();

/// summary.csv as text, header included. Without an interval its cells are empty.
std::string summary_csv(const Plant& plant, const std::vector<SummaryRow>& rows);

}  // namespace twinline

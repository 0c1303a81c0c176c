#include "twinline/results/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include <boost/math/distributions/students_t.hpp>

#include "twinline/core/accumulators.h"

namespace twinline {

namespace {

using Key = std::tuple<Scope, Id, Kpi>;

Key key_of(const SummaryRow& row) { return {row.scope, row.entity, row.kpi}; }

}  // namespace

Interval student_interval(const std::vector<double>& values, double confidence) {
  Tally tally;
  for (const double value : values) tally.add(value);
  Interval interval;
  interval.mean = tally.mean();
  interval.n = static_cast<std::uint32_t>(values.size());
  if (values.size() < 2) {
    interval.half_width = std::numeric_limits<double>::quiet_NaN();
    return interval;
  }
  const auto n = static_cast<double>(values.size());
  const boost::math::students_t_distribution<double> student(n - 1);
  interval.half_width = boost::math::quantile(student, (1 + confidence) / 2) *
                        tally.standard_deviation() / std::sqrt(n);
  return interval;
}

std::vector<SummaryRow> summarize(const std::vector<std::vector<KpiValue>>& replications,
                                  double confidence) {
  std::map<Key, std::vector<double>> values;
  for (const std::vector<KpiValue>& kpis : replications) {
    for (const KpiValue& kpi : kpis) {
      values[{kpi.scope, kpi.entity, kpi.kpi}].push_back(kpi.value);
    }
  }
  std::vector<SummaryRow> rows;
  for (const auto& [key, sample] : values) {
    rows.push_back({std::get<Scope>(key), std::get<Id>(key), std::get<Kpi>(key),
                    student_interval(sample, confidence)});
  }
  return rows;
}

const SummaryRow* find_row(const std::vector<SummaryRow>& rows, Scope scope, Id entity, Kpi kpi) {
  const Key key{scope, entity, kpi};
  const auto at =
      std::lower_bound(rows.begin(), rows.end(), key,
                       [](const SummaryRow& row, const Key& k) { return key_of(row) < k; });
  return at != rows.end() && key_of(*at) == key ? &*at : nullptr;
}

const std::vector<Column>& summary_columns() {
  static const std::vector<Column> kColumns = {
      {"scenario", "its name"},
      {"point", "number of the design point; 0 in a plain run"},
      {"scope", "plant, part, release, group, station, operator, resource or gate"},
      {"name", "of the part, release, ...; the scenario's for the plant"},
      {"kpi", "a fixed word, see below"},
      {"unit", "its unit; 1 for a plain number"},
      {"mean", "over the replications that have a value"},
      {"ci_low", "mean - half_width; empty for n = 1"},
      {"ci_high", "mean + half_width; empty for n = 1"},
      {"half_width", "of Student's t interval; empty for n = 1"},
      {"n", "replications that have a value"},
      {"confidence", "of the interval, as scenario.confidence says"}};
  return kColumns;
}

std::string summary_csv(const Plant& plant, const std::vector<SummaryRow>& rows) {
  CsvText key;
  key.cell(plant.run.name).cell(0U);
  CsvText out;
  for (const SummaryRow& row : rows) {
    const double mean = row.interval.mean;
    const double half = row.interval.half_width;
    out.raw(key.text())
        .cell(scope_word(row.scope))
        .cell(entity_name(plant, row.scope, row.entity))
        .cell(word(row.kpi).name)
        .cell(unit_of(plant, row.scope, row.entity, row.kpi))
        .cell(mean)
        .cell(mean - half)
        .cell(mean + half)
        .cell(half)
        .cell(row.interval.n)
        .cell(plant.run.confidence);
    out.end_row();
  }
  return header_line({}, summary_columns()) + out.text();
}

}  // namespace twinline

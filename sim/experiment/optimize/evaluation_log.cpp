#include "twinline/experiment/optimize/evaluation_log.h"

#include <cmath>
#include <limits>
#include <optional>

#include "twinline/results/csv_text.h"
#include "twinline/scenario/text/csv_table.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> columns(const OptimizePlan& plan) {
  std::vector<std::string> names = {"scenario", "evaluation", "kind", "first_replication",
                                    "replications"};
  for (const SearchFactor& factor : plan.factors) names.push_back(factor.key.column);
  for (const char* name : {"objective", "objective_half_width", "feasible"}) names.push_back(name);
  for (const std::string& kpi : plan.kpis) {
    names.push_back(kpi);
    names.push_back(kpi + "_half_width");
  }
  return names;
}

/// Reads the cells of one row in their order.
class RowReader {
 public:
  RowReader(const std::vector<CsvCell>& row, Diagnostics& diagnostics)
      : row_(row), diagnostics_(diagnostics) {}

  const std::string& text() { return row_[at_++].text; }
  /// A number; NaN for an empty cell.
  double number() {
    const CsvCell& cell = row_[at_++];
    if (cell.text.empty()) return kNoValue;
    const std::optional<double> value = parse_number(cell.text);
    if (!value) {
      diagnostics_.error(cell.at, "expected a number, received " + in_quotes(cell.text));
    }
    return value.value_or(0);
  }
  std::uint32_t count() {
    const Span at = row_[at_].at;
    const double value = number();
    if (!(value >= 0 && value <= 4e9 && value == std::floor(value))) {
      diagnostics_.error(at, "expected a whole number");
      return 0;
    }
    return static_cast<std::uint32_t>(value);
  }
  Interval interval(std::uint32_t n) {
    const double mean = number();
    return {mean, number(), std::isnan(mean) ? 0 : n};
  }

 private:
  const std::vector<CsvCell>& row_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
};

Evaluation read_row(const OptimizePlan& plan, RowReader row) {
  Evaluation evaluation;
  row.text();
  row.text();
  evaluation.confirmation = row.text() == "confirmation";
  evaluation.first = row.count();
  evaluation.n = row.count();
  for (std::size_t i = 0; i < plan.factors.size(); ++i) evaluation.x.push_back(row.number());
  evaluation.objective = {row.number(), 0, evaluation.n};
  evaluation.objective.half_width = row.number();
  evaluation.feasible = row.text() == "1";
  for (std::size_t i = 0; i < plan.kpis.size(); ++i) {
    evaluation.kpis.push_back(row.interval(evaluation.n));
  }
  return evaluation;
}

}  // namespace

std::string evaluations_csv(const OptimizePlan& plan, const std::string& scenario,
                            const std::vector<Evaluation>& log) {
  CsvText out;
  for (const std::string& name : columns(plan)) out.cell(name);
  out.end_row();
  for (std::size_t i = 0; i < log.size(); ++i) {
    const Evaluation& evaluation = log[i];
    out.cell(scenario).cell(static_cast<std::uint64_t>(i));
    out.cell(evaluation.confirmation ? "confirmation" : "search");
    out.cell(evaluation.first).cell(evaluation.n);
    for (const double x : evaluation.x) out.cell(x);
    out.cell(evaluation.objective.mean).cell(evaluation.objective.half_width);
    out.cell(evaluation.feasible ? 1U : 0U);
    for (const Interval& kpi : evaluation.kpis) out.cell(kpi.mean).cell(kpi.half_width);
    out.end_row();
  }
  return out.take();
}

std::vector<Evaluation> read_evaluations(const OptimizePlan& plan,
                                         const std::filesystem::path& file) {
  Sources sources;
  Diagnostics diagnostics(sources);
  const std::uint32_t source = sources.add(file.generic_string(), read_whole_file(file));
  CsvDialect dialect;
  dialect.comments = false;
  const CsvTable table = read_csv(sources, source, diagnostics, dialect);
  diagnostics.throw_if_errors();
  const std::vector<std::string> expected = columns(plan);
  for (std::size_t i = 0; i < std::max(expected.size(), table.columns.size()); ++i) {
    const bool there = i < table.columns.size();
    if (there && i < expected.size() && table.columns[i].name == expected[i]) continue;
    diagnostics.error(there ? table.columns[i].at : table.columns.back().at,
                      i < expected.size() ? "expected the column " + in_quotes(expected[i])
                                          : std::string("expected no more columns"));
    break;
  }
  diagnostics.throw_if_errors();
  std::vector<Evaluation> log;
  for (const std::vector<CsvCell>& row : table.rows) {
    log.push_back(read_row(plan, RowReader(row, diagnostics)));
  }
  diagnostics.throw_if_errors();
  return log;
}

std::string optimum_csv(const OptimizePlan& plan, const std::string& scenario,
                        const Evaluation* best, double confidence) {
  CsvText out;
  for (const char* name :
       {"scenario", "kind", "name", "value", "ci_low", "ci_high", "limit", "n", "confidence"}) {
    out.cell(name);
  }
  out.end_row();
  if (best == nullptr) return out.take();
  const auto row = [&](const char* kind, const std::string& name, const Interval& interval,
                       double limit) {
    out.cell(scenario).cell(kind).cell(name).cell(interval.mean);
    out.cell(interval.mean - interval.half_width).cell(interval.mean + interval.half_width);
    out.cell(limit).cell(interval.n).cell(confidence).end_row();
  };
  for (std::size_t i = 0; i < plan.factors.size(); ++i) {
    out.cell(scenario).cell("factor").cell(plan.factors[i].key.column).cell(best->x[i]);
    out.empty().empty().empty().empty().empty().end_row();
  }
  row("objective", plan.maximize ? "maximize" : "minimize", best->objective, kNoValue);
  for (const KpiLimit& limit : plan.limits) {
    row(limit.at_most ? "at_most" : "at_least", plan.kpis[limit.kpi], best->kpis[limit.kpi],
        limit.limit);
  }
  return out.take();
}

}  // namespace twinline

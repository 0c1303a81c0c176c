#include "twinline/experiment/statistics/sweep_table.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "twinline/core/error.h"
#include "twinline/scenario/text/csv_table.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr const char* kBefore[] = {"scenario", "point", "replication", "seed"};
constexpr const char* kAfter[] = {"scope", "name", "kpi", "unit", "value"};
constexpr std::size_t kFirstFactor = std::size(kBefore);

/// Checks that the key columns stand where they must; reports those that do not.
bool check_columns(const CsvTable& table, Diagnostics& diagnostics) {
  const std::size_t n = table.columns.size();
  const std::size_t needed = std::size(kBefore) + std::size(kAfter);
  const auto expect = [&](std::size_t at, const char* name) {
    const bool there = at < n && table.columns[at].name == name;
    if (!there) {
      const Span span = table.columns.empty() ? Span{} : table.columns[std::min(at, n - 1)].at;
      diagnostics.error(span, "expected the column " + in_quotes(name) +
                                  " here: a sweep has scenario, point, replication, seed, its "
                                  "factors, scope, name, kpi, unit, value");
    }
    return there;
  };
  for (std::size_t i = 0; i < std::size(kBefore); ++i) {
    if (!expect(i, kBefore[i])) return false;
  }
  for (std::size_t i = 0; i < std::size(kAfter); ++i) {
    const std::size_t at = n < needed ? kFirstFactor + i : n - std::size(kAfter) + i;
    if (!expect(at, kAfter[i])) return false;
  }
  return true;
}

class SweepReader {
 public:
  SweepReader(const CsvTable& table, Diagnostics& diagnostics)
      : table_(table), diagnostics_(diagnostics), after_(table.columns.size() - std::size(kAfter)) {
    for (std::size_t i = kFirstFactor; i < after_; ++i) {
      sweep_.factors.push_back(table.columns[i].name);
    }
  }

  SweepTable read() {
    for (const std::vector<CsvCell>& row : table_.rows) read_row(row);
    if (table_.rows.empty()) {
      diagnostics_.error(table_.columns[0].at, "expected rows, received a header alone");
    }
    return std::move(sweep_);
  }

 private:
  std::optional<long long> whole(const CsvCell& cell, const char* what) {
    const std::optional<long long> number = parse_integer(cell.text);
    if (!number) {
      diagnostics_.error(cell.at, std::string("expected the number of a ") + what + ", received " +
                                      in_quotes(cell.text));
    }
    return number;
  }

  void read_row(const std::vector<CsvCell>& row) {
    const std::optional<long long> point = whole(row[1], "point");
    const std::optional<long long> replication = whole(row[2], "replication");
    if (!point || !replication) return;
    sweep_.scenario = row[0].text;
    std::vector<std::string> cells;
    for (std::size_t i = kFirstFactor; i < after_; ++i) cells.push_back(row[i].text);
    const auto [at, added] = sweep_.points.emplace(*point, cells);
    if (!added && at->second != cells) {
      diagnostics_.error(row[1].at, "point " + row[1].text +
                                        " has other factor values here than in an earlier row");
      return;
    }
    const std::string& text = row[after_ + 4].text;
    if (text.empty()) return;  // no value, as everywhere in the tables
    const std::optional<double> value = parse_number(text);
    if (!value) {
      diagnostics_.error(row[after_ + 4].at, "expected a number, received " + in_quotes(text));
      return;
    }
    const SweepKpi kpi{row[after_].text, row[after_ + 1].text, row[after_ + 2].text,
                       row[after_ + 3].text};
    if (!sweep_.values[kpi][*point].emplace(*replication, *value).second) {
      diagnostics_.error(row[2].at, kpi.text() + " of point " + row[1].text + " and replication " +
                                        row[2].text + " stands in an earlier row already");
    }
  }

  const CsvTable& table_;
  Diagnostics& diagnostics_;
  std::size_t after_;
  SweepTable sweep_;
};

/// All cells as numbers, or as hours; none where one of them is neither.
std::optional<std::vector<double>> as_numbers(const std::vector<std::string>& cells) {
  std::vector<double> numbers;
  std::vector<double> hours;
  for (const std::string& cell : cells) {
    if (const std::optional<double> number = parse_number(cell)) {
      numbers.push_back(*number);
    } else if (const auto duration = parse_quantity(cell, Dimension::kDuration, "").value) {
      hours.push_back(*duration / 3600);
    }
  }
  if (numbers.size() == cells.size()) return numbers;
  if (hours.size() == cells.size()) return hours;
  return {};
}

ModelFactor make_factor(const std::string& name, const std::vector<std::string>& cells) {
  ModelFactor factor;
  factor.name = name;
  if (const auto numbers = as_numbers(cells)) {
    factor.values = *numbers;
    std::map<double, std::string> levels;
    for (std::size_t i = 0; i < cells.size(); ++i) levels.emplace((*numbers)[i], cells[i]);
    for (const auto& [value, level] : levels) factor.levels.push_back(level);
    return factor;
  }
  factor.numeric = false;
  for (const std::string& cell : cells) {
    const auto at = std::find(factor.levels.begin(), factor.levels.end(), cell);
    factor.values.push_back(static_cast<double>(at - factor.levels.begin()));
    if (at == factor.levels.end()) factor.levels.push_back(cell);
  }
  return factor;
}

}  // namespace

std::string SweepKpi::text() const {
  return scope == "plant" ? kpi : scope + "." + name + "." + kpi;
}

bool operator<(const SweepKpi& a, const SweepKpi& b) {
  return std::tie(a.scope, a.name, a.kpi, a.unit) < std::tie(b.scope, b.name, b.kpi, b.unit);
}

SweepTable read_sweep_table(const std::filesystem::path& file) {
  Sources sources;
  Diagnostics diagnostics(sources);
  std::uint32_t source = 0;
  try {
    source = sources.add(file.generic_string(), read_whole_file(file));
  } catch (const FileError& failure) {
    throw ScenarioError(file.generic_string() +
                        ": error: cannot read the table of a sweep: " + failure.what() +
                        " (twinline sweep writes it when all runs are done, twinline merge from "
                        "pieces)");
  }
  CsvDialect dialect;
  dialect.comments = false;
  const CsvTable table = read_csv(sources, source, diagnostics, dialect);
  diagnostics.throw_if_errors();
  const bool whole = check_columns(table, diagnostics);
  diagnostics.throw_if_errors();
  TWINLINE_EXPECTS(whole, "columns of a sweep");
  SweepTable sweep = SweepReader(table, diagnostics).read();
  diagnostics.throw_if_errors();
  return sweep;
}

SweepResponses responses_of(const SweepTable& sweep, const SweepKpi& kpi) {
  const auto& by_point = sweep.values.at(kpi);
  std::map<long long, std::size_t> count;
  for (const auto& [point, by_replication] : by_point) {
    for (const auto& [replication, value] : by_replication) ++count[replication];
  }
  std::vector<long long> common;
  for (const auto& [replication, n] : count) {
    if (n == by_point.size()) common.push_back(replication);
  }
  if (common.empty()) {
    throw ArgumentError(kpi.text() + ": no replication is complete at all points");
  }
  SweepResponses result;
  result.points_left_out = sweep.points.size() - by_point.size();
  result.replications_left_out = count.size() - common.size();
  for (const auto& [point, by_replication] : by_point) {
    result.responses.emplace_back();
    for (const long long replication : common) {
      result.responses.back().push_back(by_replication.at(replication));
    }
  }
  for (std::size_t f = 0; f < sweep.factors.size(); ++f) {
    std::vector<std::string> cells;
    for (const auto& [point, by_replication] : by_point) {
      cells.push_back(sweep.points.at(point)[f]);
    }
    ModelFactor factor = make_factor(sweep.factors[f], cells);
    if (factor.levels.size() >= 2) result.factors.push_back(std::move(factor));
  }
  return result;
}

}  // namespace twinline

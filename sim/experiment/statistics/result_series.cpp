#include "twinline/experiment/statistics/result_series.h"

#include <algorithm>
#include <optional>

#include "twinline/core/error.h"
#include "twinline/scenario/text/csv_table.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

std::size_t find_column(const CsvTable& table, const std::string& name, Diagnostics& diagnostics) {
  const std::size_t column = table.column(name);
  if (column == CsvTable::kNoColumn && !table.columns.empty()) {
    diagnostics.error(table.columns.front().at, "expected a column " + in_quotes(name));
  }
  return column;
}

}  // namespace

std::map<long long, std::vector<double>> read_series(const std::filesystem::path& file,
                                                     const std::string& column,
                                                     const std::vector<RowFilter>& filters) {
  Sources sources;
  Diagnostics diagnostics(sources);
  std::uint32_t source = 0;
  try {
    source = sources.add(file.generic_string(), read_whole_file(file));
  } catch (const FileError& failure) {
    throw ScenarioError(file.generic_string() +
                        ": error: cannot read the table: " + failure.what());
  }
  CsvDialect dialect;
  dialect.comments = false;
  const CsvTable table = read_csv(sources, source, diagnostics, dialect);
  diagnostics.throw_if_errors();
  const std::size_t value_at = find_column(table, column, diagnostics);
  const std::size_t replication_at = find_column(table, "replication", diagnostics);
  std::vector<std::size_t> filter_at;
  for (const RowFilter& filter : filters) {
    filter_at.push_back(find_column(table, filter.column, diagnostics));
  }
  diagnostics.throw_if_errors();

  std::map<long long, std::vector<double>> series;
  for (const std::vector<CsvCell>& row : table.rows) {
    bool wanted = !row[value_at].text.empty();
    for (std::size_t i = 0; i < filters.size(); ++i) {
      wanted = wanted && row[filter_at[i]].text == filters[i].text;
    }
    if (!wanted) continue;
    const std::optional<long long> replication = parse_integer(row[replication_at].text);
    const std::optional<double> value = parse_number(row[value_at].text);
    if (!replication || !value) {
      const CsvCell& wrong = replication ? row[value_at] : row[replication_at];
      diagnostics.error(wrong.at, "expected a number, received " + in_quotes(wrong.text));
      continue;
    }
    series[*replication].push_back(*value);
  }
  diagnostics.throw_if_errors();
  return series;
}

std::vector<double> mean_series(const std::map<long long, std::vector<double>>& series) {
  std::vector<double> mean;
  if (series.empty()) return mean;
  mean = series.begin()->second;
  for (const auto& [replication, values] : series)
    mean.resize(std::min(mean.size(), values.size()));
  std::fill(mean.begin(), mean.end(), 0.0);
  for (const auto& [replication, values] : series) {
    for (std::size_t i = 0; i < mean.size(); ++i) {
      mean[i] += values[i] / static_cast<double>(series.size());
    }
  }
  return mean;
}

}  // namespace twinline

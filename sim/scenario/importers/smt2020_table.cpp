#include "twinline/scenario/importers/smt2020_table.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

void fault(Diagnostics& problems, const Cell& cell, const std::string& message) {
  problems.error(cell.at, cell.column + ": " + message);
}

Table::Table(const std::filesystem::path& folder, const std::string& file, const Columns& columns,
             Sources& sources, Diagnostics& problems) {
  std::error_code status;
  const bool present = std::filesystem::is_regular_file(folder / file, status);
  const bool fits =
      present && std::filesystem::file_size(folder / file, status) <= Sources::kMaxBytes;
  std::ifstream stream(folder / file, std::ios::binary);
  std::ostringstream text;
  const bool was_read = fits && stream && (text << stream.rdbuf());
  begin_.source = sources.add(file, was_read ? text.str() : std::string());
  if (!was_read) {
    problems.error(begin_, present ? "the table is empty or cannot be read"
                                   : "this table of the data set is missing");
    return;
  }
  CsvDialect dialect;
  dialect.delimiter = '\t';
  dialect.short_rows = true;  // exports drop the tabs of empty cells at the end of a line
  dialect.comments = false;
  table_ = read_csv(sources, begin_.source, problems, dialect);
  check_header(columns, problems);
}

void Table::check_header(const Columns& columns, Diagnostics& problems) {
  const auto contains = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  bool sound = true;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const CsvColumn& column = table_.columns[i];
    index_.emplace(column.name, i);
    if (contains(columns.needed, column.name) || contains(columns.ignored, column.name)) continue;
    problems.error(column.at, "unknown column " + in_quotes(column.name) +
                                  did_you_mean(column.name, columns.needed));
    sound = false;
  }
  for (const std::string& name : columns.needed) {
    if (index_.count(name) > 0) continue;
    problems.error(begin_, "column " + in_quotes(name) + " is missing");
    sound = false;
  }
  if (!sound) table_.rows.clear();
}

Cell Table::cell(std::size_t row, const std::string& column) const {
  const CsvCell& cell = table_.rows[row][index_.at(column)];
  return {cell.text, column, cell.at};
}

}  // namespace twinline::smt2020

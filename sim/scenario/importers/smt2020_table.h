#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "twinline/scenario/text/csv_table.h"
#include "twinline/scenario/text/diagnostics.h"

namespace twinline::smt2020 {

/// One cell of a table: its text, its column's name and where it stands.
struct Cell {
  std::string text;
  std::string column;
  Span at;

  bool empty() const { return text.empty(); }
};

/// Notes a fault at a cell: "PTUNITS: expected ...".
void fault(Diagnostics& problems, const Cell& cell, const std::string& message);

/// Columns of a table. `ignored` may be present and says nothing.
struct Columns {
  std::vector<std::string> needed;
  std::vector<std::string> ignored;
};

/// An AutoSched table: tab-separated, one header line, an empty cell stands for the default.
class Table {
 public:
  /// Reads folder/file into `sources`. A missing table, a missing, repeated or unknown column and a
  /// row that is too long are noted in `problems`; after a fault of the header there are no rows.
  Table(const std::filesystem::path& folder, const std::string& file, const Columns& columns,
        Sources& sources, Diagnostics& problems);

  std::size_t n_rows() const { return table_.rows.size(); }
  /// @pre row < n_rows() and `column` is a needed one.
  Cell cell(std::size_t row, const std::string& column) const;
  /// Span of the whole table's begin, for faults of the table itself.
  Span begin() const { return begin_; }

 private:
  void check_header(const Columns& columns, Diagnostics& problems);

  CsvTable table_;
  std::unordered_map<std::string, std::size_t> index_;
  Span begin_;
};

}  // namespace twinline::smt2020

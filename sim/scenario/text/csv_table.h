#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/source_text.h"

namespace twinline {

/// What a table file may look like.
struct CsvDialect {
  char delimiter = ',';
  bool short_rows = false;  ///< a row may end early; its missing cells are empty
  bool comments = true;     ///< lines that start with # are skipped
};

/// One cell: its text without quotes and surrounding blanks, and where it stands.
struct CsvCell {
  std::string text;
  Span at;
};

/// A column's heading, as in `process [min]`.
struct CsvColumn {
  std::string name;
  std::string unit;  ///< "" where the cells carry their own
  Span at;
};

/// A whole table. Every row has as many cells as there are columns.
struct CsvTable {
  std::vector<CsvColumn> columns;
  std::vector<std::vector<CsvCell>> rows;

  static constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
  /// Index of a column; kNoColumn where there is none.
  std::size_t column(std::string_view name) const;
};

/// Reads RFC 4180 text: quotes, doubled quotes, line breaks in quotes, CRLF or LF, a byte order
/// mark. Blank lines are skipped. What is wrong (ragged row, open quote, no header, a column twice
/// or without a name) goes to `diagnostics`, and the faulty row is left out.
CsvTable read_csv(const Sources& sources, std::uint32_t source, Diagnostics& diagnostics,
                  CsvDialect dialect = {});

}  // namespace twinline

#include "twinline/scenario/text/csv_table.h"

#include <cstdint>

#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxColumns = 1000;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class CsvReader {
 public:
  CsvReader(const Sources& sources, std::uint32_t source, Diagnostics& diagnostics,
            CsvDialect dialect)
      : text_(sources[source].text()),
        source_(source),
        diagnostics_(diagnostics),
        dialect_(dialect) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      at_ = 3;
    }
  }

  CsvTable read() {
    CsvTable table;
    std::vector<CsvCell> row;
    bool header = true;
    while (read_row(row)) {
      if (header) {
        header = false;
        read_header(row, table);
      } else if (fits(row, table.columns.size())) {
        row.resize(table.columns.size(), CsvCell{"", end_of(row)});
        table.rows.push_back(row);
      }
    }
    if (header) {
      diagnostics_.error(span(0, 0), "expected a table with a header line, received an empty file");
    }
    return table;
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }

  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' ||
           (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
  }

  void skip_line_end() {
    if (at_ < text_.size()) {
      at_ += text_[at_] == '\r' ? std::size_t{2} : std::size_t{1};
    }
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != dialect_.delimiter) {
      ++at_;
    }
  }

  /// Skips blank lines and comments. @return false at the end of the text.
  bool find_row() {
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && is_blank(text_[at_])) {
        ++at_;
      }
      if (at_line_end()) {
        skip_line_end();
      } else if (dialect_.comments && text_[at_] == '#') {
        while (!at_line_end()) {
          ++at_;
        }
        skip_line_end();
      } else {
        at_ = begin;
        return true;
      }
    }
    return false;
  }

  bool read_row(std::vector<CsvCell>& row) {
    row.clear();
    if (!find_row()) {
      return false;
    }
    row_begin_ = at_;
    while (true) {
      row.push_back(read_cell());
      if (at_line_end()) {
        skip_line_end();
        return true;
      }
      ++at_;  // the delimiter
    }
  }

  CsvCell read_cell() {
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '"') {
      return read_quoted();
    }
    const std::size_t begin = at_;
    while (!at_line_end() && text_[at_] != dialect_.delimiter) {
      ++at_;
    }
    std::size_t end = at_;
    while (end > begin && is_blank(text_[end - 1])) {
      --end;
    }
    return {std::string(text_.substr(begin, end - begin)), span(begin, end)};
  }

  CsvCell read_quoted() {
    const std::size_t begin = at_++;
    CsvCell cell;
    bool open = true;
    while (open && at_ < text_.size()) {
      if (text_[at_] != '"') {
        cell.text += text_[at_++];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.text += '"';
        at_ += 2;
      } else {
        ++at_;
        open = false;
      }
    }
    cell.at = span(begin, at_);
    if (open) {
      diagnostics_.error(span(begin, begin + 1), "this quote is never closed");
      return cell;
    }
    skip_blanks();
    if (!at_line_end() && text_[at_] != dialect_.delimiter) {
      diagnostics_.error(span(at_, at_ + 1),
                         "expected the end of the cell after the closing quote");
      while (!at_line_end() && text_[at_] != dialect_.delimiter) {
        ++at_;
      }
    }
    return cell;
  }

  void read_header(const std::vector<CsvCell>& row, CsvTable& table) {
    if (row.size() > kMaxColumns) {
      diagnostics_.error(row[0].at, "expected at most " + std::to_string(kMaxColumns) +
                                        " columns, received " + std::to_string(row.size()));
      return;
    }
    for (const CsvCell& cell : row) {
      CsvColumn column{cell.text, "", cell.at};
      const std::size_t open = cell.text.find('[');
      if (open != std::string::npos && cell.text.back() == ']') {
        column.unit = cell.text.substr(open + 1, cell.text.size() - open - 2);
        column.name = cell.text.substr(0, cell.text.find_last_not_of(" \t", open - 1) + 1);
      }
      if (column.name.empty()) {
        diagnostics_.error(cell.at, "this column has no name");
      } else if (table.column(column.name) != CsvTable::kNoColumn) {
        diagnostics_.error(cell.at, "the column " + in_quotes(column.name) + " stands here twice");
      }
      table.columns.push_back(std::move(column));
    }
  }

  Span end_of(const std::vector<CsvCell>& row) const {
    const Span last = row.back().at;
    return {last.source, last.begin + last.length, 0};
  }

  bool fits(const std::vector<CsvCell>& row, std::size_t n_columns) const {
    if (row.size() == n_columns || (row.size() < n_columns && dialect_.short_rows)) {
      return true;
    }
    const Span last = row.back().at;
    diagnostics_.error(span(row_begin_, last.begin + last.length),
                       "expected " + std::to_string(n_columns) +
                           " cells as in the header, received " + std::to_string(row.size()));
    return false;
  }

  std::string_view text_;
  std::uint32_t source_;
  Diagnostics& diagnostics_;
  CsvDialect dialect_;
  std::size_t at_ = 0;
  std::size_t row_begin_ = 0;
};

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) {
      return i;
    }
  }
  return kNoColumn;
}

CsvTable read_csv(const Sources& sources, std::uint32_t source, Diagnostics& diagnostics,
                  CsvDialect dialect) {
  return CsvReader(sources, source, diagnostics, dialect).read();
}

}  // namespace twinline

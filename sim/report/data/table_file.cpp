#include "twinline/report/data/table_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "twinline/core/error.h"
#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::size_t kLongestRow = std::size_t{1} << 20U;
constexpr double kLargest = 1e30;  // of no use beyond it, and safe to compute with

}  // namespace

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

void check_scenario(const TableFile& table, std::size_t column, const std::string& scenario) {
  if (table.text(column) == scenario) return;
  table.fail(column, "expected the scenario " + in_quotes(scenario) +
                         " as in the manifest, received " + in_quotes(table.text(column)) +
                         ": this table is from another run");
}

TableFile::TableFile(std::filesystem::path path, std::vector<std::string> columns)
    : path_(std::move(path)), columns_(std::move(columns)) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path_, error)) {
    throw FileError("cannot read " + path_.string() + ": it is no file");
  }
  file_.open(path_, std::ios::binary);
  if (!file_) throw FileError("cannot read " + path_.string() + ": it cannot be opened");
  if (!read_row()) fail_at(0, 0, "expected a table with a header line, received an empty file");
  for (std::size_t i = 0; i < n_cells_; ++i) header_.push_back(cells_[i].text);
  if (header_[0].substr(0, 3) == "\xEF\xBB\xBF") header_[0].erase(0, 3);
  for (const std::string& column : columns_) {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) {
      fail_at(0, row_.size(),
              "expected a column " + in_quotes(column) + did_you_mean(column, header_) +
                  " (is this " + path_.filename().string() + " of Twinline?)");
    }
    at_.push_back(static_cast<std::size_t>(found - header_.begin()));
  }
}

bool TableFile::next() {
  do {
    if (!read_row()) return false;
  } while (n_cells_ == 1 && cells_[0].length == 0);
  if (n_cells_ != header_.size()) {
    fail_at(0, row_.size(),
            "expected " + std::to_string(header_.size()) + " cells as in the header, received " +
                std::to_string(n_cells_));
  }
  return true;
}

/// Appends one line with its line feed to the row.
bool TableFile::read_line() {
  const std::size_t before = row_.size();
  std::streambuf& buffer = *file_.rdbuf();
  for (int c = buffer.sbumpc(); c != std::char_traits<char>::eof(); c = buffer.sbumpc()) {
    row_ += static_cast<char>(c);
    if (c == '\n') break;
    if (row_.size() > kLongestRow) {
      fail_at(0, 0, "expected a row of a table, received more than a million characters");
    }
  }
  if (row_.size() == before) return false;
  ++lines_;
  return true;
}

bool TableFile::read_row() {
  row_.clear();
  line_ = lines_ + 1;
  if (!read_line()) return false;
  // A quoted cell may hold line breaks: quotes come in pairs in a whole row.
  while (std::count(row_.begin(), row_.end(), '"') % 2 != 0) {
    if (!read_line()) fail_at(row_.find('"'), 1, "this quote is never closed");
  }
  while (!row_.empty() && (row_.back() == '\n' || row_.back() == '\r')) row_.pop_back();
  split();
  return true;
}

void TableFile::split() {
  n_cells_ = 0;
  std::size_t at = 0;
  for (;;) {
    if (n_cells_ == cells_.size()) cells_.emplace_back();
    Cell& cell = cells_[n_cells_++];
    cell.text.clear();
    cell.begin = at;
    bool quoted = false;
    for (; at < row_.size() && (quoted || row_[at] != ','); ++at) {
      if (row_[at] != '"') {
        cell.text += row_[at];
      } else if (quoted && at + 1 < row_.size() && row_[at + 1] == '"') {
        cell.text += row_[at++];
      } else {
        quoted = !quoted;
      }
    }
    cell.length = at - cell.begin;
    if (at == row_.size()) return;
    ++at;
  }
}

double TableFile::number(std::size_t k) const {
  const std::string_view cell = text(k);
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (problem != std::errc() || end != cell.data() + cell.size() ||
      !(std::fabs(value) < kLargest)) {
    fail(k, "expected a number, received " + in_quotes(cell));
  }
  return value;
}

double TableFile::required_number(std::size_t k) const {
  if (text(k).empty()) fail(k, "expected a number, received nothing");
  return number(k);
}

std::uint64_t TableFile::whole(std::size_t k) const {
  const std::string_view cell = text(k);
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (problem != std::errc() || end != cell.data() + cell.size()) {
    fail(k, "expected a whole number, received " + in_quotes(cell));
  }
  return value;
}

void TableFile::fail(std::size_t k, const std::string& message) const {
  const Cell& cell = cells_[at_[k]];
  fail_at(cell.begin, cell.length, columns_[k] + ": " + message);
}

void TableFile::fail_at(std::size_t begin, std::size_t length, const std::string& what) const {
  // Empty lines stand for those before the row, which are no longer in memory.
  std::string text(line_ - 1, '\n');
  const auto at = static_cast<std::uint32_t>(text.size() + begin);
  Sources sources;
  const std::uint32_t source = sources.add(path_.string(), text + row_);
  Diagnostics diagnostics(sources);
  diagnostics.error({source, at, static_cast<std::uint32_t>(length)}, what);
  diagnostics.throw_if_errors();
  throw InvariantError("internal error: a diagnostic was lost");
}

}  // namespace twinline

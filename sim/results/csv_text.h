#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace twinline {

/// Appends the shortest decimal text that reads back as the same double; never an exponent between
/// 1e-5 and 1e15. Nothing is appended for a NaN or an infinity: an empty cell means "no value".
void append_number(std::string& text, double value);

/// Rows of RFC 4180 CSV (docs/results.md): cells are quoted only where they must be, a row ends
/// with one line feed. The caller keeps the number of cells equal in all rows of a file.
class CsvText {
 public:
  CsvText& cell(std::string_view text);
  CsvText& cell(const char* text) { return cell(std::string_view(text)); }
  CsvText& cell(double value);
  CsvText& cell(std::uint64_t value);
  CsvText& cell(std::int64_t value);
  CsvText& cell(std::uint32_t value) { return cell(static_cast<std::uint64_t>(value)); }
  CsvText& cell(std::int32_t value) { return cell(static_cast<std::int64_t>(value)); }
  CsvText& cell(bool) = delete;
  CsvText& empty();
  /// Cells that are CSV already, joined by commas: the key that all rows of a table share.
  CsvText& raw(std::string_view cells);
  void end_row();

  bool has_rows() const { return !text_.empty(); }
  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  void separate();

  std::string text_;
  bool row_begun_ = false;
};

}  // namespace twinline

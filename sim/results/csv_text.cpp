#include "twinline/results/csv_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace twinline {

namespace {

template <typename Integer>
void append_integer(std::string& text, Integer value) {
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  text.append(buffer.data(), end.ptr);
}

}  // namespace

void append_number(std::string& text, double value) {
  if (!std::isfinite(value)) return;
  std::array<char, 64> buffer{};
  char* const first = buffer.data();
  char* const last = first + buffer.size();
  const double size = std::fabs(value);
  if (size == 0) {
    text += '0';  // and not "-0"
  } else if (size >= 1e-5 && size < 1e15) {
    text.append(first, std::to_chars(first, last, value, std::chars_format::fixed).ptr);
  } else {
    text.append(first, std::to_chars(first, last, value).ptr);
  }
}

void CsvText::separate() {
  if (row_begun_) text_ += ',';
  row_begun_ = true;
}

CsvText& CsvText::cell(std::string_view text) {
  separate();
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += text;
    return *this;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

CsvText& CsvText::cell(double value) {
  separate();
  append_number(text_, value);
  return *this;
}

CsvText& CsvText::cell(std::uint64_t value) {
  separate();
  append_integer(text_, value);
  return *this;
}

CsvText& CsvText::cell(std::int64_t value) {
  separate();
  append_integer(text_, value);
  return *this;
}

CsvText& CsvText::empty() {
  separate();
  return *this;
}

CsvText& CsvText::raw(std::string_view cells) {
  separate();
  text_ += cells;
  return *this;
}

void CsvText::end_row() {
  text_ += '\n';
  row_begun_ = false;
}

}  // namespace twinline

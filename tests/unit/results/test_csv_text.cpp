#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include <doctest/doctest.h>

#include "twinline/results/csv_text.h"

TEST_SUITE_BEGIN("results.csv_text");

using twinline::append_number;
using twinline::CsvText;

namespace {

std::string number(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

}  // namespace

TEST_CASE("csv: cells are quoted only where they must be") {
  CsvText csv;
  csv.cell("plain").cell("a,b").cell("say \"hi\"").cell("two\nlines").cell("cr\r").cell("");
  csv.end_row();
  CHECK(csv.text() == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",\n");
}

TEST_CASE("csv: numbers and empty cells") {
  CsvText csv;
  csv.cell(1U).cell(std::int64_t{-2}).cell(0.5).empty().cell(std::nan("")).raw("x,y");
  csv.end_row();
  csv.cell(std::uint64_t{18446744073709551615U});
  csv.end_row();
  CHECK(csv.text() == "1,-2,0.5,,,x,y\n18446744073709551615\n");
}

TEST_CASE("csv: numbers are the shortest that read back") {
  CHECK(number(0) == "0");
  CHECK(number(-0.0) == "0");
  CHECK(number(100000) == "100000");
  CHECK(number(0.1) == "0.1");
  CHECK(number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number(1e-5) == "0.00001");
  CHECK(number(1e-6) == "1e-06");
  CHECK(number(1e22) == "1e+22");
  CHECK(number(std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("csv: every number reads back as the same double") {
  std::uint64_t bits = 0x9e3779b97f4a7c15ULL;
  for (int i = 0; i < 20000; ++i) {
    bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
    const double value =
        std::ldexp(static_cast<double>(bits >> 11U), static_cast<int>(bits % 200) - 150);
    REQUIRE(std::strtod(number(value).c_str(), nullptr) == value);
  }
}

TEST_SUITE_END();

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/scenario/text/csv_table.h"

TEST_SUITE_BEGIN("scenario.csv_table");

using namespace twinline;

namespace {

struct Read {
  explicit Read(std::string text, CsvDialect dialect = {}) {
    const std::uint32_t source = sources.add("t.csv", std::move(text));
    table = read_csv(sources, source, diagnostics, dialect);
  }
  std::string error() const {
    try {
      diagnostics.throw_if_errors();
    } catch (const ScenarioError& failure) {
      return failure.what();
    }
    return "";
  }

  Sources sources;
  Diagnostics diagnostics{sources};
  CsvTable table;
};

}  // namespace

TEST_CASE("table: quotes and doubled quotes and breaks and commas in quotes") {
  const Read read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"two\nlines\", z \n");
  REQUIRE(read.error().empty());
  REQUIRE(read.table.rows.size() == 2);
  CHECK(read.table.rows[0][0].text == "x, y");
  CHECK(read.table.rows[0][1].text == "say \"hi\"");
  CHECK(read.table.rows[1][0].text == "two\nlines");
  CHECK(read.table.rows[1][1].text == "z");
}

TEST_CASE("table: byte order mark and CRLF and blank lines and comments") {
  const Read read("\xEF\xBB\xBF# a comment\r\na,b\r\n\r\n1,2\r\n  # another\r\n3,4");
  REQUIRE(read.error().empty());
  REQUIRE(read.table.rows.size() == 2);
  CHECK(read.table.columns[0].name == "a");
  CHECK(read.table.rows[0][1].text == "2");
  CHECK(read.table.rows[1][1].text == "4");
}

TEST_CASE("table: units stand in the heading") {
  const Read read("step,process [min],wait[h]\n");
  REQUIRE(read.error().empty());
  CHECK(read.table.columns[0].unit.empty());
  CHECK(read.table.columns[1].name == "process");
  CHECK(read.table.columns[1].unit == "min");
  CHECK(read.table.column("wait") == 2);
  CHECK(read.table.column("none") == CsvTable::kNoColumn);
}

TEST_CASE("table: cells know their line and column in characters") {
  const Read read("a,b\n\xC3\xBC,x\n\"q\nr\",y\n");
  REQUIRE(read.error().empty());
  CHECK(read.sources.where(read.table.rows[0][1].at) == "t.csv:2:3");
  CHECK(read.sources.where(read.table.rows[1][1].at) == "t.csv:4:4");
}

TEST_CASE("table: tabs and short rows where the dialect says so") {
  CsvDialect tabs;
  tabs.delimiter = '\t';
  tabs.short_rows = true;
  const Read read("a\tb\tc\n1\n\t2\t3\n", tabs);
  REQUIRE(read.error().empty());
  CHECK(read.table.rows[0][2].text.empty());
  CHECK(read.table.rows[1][0].text.empty());
  CHECK(read.table.rows[1][2].text == "3");
}

TEST_CASE("table: ragged rows are reported and left out") {
  const Read read("a,b\n1\n2,3\n4,5,6\n");
  CHECK(read.table.rows.size() == 1);
  CHECK(read.error() ==
        "t.csv:2:1: error: expected 2 cells as in the header, received 1\n"
        "    1\n"
        "    ^\n"
        "t.csv:4:1: error: expected 2 cells as in the header, received 3\n"
        "    4,5,6\n"
        "    ^~~~~");
}

TEST_SUITE_END();

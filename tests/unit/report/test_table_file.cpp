#include <cmath>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/report/data/table_file.h"

TEST_SUITE_BEGIN("report.table_file");

using namespace twinline;
using twinline::test::TemporaryFolder;

namespace {

/// Reads all rows of a table with the columns a and b. @return the error, with "FILE" for its path
std::string error_of(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("t.csv", text);
  const std::string path = (folder.path() / "t.csv").string();
  try {
    TableFile table(path, {"a", "b"});
    while (table.next()) {
      table.required_number(0);
      table.whole(1);
    }
  } catch (const ScenarioError& error) {
    std::string what = error.what();
    REQUIRE(what.rfind(path, 0) == 0);
    return "FILE" + what.substr(path.size());
  }
  return "";
}

}  // namespace

TEST_CASE("table file: cells are found by column whatever their order") {
  const TemporaryFolder folder;
  folder.write("t.csv", "b,x,a\r\n1,\"p, \"\"q\"\"\",2.5\r\n\r\n3,\"two\nlines\",\n");
  TableFile table(folder.path() / "t.csv", {"a", "b", "x"});
  REQUIRE(table.next());
  CHECK(table.number(0) == 2.5);
  CHECK(table.whole(1) == 1);
  CHECK(table.text(2) == "p, \"q\"");
  REQUIRE(table.next());
  CHECK(std::isnan(table.number(0)));
  CHECK(table.text(2) == "two\nlines");
  CHECK_FALSE(table.next());
}

TEST_CASE("table file: a byte order mark and a missing last line break are taken") {
  CHECK(error_of("\xEF\xBB\xBF"
                 "a,b\n1,2") == "");
}

TEST_CASE("table file: what is malformed is shown where it is") {
  CHECK(error_of("").find("FILE:1:1: error: expected a table with a header line") == 0);
  CHECK(error_of("a,c\n").find("FILE:1:1: error: expected a column \"b\"") == 0);
  CHECK(error_of("a,b\n1,2\n1\n")
            .find("FILE:3:1: error: expected 2 cells as in the header, "
                  "received 1\n    1\n    ^") == 0);
  CHECK(error_of("a,b\n1,2\n1.5,x\n")
            .find("FILE:3:5: error: b: expected a whole number, received "
                  "\"x\"\n    1.5,x\n        ^") == 0);
  CHECK(error_of("a,b\n1e999,2\n").find("FILE:2:1: error: a: expected a number, received") == 0);
  CHECK(error_of("a,b\n,2\n").find("FILE:2:1: error: a: expected a number, received nothing") == 0);
  CHECK(error_of("a,b\n1,-2\n").find("FILE:2:3: error: b: expected a whole number") == 0);
  CHECK(error_of("a,b\n1,\"2\n").find("FILE:2:3: error: this quote is never closed") == 0);
  CHECK(error_of("a,b\n\"x\ny\",1\n").find("FILE:2:1: error: a: expected a number") == 0);
}

TEST_CASE("table file: a file without lines is refused before it fills the memory") {
  CHECK(error_of(std::string(std::size_t{3} << 20U, 'x')).find("more than a million characters") !=
        std::string::npos);
}

TEST_CASE("table file: a missing file and a folder name themselves") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(TableFile(folder.path() / "none.csv", {}), FileError);
  CHECK_THROWS_AS(TableFile(folder.path(), {}), FileError);
}

TEST_CASE("table file: a table of another scenario is refused") {
  const TemporaryFolder folder;
  folder.write("t.csv", "scenario\nfab\n");
  TableFile table(folder.path() / "t.csv", {"scenario"});
  REQUIRE(table.next());
  check_scenario(table, 0, "fab");
  CHECK_THROWS_WITH_AS(check_scenario(table, 0, "car"),
                       doctest::Contains("t.csv:2:1: error: scenario: expected the scenario "
                                         "\"car\" as in the manifest, received \"fab\""),
                       ScenarioError);
}

TEST_SUITE_END();

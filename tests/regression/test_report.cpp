// The program's report command as a user drives it.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/report_folders.h"

TEST_SUITE_BEGIN("twinline.report");

namespace {

using twinline::test::ProgramFolder;
using twinline::test::read_text;
using Outcome = twinline::test::ProgramOutcome;

Outcome run_in(const ProgramFolder& place, const std::string& arguments,
               const std::string& before = "") {
  return place.run(TWINLINE_PROGRAM, arguments, before);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("report: a run names the command and the command names the page") {
  const ProgramFolder folder;
  const Outcome ran = run_in(folder, "run '" TWINLINE_SCENARIO_DIR
                                     "/mini_fab' --out r --replications 2 --duration '4 wk'");
  REQUIRE(ran.code == 0);
  CHECK(has(ran.out, "Pictures: twinline report r\n"));
  const Outcome reported = run_in(folder, "report r");
  CHECK(reported.code == 0);
  CHECK(has(reported.out, "r/report/index.html: 5 pictures, "));
  CHECK(reported.err == "");
  const std::string page = read_text(folder.path() / "r/report/index.html");
  CHECK(has(page, "<title>mini_fab</title>"));
  CHECK(has(page, "output.events=true"));
}

TEST_CASE("report: the window of the charts is chosen") {
  const ProgramFolder folder;
  twinline::test::write_run(folder.folder());
  twinline::test::write_trace(folder.folder());
  CHECK(run_in(folder, "report . --gantt-from '31 h' --gantt-to '2 d'").code == 0);
  CHECK(has(read_text(folder.path() / "report/index.html"), "from 31 h to 44 h"));
}

TEST_CASE("report: wrong options are usage errors") {
  const ProgramFolder folder;
  const Outcome unit = run_in(folder, "report . --gantt-from 31");
  CHECK(unit.code == 2);
  CHECK(has(unit.err, "option --gantt-from: expected a duration"));
  CHECK(has(unit.err, "received \"31\""));
  const Outcome order = run_in(folder, "report . --gantt-from '3 h' --gantt-to '2 h'");
  CHECK(order.code == 2);
  CHECK(has(order.err, "option --gantt-to: expected a time after --gantt-from"));
  CHECK(run_in(folder, "report").code == 2);
  CHECK(run_in(folder, "report . --gant-to '2 h'").code == 2);
}

TEST_CASE("report: folders without results and malformed tables are explained") {
  const ProgramFolder folder;
  const Outcome none = run_in(folder, "report nowhere");
  CHECK(none.code == 1);
  CHECK(has(none.err, "cannot read nowhere: expected a folder with the results"));
  twinline::test::write_run(folder.folder());
  folder.write("machines.csv", "scenario,station,total_s\nsmall,cut,1\n");
  const Outcome foreign = run_in(folder, "report .");
  CHECK(foreign.code == 2);
  CHECK(has(foreign.err, "machines.csv:1:1: error: expected a column \"processing_s\""));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report"));
}

TEST_CASE("report: without gnuplot its package is named and nothing is written") {
  const ProgramFolder folder;
  twinline::test::write_run(folder.folder());
  const Outcome outcome = run_in(folder, "report .", "PATH=/nonexistent");
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, "the package gnuplot-nox"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report"));
}

TEST_CASE("report: a folder that cannot be written is named") {
  const ProgramFolder folder;
  twinline::test::write_run(folder.folder());
  folder.write("report", "a file of this name");
  const Outcome outcome = run_in(folder, "report .");
  CHECK(outcome.code == 1);
  CHECK(has(outcome.err, "cannot make the folder"));
  CHECK(read_text(folder.path() / "report") == "a file of this name");
}

TEST_SUITE_END();

#include <filesystem>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/sweep/merge.h"
#include "twinline/experiment/sweep/sweep_record.h"
#include "twinline/experiment/sweep/task_file.h"
#include "twinline/experiment/sweep/task_folder.h"

TEST_SUITE_BEGIN("experiment.task_file");

using namespace twinline;
using test::read_text;
using test::TemporaryFolder;

namespace {

void write_task(const std::filesystem::path& path) {
  TaskFileWriter file(path);
  file.section("kpis.csv", "a,b\nc,d\n");
  file.begin_section("events.csv");
  file.file().write("x\n");
  file.file().write("y\n");
  file.end_section();
  file.section("empty.csv", "");
  file.commit(17, 0.25);
}

SweepRecord record() {
  SweepRecord record;
  record.version = "1.0";
  record.commit = "abc";
  record.scenario = "fab \"north\"";
  record.points = 1001;
  record.replications = 2;
  record.seed = 0xffffffffffffffffULL;
  record.factors = {"a", "b_min"};
  record.scopes = {"plant"};
  record.kpis = {"wip"};
  record.tables = {"kpis.csv"};
  record.scenario_sha256 = "12";
  record.design_sha256 = "34";
  record.files = {{"scenario.toml", "56"}, {"route.csv", "78"}};
  return record;
}

}  // namespace

TEST_CASE("task file: what is written is read") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "p.task";
  write_task(path);
  TaskFileReader file(path);
  CHECK(file.events() == 17);
  CHECK(file.wall_s() == 0.25);
  REQUIRE(file.sections().size() == 3);
  CHECK(file.text("kpis.csv") == "a,b\nc,d\n");
  CHECK(file.text("events.csv") == "x\ny\n");
  CHECK(file.text("empty.csv").empty());
  CHECK(file.text("other.csv").empty());
}

TEST_CASE("task file: one cut off at any byte is noticed") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "p.task";
  write_task(path);
  const std::string whole = read_text(path);
  CHECK(is_whole_task_file(path));
  for (std::size_t n = 0; n < whole.size(); ++n) {
    folder.write("p.task", whole.substr(0, n));
    CHECK(!is_whole_task_file(path));
    CHECK_THROWS_AS(TaskFileReader{path}, FileError);
  }
}

TEST_CASE("task file: KPIs keep their values and names") {
  const std::string text =
      "0 0 3 1.5 22 plant,fab,moves_per_d,\n1 2 5  25 part,\"a\nb\",cycle_time_h,h\n";
  const std::vector<KpiCell> cells = read_kpi_section(text);
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].value == "1.5");
  CHECK(cells[1].entity == 2);
  CHECK(cells[1].value.empty());
  CHECK(cells[1].label == "part,\"a\nb\",cycle_time_h,h");
  CHECK_THROWS_AS(read_kpi_section("0 0 3 1.5 99 plant\n"), FileError);
  CHECK_THROWS_AS(read_kpi_section("0 0 99 1.5 5 plant\n"), FileError);
}

TEST_CASE("sweep record: what is written is read and what changed is named") {
  const TemporaryFolder folder;
  folder.write("sweep.toml", record_toml(record()));
  const SweepRecord back = read_record(folder.path() / "sweep.toml");
  CHECK(record_toml(back) == record_toml(record()));
  CHECK(difference(back, record()).empty());
  SweepRecord other = record();
  other.files[1].sha256 = "00";
  CHECK(difference(record(), other).find("route.csv") != std::string::npos);
  other = record();
  other.commit = "abd";
  CHECK(difference(record(), other).find("commit abd") != std::string::npos);
  other = record();
  other.replications = 3;
  CHECK(difference(record(), other).find("3 replications") != std::string::npos);
  other = record();
  other.kpis = {"oee"};
  CHECK(difference(record(), other).find("plan") != std::string::npos);
  other = record();
  other.scenario_sha256 = "13";
  CHECK(difference(record(), other).find("--set") != std::string::npos);
  folder.write("sweep.toml", "format = 2\n");
  CHECK_THROWS_AS(read_record(folder.path() / "sweep.toml"), FileError);
  folder.write("sweep.toml", "format = 1\nversion = 7\n");
  CHECK_THROWS_AS(read_record(folder.path() / "sweep.toml"), FileError);
  CHECK_THROWS_AS(read_record(folder.path() / "none.toml"), FileError);
}

TEST_CASE("task folder: knows what is finished and joins only its own sweep") {
  const TemporaryFolder scratch;
  const TaskFolder folder(scratch.path() / "s");
  folder.begin(record(), "point,a,b_min\n", "{}\n");
  CHECK(folder.task_file({1000, 1}).filename() == "p001000_r000001.task");
  write_task(folder.task_file({0, 1}));
  write_task(folder.task_file({1000, 0}));
  write_task(folder.task_file({5, 0}, true));
  scratch.write("s/tasks/000/p000007_r000000.task", "cut off");
  const std::vector<bool> finished = folder.finished(record());
  REQUIRE(finished.size() == 2002);
  for (std::size_t i = 0; i < finished.size(); ++i) CHECK(finished[i] == (i == 1 || i == 2000));
  CHECK(folder.failed(record())[10]);
  folder.begin(record(), "point,a,b_min\n", "{}\n");
  SweepRecord other = record();
  other.seed = 1;
  CHECK_THROWS_AS(folder.begin(other, "", ""), FileError);
  folder.clear();
  CHECK(!folder.has_record());
  folder.begin(other, "", "");
}

TEST_CASE("merge: ranges of tasks are said in short") {
  CHECK(ranges_text({{0, 99}, {200, 200}}) == "0-99, 200");
  CHECK(ranges_text({{0, 0}, {2, 2}, {4, 4}, {6, 6}, {8, 8}, {10, 10}}) == "0, 2, 4, 6, 8, ...");
}

TEST_SUITE_END();

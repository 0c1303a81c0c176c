#include <doctest/doctest.h>

#include "support/report_folders.h"
#include "twinline/core/error.h"
#include "twinline/report/write_report.h"

TEST_SUITE_BEGIN("report.write_report");

using namespace twinline;
using twinline::test::read_text;
using twinline::test::TemporaryFolder;

namespace {

std::string page_of(const TemporaryFolder& folder) { return read_text(report_page(folder.path())); }

bool has(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

void check_self_contained(const std::string& page) {
  for (const char* asks : {"<script", "<link", "<img", "@import", "url(", "src="}) {
    CHECK_MESSAGE(!has(page, asks), asks);
  }
  // The only addresses are the names of the SVG language.
  for (std::size_t at = page.find("://"); at != std::string::npos; at = page.find("://", at + 1)) {
    CHECK(page.compare(at + 3, 11, "www.w3.org/") == 0);
  }
}

}  // namespace

TEST_CASE("report of a run: every chapter that has data") {
  const TemporaryFolder folder;
  test::write_run(folder);
  test::write_trace(folder);
  const ReportWritten written = write_report(folder.path(), {});
  CHECK(written.page == folder.path() / "report" / "index.html");
  const std::string page = page_of(folder);
  for (const char* figure : {"states", "bottlenecks", "wip", "throughput", "cycle_time", "windows",
                             "gantt_machines", "gantt_jobs"}) {
    CHECK_MESSAGE(has(page, std::string("<figure id=\"fig-") + figure + "\">"), figure);
    const std::string svg = read_text(folder.path() / "report" / (std::string(figure) + ".svg"));
    CHECK(svg.rfind("<?xml", 0) == 0);
    CHECK(has(svg, "</svg>"));
  }
  CHECK(written.pictures == 8);
  CHECK(has(page, "Two stations &lt;in a row&gt;"));
  CHECK(has(page, "cut is the busiest station, at work or in set-up for 90.0 %"));
  CHECK(has(page, "40 of 400 passes through a window were too late (10.0 %)"));
  CHECK(has(page, "the run's warm-up of 20 h"));
  CHECK(has(page, "cut: repair (unscheduled down) 10.0 %"));
  check_self_contained(page);
}

TEST_CASE("report of a run: gates where there are any") {
  const TemporaryFolder folder;
  test::write_run(folder);
  test::write_quality(folder);
  CHECK(write_report(folder.path(), {}).pictures == 7);
  const std::string page = page_of(folder);
  CHECK(has(page, "<figure id=\"fig-quality\">"));
  CHECK(has(page,
            "1 of 8 judgements of pieces were outside the limits (12.5 %). Cpk is below 1.33 "
            "in 1 of 2 pairs of gate and machine."));
  CHECK(has(page, "film: cut_2, width 20 m, standard deviation 2 m, Cpk 0.167, outside 1 of 3"));
  check_self_contained(page);
  std::filesystem::remove(folder.path() / "quality.csv");
  write_report(folder.path(), {});
  CHECK_FALSE(has(page_of(folder), "fig-quality"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report" / "quality.svg"));
}

TEST_CASE("report of a run: vehicles where there are any") {
  const TemporaryFolder folder;
  test::write_run(folder);
  folder.write("vehicles.csv",
               "scenario,point,replication,seed,fleet,vehicle,idle_s,empty_s,loaded_s,handling_s,"
               "blocked_s,charging_s,total_s,jobs,distance_m,energy_kwh\n"
               "small,0,0,7,agv,1,10,20,30,15,25,0,100,5,60,\n"
               "small,0,0,7,agv,2,30,20,10,15,25,0,100,5,60,\n"
               "small,0,0,7,lift,1,0,50,50,0,0,0,100,5,60,\n");
  CHECK(write_report(folder.path(), {}).pictures == 7);
  const std::string page = page_of(folder);
  CHECK(has(page, "<figure id=\"fig-vehicles\">"));
  CHECK(has(page, "agv: in traffic 25.0 %"));
  CHECK(has(page, "agv: loaded 20.0 %"));
  CHECK(has(page, "lift: empty 50.0 %"));
  CHECK_FALSE(has(page, "charging 0.0 %"));
  check_self_contained(page);
  std::filesystem::remove(folder.path() / "vehicles.csv");
  write_report(folder.path(), {});
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report" / "vehicles.svg"));
}

TEST_CASE("report of a run: says how to get what is not there") {
  const TemporaryFolder folder;
  test::write_run(folder);
  std::filesystem::remove(folder.path() / "wip.csv");
  std::filesystem::remove(folder.path() / "jobs.csv");
  std::filesystem::remove(folder.path() / "queue_windows.csv");
  CHECK(write_report(folder.path(), {}).pictures == 2);
  const std::string page = page_of(folder);
  CHECK(has(page, "output.wip_every"));
  CHECK(has(page, "output.jobs"));
  CHECK(has(page, "output.events_from=\"20 h\" --set output.events_to=\"44 h\""));
  CHECK_FALSE(has(page, "Queue-time windows missed"));
}

TEST_CASE("report of a run: an empty window of the trace is said") {
  const TemporaryFolder folder;
  test::write_run(folder);
  test::write_trace(folder);
  write_report(folder.path(), {1, 2});
  CHECK(has(page_of(folder), "the trace holds nothing in the window from 1 to 2"));
}

TEST_CASE("report of a run: a trace that cannot be drawn is said with what is needed") {
  const TemporaryFolder folder;
  test::write_run(folder);
  folder.write("events.h5", "");
  write_report(folder.path(), {});
  CHECK(has(page_of(folder), "No Gantt charts: the trace is events.h5, and they are drawn from"));
  CHECK(has(page_of(folder), "without a choice of format or columns"));
  folder.write("events.csv", "scenario,point,replication,seed,time_s,event,job,station\n");
  write_report(folder.path(), {});
  CHECK(has(page_of(folder), "events.csv lacks the columns release, step and machine"));
}

TEST_CASE("report of a sweep: responses and effects and the operating curve") {
  const TemporaryFolder folder;
  test::write_sweep(folder);
  CHECK(write_report(folder.path(), {}).pictures == 5);
  const std::string page = page_of(folder);
  for (const char* figure : {"response_1", "response_2", "response_3", "effects", "operating"}) {
    CHECK_MESSAGE(has(page, std::string("<figure id=\"fig-") + figure + "\">"), figure);
  }
  CHECK(has(page, "What matters most for cycle time is stations.cut.setup."));
  CHECK(has(page, "point 3, load = 1, stations.cut.setup = 30 min, rule = spt"));
  check_self_contained(page);
}

TEST_CASE("report of a sweep: tables that are not written yet are asked for") {
  const TemporaryFolder folder;
  folder.write("sweep.toml", "");
  CHECK_THROWS_WITH_AS(write_report(folder.path(), {}), doctest::Contains("twinline merge"),
                       FileError);
}

TEST_CASE("report of a sweep: says when it is not complete") {
  const TemporaryFolder folder;
  test::write_sweep(folder);
  write_report(folder.path(), {});
  CHECK_FALSE(has(page_of(folder), "over those that are complete"));
  folder.write("manifest.json", R"({"ended": "failed"})");
  write_report(folder.path(), {});
  CHECK(has(page_of(folder), "Some runs of the sweep failed"));
}

TEST_CASE("report of a sweep: one point and one factor are enough") {
  const TemporaryFolder folder;
  folder.write("sweep.csv", "scenario,point,replication,seed,x,scope,name,kpi,unit,value\n");
  folder.write("points.csv", "point,x\n0,1\n1,2\n");
  const std::string head = "scenario,point,scope,name,kpi,unit,mean,ci_low,ci_high,n,confidence\n";
  const std::string first =
      "s,0,plant,s,cycle_time_h,h,2,,,1,0.95\ns,0,plant,s,throughput_per_h,"
      "jobs/h,2,,,1,0.95\n";
  folder.write("summary.csv", head + first);
  CHECK(write_report(folder.path(), {}).pictures == 0);
  CHECK(has(page_of(folder), "No factor takes two values"));
  folder.write("summary.csv", head + first +
                                  "s,1,plant,s,cycle_time_h,h,3,,,1,0.95\n"
                                  "s,1,plant,s,throughput_per_h,jobs/h,4,,,1,0.95\n");
  CHECK(write_report(folder.path(), {}).pictures == 3);
}

TEST_CASE("report: equal tables give equal bytes and old pictures go") {
  const TemporaryFolder folder;
  test::write_run(folder);
  test::write_trace(folder);
  write_report(folder.path(), {});
  const std::string first = page_of(folder);
  folder.write("report/mine.svg", "kept");
  write_report(folder.path(), {});
  CHECK(page_of(folder) == first);
  std::filesystem::remove(folder.path() / "events.csv");
  write_report(folder.path(), {});
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report" / "gantt_jobs.svg"));
  CHECK(read_text(folder.path() / "report" / "mine.svg") == "kept");
}

TEST_CASE("report: a malformed table leaves the earlier report as it was") {
  const TemporaryFolder folder;
  test::write_run(folder);
  write_report(folder.path(), {});
  const std::string first = page_of(folder);
  folder.write("wip.csv", "scenario,time_h,jobs,jobs_queued\nsmall,0,many,0\n");
  CHECK_THROWS_WITH_AS(write_report(folder.path(), {}),
                       doctest::Contains("wip.csv:2:9: error: jobs: expected a number, received "
                                         "\"many\""),
                       ScenarioError);
  CHECK(page_of(folder) == first);
}

TEST_CASE("report: tables of different runs and folders without results are refused") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(write_report(folder.path() / "none", {}), FileError);
  CHECK_THROWS_WITH_AS(write_report(folder.path(), {}), doctest::Contains("manifest.json"),
                       FileError);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "report"));
  test::write_run(folder);
  folder.write("wip.csv", "scenario,time_h,jobs,jobs_queued\nother,0,1,0\n");
  CHECK_THROWS_WITH_AS(write_report(folder.path(), {}), doctest::Contains("from another run"),
                       ScenarioError);
}

TEST_SUITE_END();

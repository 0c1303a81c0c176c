#include <algorithm>
#include <cmath>
#include <random>

#include <doctest/doctest.h>

#include "support/report_folders.h"
#include "twinline/core/error.h"
#include "twinline/report/data/gate_table.h"
#include "twinline/report/data/kpi_means.h"
#include "twinline/report/data/run_tables.h"
#include "twinline/report/data/trace.h"

TEST_SUITE_BEGIN("report.run_tables");

using namespace twinline;
using twinline::test::TemporaryFolder;

namespace {

struct SmallRun {
  SmallRun() { test::write_run(folder); }
  std::filesystem::path file(const char* name) const { return folder.path() / name; }
  RunFacts facts() const { return read_run_facts(file("manifest.json")); }

  TemporaryFolder folder;
};

std::size_t state(const std::string& title) {
  for (std::size_t i = 0; i < state_shares().size(); ++i) {
    if (title == state_shares()[i].title) return i;
  }
  FAIL("no state " << title);
  return 0;
}

}  // namespace

TEST_CASE("run facts: the manifest says what was run") {
  const RunFacts facts = SmallRun().facts();
  CHECK(facts.scenario == "small");
  CHECK(facts.description == "Two stations <in a row>");
  CHECK(facts.complete == 2);
  CHECK(facts.warm_up_h == 20);
  CHECK(facts.end_h() == 120);
}

TEST_CASE("run facts: what is no manifest is refused with its line") {
  const SmallRun run;
  run.folder.write("manifest.json", "{\n\"scenario\": 1,,\n}");
  CHECK_THROWS_WITH_AS(run.facts(), doctest::Contains("manifest.json:2:1: error: expected JSON"),
                       ScenarioError);
  run.folder.write("manifest.json", "{\"scenario\": \"x\"}");
  CHECK_THROWS_WITH_AS(run.facts(), doctest::Contains("with the member \"twinline.version\""),
                       ScenarioError);
  std::string long_run = test::read_text(SmallRun().file("manifest.json"));
  long_run.replace(long_run.find("360000"), 6, "1e300");
  run.folder.write("manifest.json", long_run);
  CHECK_THROWS_WITH_AS(run.facts(), doctest::Contains("duration_s: expected a time of 0"),
                       ScenarioError);
  std::filesystem::remove(run.file("manifest.json"));
  CHECK_THROWS_WITH_AS(run.facts(), doctest::Contains("twinline run SCENARIO"), FileError);
}

TEST_CASE("station times: fractions of the total over machines and replications") {
  const SmallRun run;
  const auto stations = read_station_times(run.file("machines.csv"), "small");
  REQUIRE(stations.size() == 2);
  CHECK(stations[0].station == "cut");
  CHECK(stations[0].seconds == 720000);
  CHECK(stations[0].fractions[state("processing")] == doctest::Approx(0.5));
  CHECK(stations[0].fractions[state("load and unload")] == doctest::Approx(0.2));
  CHECK(stations[0].fractions[state("repair")] == doctest::Approx(0.1));
  CHECK(stations[1].fractions[state("idle")] == doctest::Approx(0.6));
  for (const StationTimes& times : stations) {
    double sum = 0;
    for (const double fraction : times.fractions) sum += fraction;
    CHECK(sum == doctest::Approx(1));
  }
}

TEST_CASE("wip: mean and range over the replications at equal times") {
  const SmallRun run;
  const WipSeries wip = read_wip(run.file("wip.csv"), "small");
  REQUIRE(wip.jobs.time_h.size() == 120);
  CHECK(wip.jobs.replications == 2);
  CHECK(wip.jobs.time_h[12] == 12);
  CHECK(wip.jobs.mean[12] == 10);
  CHECK(wip.jobs.low[12] == 9);
  CHECK(wip.jobs.high[12] == 11);
}

TEST_CASE("jobs: throughput by interval and sorted cycle times by part") {
  const SmallRun run;
  const JobSeries jobs = read_jobs(run.file("jobs.csv"), run.facts());
  CHECK(jobs.interval_h == 2);  // at most 60 intervals of a round length in 100 h
  REQUIRE(jobs.throughput_per_h.mean.size() == 50);
  CHECK(jobs.throughput_per_h.time_h.front() == 20);
  for (const double rate : jobs.throughput_per_h.mean) CHECK(rate == doctest::Approx(2));
  const auto& a = jobs.parts.at("a").cycle_time_h;
  CHECK(a.size() == 300);
  CHECK(std::is_sorted(a.begin(), a.end()));
  CHECK(jobs.parts.at("a").with_due == 300);
  CHECK(jobs.parts.at("b").with_due == 0);
}

TEST_CASE("jobs: those scrapped whole are no throughput") {
  const SmallRun run;
  run.folder.write("jobs.csv",
                   "scenario,replication,part,finished_h,cycle_time_h,flow_factor,late,pieces_out\n"
                   "small,0,a,21,1,,,0\nsmall,0,a,21,1,,,5\n");
  const JobSeries jobs = read_jobs(run.file("jobs.csv"), run.facts());
  CHECK(jobs.parts.at("a").cycle_time_h.size() == 1);
  CHECK(jobs.throughput_per_h.mean.front() == doctest::Approx(0.5));
}

TEST_CASE("windows: counts are summed and spans weighted") {
  const SmallRun run;
  const auto windows = read_windows(run.file("queue_windows.csv"), "small");
  REQUIRE(windows.size() == 2);
  CHECK(windows[0].closed == 400);
  CHECK(windows[0].violation_fraction() == doctest::Approx(0.1));
  CHECK(windows[0].span_sum_h / 400 == doctest::Approx(1.75));
  CHECK(windows[0].span_max_h == 8);
  CHECK(windows[1].violation_fraction() == 0);
}

TEST_CASE("summary: KPIs by point with their intervals") {
  const SmallRun run;
  const auto points = read_summary(run.file("summary.csv"), "small");
  REQUIRE(points.size() == 1);
  const KpiMeans& kpis = points.at(0);
  REQUIRE(kpis.plant("cycle_time_h") != nullptr);
  CHECK(kpis.plant("cycle_time_h")->low == 4);
  CHECK(kpis.plant("scrap_fraction") == nullptr);
  CHECK(kpis.names("station") == std::vector<std::string>{"cut", "weld"});
  CHECK(kpis.mean("part", "b", "cycle_time_h") == 8);
  const auto few =
      read_summary(run.file("summary.csv"), "small",
                   [](std::string_view scope, std::string_view) { return scope == "part"; });
  CHECK(few.at(0).names("station").empty());
}

TEST_CASE("tables: any damage is read or refused and never more") {
  const SmallRun run;
  test::write_trace(run.folder);
  std::minstd_rand random(1);
  std::size_t refused = 0;
  for (const char* name : {"machines.csv", "wip.csv", "jobs.csv", "queue_windows.csv",
                           "summary.csv", "events.csv", "manifest.json"}) {
    const std::string whole = test::read_text(run.file(name));
    for (int round = 0; round < 40; ++round) {
      std::string text = whole;
      for (int change = 0; change < 3; ++change) {
        constexpr std::string_view kBytes = ",\"\n-e9\0x.{}";
        text[random() % text.size()] = kBytes[random() % kBytes.size()];
      }
      if (round % 4 == 0) text.resize(random() % text.size());
      run.folder.write(name, text);
      try {
        const RunFacts facts = run.facts();
        read_station_times(run.file("machines.csv"), "small");
        read_wip(run.file("wip.csv"), "small");
        read_jobs(run.file("jobs.csv"), facts);
        read_windows(run.file("queue_windows.csv"), "small");
        read_summary(run.file("summary.csv"), "small");
        read_trace(run.file("events.csv"), facts, {NAN, NAN});
      } catch (const Error& error) {
        ++refused;
        CHECK(std::string(error.what()).find(name) != std::string::npos);
      }
    }
    run.folder.write(name, whole);
  }
  CHECK(refused > 100);
}

TEST_CASE("gates: replications and machines are pooled") {
  const SmallRun run;
  test::write_quality(run.folder);
  const std::vector<GateMachine> gates = read_gates(run.file("quality.csv"), "small");
  REQUIRE(gates.size() == 5);
  // 10, 12, 14, 20, 22 and 18: mean 16, squares 36 + 16 + 4 + 16 + 36 + 4 = 112.
  CHECK(gates[0].machine.empty());
  CHECK(gates[0].pieces == 6);
  CHECK(gates[0].mean == doctest::Approx(16));
  CHECK(gates[0].standard_deviation() == doctest::Approx(std::sqrt(112.0 / 5)));
  CHECK(gates[0].index().cpk == doctest::Approx(5 / (3 * std::sqrt(112.0 / 5))));
  CHECK(gates[0].outside_fraction() == doctest::Approx(1.0 / 6));
  CHECK(gates[1].index().cpk == doctest::Approx(1.5));
  // 20, 22 and 18
  CHECK(gates[2].machine == "cut_2");
  CHECK(gates[2].mean == doctest::Approx(20));
  CHECK(gates[2].standard_deviation() == doctest::Approx(2));
  CHECK(gates[2].scrapped == 1);
  CHECK(gates[4].held == 2);
  CHECK(std::isnan(gates[4].index().cpk));
  CHECK(std::isnan(gates[4].high));
}

TEST_SUITE_END();

#include <cmath>

#include <doctest/doctest.h>

#include "support/report_folders.h"
#include "twinline/report/data/trace.h"

TEST_SUITE_BEGIN("report.trace");

using namespace twinline;
using twinline::test::TemporaryFolder;

namespace {

using Kind = TraceSpan::Kind;

Trace small_trace(double from_h, double to_h) {
  const TemporaryFolder folder;
  test::write_run(folder);
  test::write_trace(folder);
  return read_trace(folder.path() / "events.csv", read_run_facts(folder.path() / "manifest.json"),
                    {from_h, to_h});
}

const std::vector<TraceSpan>& job(const Trace& trace, const std::string& name) {
  for (const auto& [job, spans] : trace.jobs) {
    if (job == name) return spans;
  }
  static const std::vector<TraceSpan> kNone;
  return kNone;
}

}  // namespace

TEST_CASE("trace: a day from its first event is the window") {
  const Trace trace = small_trace(NAN, NAN);
  CHECK(trace.from_h == 30);
  CHECK(trace.to_h == 44);  // the last event
  CHECK_FALSE(trace.shortened);
  CHECK(trace.replication == 0);
}

TEST_CASE("trace: a job waits and works and what it waited for before the trace is kept") {
  const Trace trace = small_trace(NAN, NAN);
  const auto& first = job(trace, "r/1");
  REQUIRE(first.size() == 3);
  CHECK(first[0].kind == Kind::kWaiting);
  CHECK(first[0].from_h == 30);
  CHECK(first[0].to_h == 32);
  CHECK(first[1].kind == Kind::kWorking);
  CHECK(first[1].to_h == 34);
  CHECK(first[2].station == "weld");
  CHECK(first[2].to_h == 44);  // still at work when the trace ends
  const auto& second = job(trace, "r/2");
  REQUIRE(second.size() == 2);
  CHECK(second[0].to_h == 36);
}

TEST_CASE("trace: a machine works and is down") {
  const Trace trace = small_trace(NAN, NAN);
  const auto& cut = trace.machines.at("cut_1");
  REQUIRE(cut.size() == 4);
  CHECK(cut[0].kind == Kind::kWorking);
  CHECK(cut[1].kind == Kind::kRepair);  // waiting for repair, then repair
  CHECK(cut[1].from_h == 34);
  CHECK(cut[2].to_h == 36);
  CHECK(cut[3].job == "r/2");
  CHECK(trace.station_of.at("weld_1") == "weld");
}

TEST_CASE("trace: spans are cut at the window and those outside are dropped") {
  const Trace trace = small_trace(33, 35);
  const auto& cut = trace.machines.at("cut_1");
  REQUIRE(cut.size() == 2);
  CHECK(cut[0].from_h == 33);
  CHECK(cut[1].to_h == 35);
  CHECK(trace.machines.count("weld_1") == 0);
  const Trace late = small_trace(90, 95);
  CHECK(late.empty());  // the trace has ended before
  CHECK(late.to_h == 95);
  CHECK(small_trace(42, 43).machines.size() == 2);  // what has not ended goes on
}

TEST_CASE("trace: jobs of a batch are one span of the machine") {
  const TemporaryFolder folder;
  test::write_run(folder);
  std::string rows = "scenario,replication,time_s,event,release,job,step,station,machine\n";
  for (const char* what : {"108000,start", "115200,end"}) {
    for (const char* number : {"1", "2", "3"}) {
      rows += std::string("small,0,") + what + ",r," + number + ",s1,cut,cut_1\n";
    }
  }
  folder.write("events.csv", rows);
  const Trace trace = read_trace(folder.path() / "events.csv",
                                 read_run_facts(folder.path() / "manifest.json"), {NAN, NAN});
  REQUIRE(trace.machines.at("cut_1").size() == 1);
  CHECK(trace.machines.at("cut_1")[0].job == "r/1, r/2, r/3");
  CHECK(trace.jobs.size() == 3);
}

TEST_CASE("trace: a busy plant shortens the window") {
  const TemporaryFolder folder;
  test::write_run(folder);
  std::string rows = "scenario,replication,time_s,event,release,job,step,station,machine\n";
  for (int i = 0; i < 5000; ++i) {
    const std::string end = ",r," + std::to_string(i) + ",s1,cut,cut_1\n";
    rows += "small,0," + std::to_string(108000 + 10 * i) + ",start" + end;
    rows += "small,0," + std::to_string(108005 + 10 * i) + ",end" + end;
  }
  folder.write("events.csv", rows);
  const Trace trace = read_trace(folder.path() / "events.csv",
                                 read_run_facts(folder.path() / "manifest.json"), {NAN, NAN});
  CHECK(trace.shortened);
  CHECK(trace.machines.at("cut_1").size() == 4000);
  CHECK(trace.to_h < 42);
}

TEST_SUITE_END();

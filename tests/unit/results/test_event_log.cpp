#include <doctest/doctest.h>

#include "small_plant.h"
#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/results/event_log.h"

TEST_SUITE_BEGIN("results.event_log");

using namespace twinline;
using test::hours;
using test::read_text;
using test::SmallPlant;
using test::TemporaryFolder;

namespace {

/// A plant with a step at each of its two stations.
SmallPlant traced_plant() {
  SmallPlant small;
  Plant& plant = small.plant;
  plant.output.events = true;
  plant.steps.resize(2);
  for (Id step = 0; step < 2; ++step) {
    plant.steps[step].route = 0;
    plant.steps[step].station = step;
  }
  plant.step_names = {"expose", "etch"};
  return small;
}

void record_all(TraceSink& sink) {
  sink.record({hours(1), 0, 4, 0, 0, kNone, TraceWord::kQueue});
  sink.record({hours(2), kNone, kNone, kNone, kNone, 2, TraceWord::kFailure});
  sink.record({hours(3), 0, 4, 0, 1, 1, TraceWord::kStart});
  sink.record({hours(4), 0, 4, 0, 1, kNone, TraceWord::kFinish});
}

/// The rows of events.csv without their key.
std::string logged(const Plant& plant) {
  const TemporaryFolder folder;
  EventSpool spool(plant, folder.path());
  record_all(spool);
  const auto log = make_event_log(folder.path(), plant);
  log->append(spool, 3, 7);
  log->commit();
  return read_text(folder.path() / "events.csv");
}

}  // namespace

TEST_CASE("event log: the columns that are asked for in their order") {
  SmallPlant small = traced_plant();
  small.plant.output.event_columns = {8, 1, 0};
  CHECK(logged(small.plant) ==
        "scenario,point,replication,seed,machine,event,time_s\n"
        "small,0,3,7,,queue,3600\n"
        "small,0,3,7,etch_2,failure,7200\n"
        "small,0,3,7,etch_1,start,10800\n"
        "small,0,3,7,,finish,14400\n");
}

TEST_CASE("event log: only the stations that are asked for") {
  SmallPlant small = traced_plant();
  small.plant.output.event_columns = {1};
  small.plant.output.event_stations = {false, true};
  CHECK(logged(small.plant) ==
        "scenario,point,replication,seed,event\n"
        "small,0,3,7,failure\nsmall,0,3,7,start\nsmall,0,3,7,finish\n");
}

TEST_CASE("event log: only the parts that are asked for and no machine's own rows") {
  SmallPlant small = traced_plant();
  small.plant.output.event_columns = {1};
  small.plant.output.event_parts = {true};
  CHECK(logged(small.plant) ==
        "scenario,point,replication,seed,event\n"
        "small,0,3,7,queue\nsmall,0,3,7,start\nsmall,0,3,7,finish\n");
  small.plant.output.event_parts = {false};
  CHECK(logged(small.plant) == "scenario,point,replication,seed,event\n");
}

TEST_CASE("event log: HDF5 holds the same or is refused by a build without") {
  const TemporaryFolder folder;
  SmallPlant small = traced_plant();
  small.plant.output.events_hdf5 = true;
  if (!has_hdf5()) {
    CHECK_THROWS_WITH_AS(make_event_log(folder.path(), small.plant),
                         doctest::Contains("this build has no HDF5"), FileError);
    return;
  }
  EventSpool spool(small.plant, folder.path());
  record_all(spool);
  for (const char* name : {"a", "b"}) {
    std::filesystem::create_directory(folder.path() / name);
    const auto log = make_event_log(folder.path() / name, small.plant);
    log->append(spool, 3, 7);
    CHECK_FALSE(std::filesystem::exists(folder.path() / name / "events.h5"));
    log->commit();
  }
  const std::string bytes = read_text(folder.path() / "a" / "events.h5");
  CHECK(bytes.substr(1, 3) == "HDF");
  CHECK((bytes == read_text(folder.path() / "b" / "events.h5")));
  for (const char* name : {"time_ns", "machine", "names", "release", "expose", "etch_2"}) {
    CHECK(bytes.find(name) != std::string::npos);
  }
}

TEST_CASE("event spool: a trace goes on behind the records that are kept") {
  const TemporaryFolder folder;
  const SmallPlant small = traced_plant();
  const std::filesystem::path file = folder.path() / "trace";
  {
    EventSpool spool(small.plant, file, 0);
    record_all(spool);
    CHECK(spool.keep() == 4);
  }
  EventSpool spool(small.plant, file, 2);
  spool.record({hours(9), 0, 4, 0, 0, kNone, TraceWord::kScrap});
  const std::vector<TraceRecord> records = spool.read(0);
  REQUIRE(records.size() == 3);
  CHECK(records[1].what == TraceWord::kFailure);
  CHECK(records[2].what == TraceWord::kScrap);
  CHECK(records[2].time == hours(9));
  CHECK(spool.read(3).empty());
}

TEST_SUITE_END();

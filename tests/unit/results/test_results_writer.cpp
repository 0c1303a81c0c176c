#include <algorithm>
#include <iterator>
#include <thread>

#include <doctest/doctest.h>

#include "small_plant.h"
#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/results/results_writer.h"

TEST_SUITE_BEGIN("results.results_writer");

using namespace twinline;
using test::hours;
using test::read_text;
using test::SmallPlant;
using test::TemporaryFolder;

namespace {

std::size_t n_entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

std::string header() { return "scenario,point,replication,seed,time_h,jobs,jobs_queued\n"; }

/// A plant with a WIP sample that tells the replications apart.
SmallPlant sampled(std::uint32_t jobs) {
  SmallPlant small;
  small.plant.output.wip_interval = hours(1);
  small.stats.wip_series = {{hours(11), jobs, 0}};
  return small;
}

}  // namespace

TEST_CASE("writer: rows go out in the order of the slots") {
  const TemporaryFolder folder;
  const std::filesystem::path out = folder.path() / "deep" / "results";
  const SmallPlant small = sampled(5);
  ResultsWriter writer(out, small.plant);
  for (const std::uint32_t slot : {3U, 0U, 2U, 1U}) {
    if (slot == 2) {
      writer.drop(slot);
    } else {
      writer.add(slot, sampled(slot).data(slot));
    }
  }
  CHECK(existing_results(out).empty());
  const ResultsWriter::Written written = writer.finish({});
  CHECK(read_text(out / "wip.csv") ==
        header() + "small,0,0,7,11,0,0\nsmall,0,1,7,11,1,0\nsmall,0,3,7,11,3,0\n");
  CHECK(written.files == 7);
  CHECK(n_entries(out) == 8);  // the manifest too, and no temporary file
  CHECK(read_text(out / "manifest.json").find("\"complete_replications\": [0, 1, 3]") !=
        std::string::npos);
}

TEST_CASE("writer: an interrupted run keeps what is complete") {
  const TemporaryFolder folder;
  const SmallPlant small = sampled(5);
  ResultsWriter writer(folder.path(), small.plant);
  writer.add(2, sampled(2).data(2));
  writer.finish({});
  CHECK(read_text(folder.path() / "wip.csv") == header() + "small,0,2,7,11,2,0\n");
}

TEST_CASE("writer: without finish nothing is left") {
  const TemporaryFolder folder;
  const std::filesystem::path out = folder.path() / "results";
  {
    const SmallPlant small;
    ResultsWriter writer(out, small.plant);
    writer.add(0, small.data());
    CHECK(std::filesystem::exists(out));
  }
  CHECK(!std::filesystem::exists(out));
}

TEST_CASE("writer: a second run replaces its own tables and no other file") {
  const TemporaryFolder folder;
  folder.write("notes.txt", "mine");
  {
    const SmallPlant small = sampled(1);
    ResultsWriter writer(folder.path(), small.plant);
    writer.add(0, small.data());
    writer.finish({});
  }
  CHECK(existing_results(folder.path()).size() == 8);
  const SmallPlant small;  // without the WIP series
  ResultsWriter writer(folder.path(), small.plant);
  writer.add(0, small.data());
  writer.finish({});
  CHECK(!std::filesystem::exists(folder.path() / "wip.csv"));
  CHECK(read_text(folder.path() / "notes.txt") == "mine");
}

TEST_CASE("writer: a folder that cannot be made is an error that names it") {
  const TemporaryFolder folder;
  folder.write("file", "");
  const SmallPlant small;
  try {
    ResultsWriter writer(folder.path() / "file" / "results", small.plant);
    FAIL("no error");
  } catch (const FileError& error) {
    CHECK(std::string(error.what()).find("file/results: Not a directory") != std::string::npos);
  }
}

TEST_CASE("events: traces of replications are joined in order and cut to the interval") {
  const TemporaryFolder folder;
  SmallPlant small;
  small.plant.output.events = true;
  small.plant.output.events_from = hours(1);
  small.plant.output.events_to = hours(2);
  small.plant.steps.resize(1);
  small.plant.steps[0].route = 0;
  small.plant.steps[0].station = 1;
  small.plant.step_names = {"s1"};
  ResultsWriter writer(folder.path(), small.plant);
  TraceSink* second = writer.trace(1);
  TraceSink* first = writer.trace(0);
  second->record({hours(1), 0, 9, 0, 0, kNone, TraceWord::kRelease});
  first->record({hours(0), 0, 1, 0, 0, kNone, TraceWord::kRelease});
  first->record({hours(2), 0, 1, 0, 0, 2, TraceWord::kStart});
  first->record({hours(2), kNone, kNone, kNone, kNone, 0, TraceWord::kFailure});
  first->record({hours(3), 0, 1, 0, 0, 2, TraceWord::kEnd});
  writer.add(1, small.data(1));
  writer.add(0, small.data(0));
  writer.finish({});
  CHECK(read_text(folder.path() / "events.csv") ==
        "scenario,point,replication,seed,time_s,event,release,job,part,route,step,station,"
        "machine\n"
        "small,0,0,7,7200,start,starts,1,pa,main,s1,etch,etch_2\n"
        "small,0,0,7,7200,failure,,,,,,litho,litho_1\n"
        "small,0,1,7,3600,release,starts,9,pa,main,s1,etch,\n");
}

TEST_CASE("writer: replications of many threads give the bytes of one") {
  const SmallPlant small;
  const auto run = [&](unsigned n_threads) {
    const TemporaryFolder folder;
    ResultsWriter writer(folder.path(), small.plant);
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < n_threads; ++t) {
      threads.emplace_back([&, t] {
        for (std::uint32_t slot = t; slot < 20; slot += n_threads) {
          writer.add(slot, small.data(slot));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    writer.finish({});
    std::string all;
    for (const char* file : {"summary.csv", "kpis.csv", "jobs.csv", "machines.csv"}) {
      all += read_text(folder.path() / file);
    }
    return all;
  };
  CHECK(run(1) == run(4));
}

TEST_SUITE_END();

#include <atomic>
#include <fstream>

#include <doctest/doctest.h>

#include "small_queue.h"
#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/experiment/checkpoint.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/plant/state/state_archive.h"

TEST_SUITE_BEGIN("experiment.checkpoint");

using namespace twinline;
using test::read_text;
using test::small_queue;
using test::TemporaryFolder;

namespace {

constexpr const char* kFile = "replication_000003.checkpoint";

CheckpointFolder checkpoints(const TemporaryFolder& folder, const std::string& scenario = "one",
                             std::uint64_t seed = 7) {
  CheckpointFolder result(folder.path() / "checkpoint", scenario, seed, "0.1.0");
  result.prepare();
  return result;
}

PlantState half_done(const Plant& plant) {
  Simulation simulation(plant, 7, 3);
  simulation.advance(SimTime::from_ns(plant.horizon().ns() / 2));
  return simulation.state();
}

/// The reason why the checkpoint of replication 3 is refused; "" where it is not.
std::string refusal(const CheckpointFolder& folder) {
  try {
    folder.load(3);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

void rewrite(const CheckpointFolder& folder, const std::string& content) {
  std::ofstream(folder.path() / kFile, std::ios::binary) << content;
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// All tables of a run of three replications, with its trace.
std::string run(const Plant& plant, const std::filesystem::path& out, CheckpointPlan plan,
                const std::atomic<bool>& cancel) {
  ResultsWriter writer(out, plant);
  WriterSink sink(writer, plan.folder);
  RunPlan run_plan;
  run_plan.seed = 7;
  run_plan.replications = first_replications(3);
  run_plan.threads = 2;
  run_plan.checkpoints = plan;
  const RunReport report = run_replications(plant, run_plan, sink, {}, cancel);
  if (report.interrupted) return "interrupted";
  writer.finish({});
  std::string all;
  for (const char* file : {"summary.csv", "kpis.csv", "jobs.csv", "machines.csv", "events.csv"}) {
    all += read_text(out / file);
  }
  return all;
}

}  // namespace

TEST_CASE("checkpoint: what is saved comes back and nothing where there is none") {
  const TemporaryFolder folder;
  const Plant plant = small_queue();
  const PlantState state = half_done(plant);
  const CheckpointFolder saved = checkpoints(folder);
  CHECK_FALSE(saved.any());
  CHECK_FALSE(saved.load(3).has_value());
  saved.save(3, state, 41);
  CHECK(saved.any());
  CHECK_FALSE(saved.load(2).has_value());
  const std::optional<SavedReplication> back = saved.load(3);
  REQUIRE(back.has_value());
  CHECK(back->trace_records == 41);
  CHECK((state_bytes(back->state) == state_bytes(state)));
  saved.remove();
  CHECK_FALSE(std::filesystem::exists(saved.path()));
}

TEST_CASE("checkpoint: one that is truncated or damaged anywhere is refused") {
  const TemporaryFolder folder;
  const Plant plant = small_queue();
  const CheckpointFolder saved = checkpoints(folder);
  saved.save(3, half_done(plant), 0);
  const std::string content = read_text(saved.path() / kFile);
  for (std::size_t n = 0; n < content.size(); n += n < 500 ? 7 : 131) {
    CAPTURE(n);
    rewrite(saved, content.substr(0, n));
    CHECK(says(refusal(saved), "start the run anew with --force"));
    std::string damaged = content;
    damaged[n] = static_cast<char>(damaged[n] ^ 0x20);
    rewrite(saved, damaged);
    CHECK(says(refusal(saved), "start the run anew with --force"));
  }
  rewrite(saved, content.substr(0, content.size() - 9));
  CHECK(says(refusal(saved), "is truncated: it has "));
  rewrite(saved, content + "x");
  CHECK(says(refusal(saved), "is truncated: it has "));
}

TEST_CASE("checkpoint: a foreign, older or other scenario's file is refused with the reason") {
  const TemporaryFolder folder;
  const Plant plant = small_queue();
  const CheckpointFolder saved = checkpoints(folder);
  saved.save(3, half_done(plant), 0);
  CHECK(says(refusal(checkpoints(folder, "two")), "is of another scenario"));
  CHECK(says(refusal(checkpoints(folder, "one", 8)), "the checkpoint is of seed 7"));
  rewrite(saved, "PK\x03\x04 something else");
  CHECK(says(refusal(saved), "this is no checkpoint of Twinline"));
  rewrite(saved, "twinline checkpoint, format 9\nwhatever");
  CHECK(says(refusal(saved), "written by another version"));
}

TEST_CASE("checkpoint: an interrupted run goes on to the bytes of an uninterrupted one") {
  const TemporaryFolder folder;
  Plant plant = small_queue();
  plant.output.events = true;
  const std::atomic<bool> never{false};
  const std::string whole = run(plant, folder.path() / "whole", {}, never);
  const CheckpointFolder saved = checkpoints(folder);
  // The replications have reached different places, one its end, one has not begun.
  std::string resumed;
  for (const std::uint32_t replication : {0U, 2U}) {
    EventSpool spool(plant, saved.trace_file(replication), 0);
    Simulation simulation(plant, 7, replication, &spool);
    simulation.advance(replication == 0 ? plant.horizon()
                                        : SimTime::from_ns(plant.horizon().ns() / 3));
    saved.save(replication, simulation.state(), spool.keep());
    simulation.advance(plant.horizon());  // its trace beyond the checkpoint is cut off
  }
  CheckpointPlan plan;
  plan.folder = &saved;
  CHECK((run(plant, folder.path() / "resumed", plan, never) == whole));

  // Cancelled before it begins: every replication saves where it stands.
  const std::atomic<bool> at_once{true};
  CHECK(run(plant, folder.path() / "stopped", plan, at_once) == "interrupted");
  CHECK((run(plant, folder.path() / "again", plan, never) == whole));
}

TEST_CASE("checkpoint: a trace that has lost records is refused") {
  const TemporaryFolder folder;
  const Plant plant = small_queue();
  const CheckpointFolder saved = checkpoints(folder);
  CHECK_THROWS_AS(EventSpool(plant, saved.trace_file(0), 5), FileError);
}

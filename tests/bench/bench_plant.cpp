// Whole runs through scenario files: an M/M/1 queue and, where its tables are found, a year of the
// SMT2020 fab.
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>

#include "support/smt2020_data.h"
#include "support/temporary_folder.h"
#include "twinline/plant/simulation.h"
#include "twinline/scenario/importers/smt2020.h"
#include "twinline/scenario/load.h"

namespace twinline {
namespace {

/// Jobs a second of a single queue: every cost that a job has in the plant model, nothing else.
void mm1(benchmark::State& state) {
  const LoadOptions options{{"scenario.duration=800000 h", "scenario.warm_up=0 s"}, false};
  const Plant plant =
      load_scenario(std::filesystem::path(TWINLINE_SCENARIO_DIR) / "verification/mm1", options)
          .plant;
  std::uint64_t jobs = 0;
  for (auto _ : state) {
    Simulation simulation(plant, 1, 0);
    simulation.advance(plant.horizon());
    jobs += simulation.statistics().releases[0].finished;
  }
  state.counters["jobs/s"] =
      benchmark::Counter(static_cast<double>(jobs), benchmark::Counter::kIsRate);
}
BENCHMARK(mm1)->Unit(benchmark::kMillisecond);

/// The imported fab in a scratch folder, removed at the end.
struct Hvlm {
  Hvlm() {
    const std::filesystem::path tables = test::smt2020_hvlm_tables();
    found = !tables.empty();
    if (found) import_smt2020(tables, scenario(), true);
  }
  std::filesystem::path scenario() const { return folder.path() / "hvlm"; }
  test::TemporaryFolder folder;
  bool found = false;
};

void hvlm_load(benchmark::State& state) {
  const Hvlm hvlm;
  if (!hvlm.found) return state.SkipWithError(test::kNoSmt2020);
  for (auto _ : state) benchmark::DoNotOptimize(load_scenario(hvlm.scenario()).plant.steps.size());
}
BENCHMARK(hvlm_load)->Unit(benchmark::kMillisecond);

void hvlm_year(benchmark::State& state) {
  const Hvlm hvlm;
  if (!hvlm.found) return state.SkipWithError(test::kNoSmt2020);
  const LoadOptions options{{"scenario.duration=365 d", "scenario.warm_up=0 s"}, false};
  const Plant plant = load_scenario(hvlm.scenario(), options).plant;
  std::uint64_t moves = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    Simulation simulation(plant, 1, 0);
    simulation.advance(plant.horizon());
    moves += simulation.statistics().moves;
    events += simulation.n_events();
  }
  state.counters["moves/s"] =
      benchmark::Counter(static_cast<double>(moves), benchmark::Counter::kIsRate);
  state.counters["events/s"] =
      benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}
BENCHMARK(hvlm_year)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace twinline

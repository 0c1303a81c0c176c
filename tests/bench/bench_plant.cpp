// Whole runs through scenario files: an M/M/1 queue, lines with buffers and, where its tables are
// found, a year of the SMT2020 fab.
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

/// One of many equal lines: ten single machines with four places between them, never without jobs.
std::string line_of_ten(const std::string& line, const std::string& process) {
  std::string steps;
  std::string elements;
  for (int i = 0; i < 10; ++i) {
    const std::string name = line + "_" + std::to_string(i);
    steps += "{step = 's" + std::to_string(i) + "', station = '" + name + "', process = '" +
             process + "'},";
    elements += "[[station]]\nname = '" + name + "'\n";
    if (i == 0) continue;
    elements += "buffer = '" + name + "'\n[[buffer]]\nname = '" + name +
                "'\ncapacity = 4\ncounts = 'waiting'\nblocking = 'after_service'\n";
  }
  return "[[part]]\nname = '" + line + "'\nroute = '" + line + "'\n[[route]]\nname = '" + line +
         "'\nsteps = [" + steps + "]\n" + elements + "[[release]]\nname = '" + line +
         "'\npart = '" + line + "'\nconwip = 100\n";
}

/// Machine cycles a second where so many machines stand in lines of ten: the load of each is the
/// same however many there are.
void lines(benchmark::State& state, const std::string& process) {
  const std::int64_t n_lines = state.range(0) / 10;
  std::string text = "[scenario]\nname = 'lines'\nwarm_up = '0 s'\nduration = '" +
                     std::to_string(400000 / n_lines) + " h'\n[output]\njobs = false\n";
  for (std::int64_t i = 0; i < n_lines; ++i) {
    text += line_of_ten("l" + std::to_string(i), process);
  }
  const test::TemporaryFolder folder;
  folder.write("scenario.toml", text);
  const Plant plant = load_scenario(folder.path()).plant;
  std::uint64_t cycles = 0;
  for (auto _ : state) {
    Simulation simulation(plant, 1, 0);
    simulation.advance(plant.horizon());
    cycles += simulation.statistics().moves;
  }
  state.counters["cycles/s"] =
      benchmark::Counter(static_cast<double>(cycles), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(lines, exponential, "exponential(1 h)")
    ->RangeMultiplier(10)
    ->Range(10, 10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lines, constant, "1 h")
    ->RangeMultiplier(10)
    ->Range(10, 10000)
    ->Unit(benchmark::kMillisecond);

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

// How lots move in SMT2020, where simulators of its data differ, in plants small enough to follow
// by hand. Times are exact unless a test says otherwise.

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "support/text_run.h"

namespace twinline {
namespace {

using test::check_times;
using test::Hours;
using test::TextRun;

TEST_SUITE_BEGIN("plant.smt2020_flow");

TEST_CASE("smt2020: a uniform process time fills mean plus and minus the half-width") {
  // n = 2000: each tenth of an hour at the ends holds 5 % of the values, so missing one of them has
  // a probability below 0.95^2000.
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [{step = "s", station = "m", process = "uniform(9 h, 11 h)"}]
[[station]]
name = "m"
[[release]]
name = "jobs"
part = "p"
conwip = 1
)toml",
                    "20000 h");
  const Hours starts = run.log().hours_of("start");
  REQUIRE(starts.size() > 1900);
  double low = 100;
  double high = 0;
  for (std::size_t i = 1; i < starts.size(); ++i) {
    low = std::min(low, starts[i] - starts[i - 1]);
    high = std::max(high, starts[i] - starts[i - 1]);
  }
  CHECK(low >= 9);
  CHECK(low < 9.1);
  CHECK(high <= 11);
  CHECK(high > 10.9);
}

constexpr const char* kTwoProducts = R"toml(
[[part]]
name = "a"
route = "ra"
size = 25
[[part]]
name = "b"
route = "rb"
size = 25
[[route]]
name = "ra"
steps = [{step = "s", station = "oven", process = "10 h", per = "batch", batch_min = 75, batch_max = 100}]
[[route]]
name = "rb"
steps = [{step = "s", station = "oven", process = "10 h", per = "batch", batch_min = 75, batch_max = 100}]
[[station]]
name = "oven"
machines = 2
batch = {unit = "pieces", by = "step", rule = "minimum"}
)toml";

TEST_CASE("smt2020: a batch starts from its minimum with lots of the same route and step only") {
  const TextRun run(std::string(kTwoProducts) + R"toml(
[[release]]
name = "a"
part = "a"
times = ["0 h", "0 h", "1 h"]
[[release]]
name = "b"
part = "b"
times = ["0 h", "0 h", "3 h"]
)toml",
                    "20 h");
  check_times(run.log().hours_of("start"), {1, 1, 1, 3, 3, 3});
  const auto starts = run.log().of("start");
  for (std::size_t i = 0; i < starts.size(); ++i) CHECK(starts[i].release == (i < 3 ? 0 : 1));
  CHECK(run.statistics().stations[0].tasks == 2);
}

TEST_CASE("smt2020: a batch is filled to its maximum and no further") {
  const TextRun run(std::string(kTwoProducts) + R"toml(
[[release]]
name = "a"
part = "a"
times = ["0 h", "0 h", "0 h", "0 h", "0 h", "0 h"]
)toml",
                    "20 h");
  CHECK(run.statistics().stations[0].tasks == 1);
  CHECK(run.statistics().stations[0].pieces == 100);
}

TEST_CASE("smt2020: a step that is skipped draws no rework") {
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [
  {step = "one", station = "m", process = "1 min"},
  {step = "two", station = "m", process = "1 min", sampling = 0.0, rework_to = "one", rework_probability = 1.0, rework_limit = 1},
]
[[station]]
name = "m"
[[release]]
name = "jobs"
part = "p"
every = "5 min"
start = "0 s"
)toml",
                    "100 h");
  CHECK(run.statistics().releases[0].finished > 1000);
  CHECK(run.log().of("rework").empty());
}

TEST_CASE("smt2020: rework sends the whole lot back and may recur") {
  // Reworks of a lot are geometric: mean q / (1 - q) = 1, variance q / (1 - q)^2 = 2 for q = 0.5.
  // n > 1900, two-sided alpha = 0.001: within 3.3 standard errors.
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
size = 25
[[route]]
name = "r"
steps = [
  {step = "one", station = "m", process = "1 min"},
  {step = "two", station = "n", process = "1 min", rework_to = "one", rework_probability = 0.5, rework_per = "job", rework_limit = 0},
]
[[station]]
name = "m"
[[station]]
name = "n"
[[release]]
name = "jobs"
part = "p"
every = "5 min"
start = "0 s"
)toml",
                    "10000 min");
  const ReleaseStats& stats = run.statistics().releases[0];
  const auto n = static_cast<double>(stats.finished);
  REQUIRE(n > 1900);
  CHECK(std::abs(static_cast<double>(stats.reworks) / n - 1) < 3.3 * std::sqrt(2 / n));
  CHECK(stats.pieces_out == stats.finished * 25);
}

TEST_CASE("smt2020: transport takes place between steps that are done and listed locations") {
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [
  {step = "one", station = "fab1", process = "1 h"},
  {step = "skipped", station = "fab2", process = "1 h", sampling = 0.0},
  {step = "two", station = "fab2", process = "1 h"},
  {step = "delay", station = "wait", process = "1 h"},
  {step = "three", station = "fab1", process = "1 h"},
]
[[station]]
name = "fab1"
location = "Fab"
[[station]]
name = "fab2"
location = "Fab"
[[station]]
name = "wait"
location = "Delay"
[[transport]]
from = "Fab"
to = "Fab"
time = "10 h"
[[release]]
name = "jobs"
part = "p"
times = ["0 h"]
)toml",
                    "100 h");
  check_times(run.log().hours_of("start"), {0, 11, 12, 13});
  check_times(run.log().hours_of("finish"), {14});
}

TEST_CASE("smt2020: a dedicated step runs on the machine of the step it is bound to") {
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [
  {step = "one", station = "litho", process = "exponential(1 h)"},
  {step = "etch", station = "etch", process = "exponential(1 h)"},
  {step = "two", station = "litho", process = "exponential(1 h)", same_machine_as = "one"},
  {step = "three", station = "litho", process = "exponential(1 h)", same_machine_as = "two"},
]
[[station]]
name = "litho"
machines = 4
[[station]]
name = "etch"
machines = 3
[[release]]
name = "jobs"
part = "p"
every = "exponential(1 h)"
)toml",
                    "1000 h");
  std::array<std::vector<Id>, 4> machine_of;
  std::set<Id> used;
  std::size_t n_bound = 0;
  for (const auto& start : run.log().of("start")) {
    std::vector<Id>& machines = machine_of[start.step];
    if (machines.size() <= start.serial) machines.resize(start.serial + 1, kNone);
    machines[start.serial] = start.machine;
    if (start.step == 0) used.insert(start.machine);
    if (start.step < 2) continue;
    CHECK(start.machine == machine_of[0][start.serial]);
    ++n_bound;
  }
  CHECK(n_bound > 1000);
  CHECK(used.size() == 4);
}

TEST_CASE("smt2020: a queue-time window spans the end of a step to the begin of another") {
  // The machine of "close" is taken by the blocker until 5 h, 6 h and 7 h of three jobs that end
  // "open" at 1 h, 2 h and 3 h: spans of 4 h, 4 h and 4 h; the limit itself is no violation.
  for (const bool strict : {false, true}) {
    const std::string limit = strict ? "3.999 h" : "4 h";
    const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[part]]
name = "blocker"
route = "rb"
[[route]]
name = "r"
steps = [
  {step = "open", station = "one", process = "1 h", window_to = "close", window = ")toml" +
                          limit + R"toml(", window_action = "count"},
  {step = "between", station = "one", process = "1 h", sampling = 0.0},
  {step = "close", station = "two", process = "1 h"},
]
[[route]]
name = "rb"
steps = [{step = "s", station = "two", process = "5 h"}]
[[station]]
name = "one"
[[station]]
name = "two"
dispatch = ["priority", "fifo"]
[[release]]
name = "jobs"
part = "p"
times = ["0 h", "1 h", "2 h"]
[[release]]
name = "blocker"
part = "blocker"
times = ["0 h"]
priority = 1
)toml",
                      "20 h");
    REQUIRE(run.statistics().windows.size() == 1);
    CHECK(run.statistics().windows[0].closed == 3);
    CHECK(run.statistics().windows[0].violations == (strict ? 3 : 0));
    CHECK(run.statistics().windows[0].span.mean_seconds() == doctest::Approx(4 * 3600.0));
    CHECK(run.statistics().releases[0].finished == 3);
  }
}

TEST_CASE("smt2020: a lot at the last step at time 0 is kept and its stream counts it") {
  const test::TemporaryFolder folder;
  folder.write("wip.csv", "job,part,step,priority,due,release\nx,p,2,5,1 h,jobs\n");
  folder.write("scenario.toml", R"toml(
[scenario]
name = "test"
duration = "10 h"
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [{step = "one", station = "m", process = "1 h"}, {step = "two", station = "m", process = "2 h"}]
[[station]]
name = "m"
[[release]]
name = "jobs"
part = "p"
times = ["9 h"]
[[initial]]
file = "wip.csv"
)toml");
  const LoadedScenario loaded = load_scenario(folder.path());
  Simulation simulation(loaded.plant, 1, 0);
  simulation.advance(loaded.plant.horizon());
  const ReleaseStats& stats = simulation.statistics().releases[0];
  CHECK(stats.finished == 1);
  CHECK(stats.with_due == 1);
  CHECK(stats.on_time == 0);
  CHECK(stats.cycle_time.mean_seconds() == doctest::Approx(2 * 3600.0));
}

TEST_SUITE_END();

}  // namespace
}  // namespace twinline

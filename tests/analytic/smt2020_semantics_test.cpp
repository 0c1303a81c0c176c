// The rules of SMT2020 that simulators of its data differ in, each in a plant small enough to
// follow by hand. Times are exact unless a test says otherwise.

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "support/text_run.h"

namespace twinline {
namespace {

using test::TextRun;
using Hours = std::vector<double>;

void check_times(const Hours& times, const Hours& expected) {
  REQUIRE(times.size() >= expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(times[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

/// One part through one station, released at the given times.
std::string one_step(const std::string& station_keys, const std::string& step_keys,
                     const std::string& times, const std::string& size = "1") {
  return "[[part]]\nname = \"p\"\nroute = \"r\"\nsize = " + size +
         "\n[[route]]\nname = \"r\"\nsteps = [{step = \"s\", station = \"m\", " + step_keys +
         "}]\n[[station]]\nname = \"m\"\n" + station_keys +
         "\n[[release]]\nname = \"jobs\"\npart = \"p\"\ntimes = [" + times + "]\n";
}

TEST_SUITE_BEGIN("plant.smt2020_semantics");

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

constexpr const char* kTwoStates = R"toml(
[[part]]
name = "a"
route = "ra"
[[part]]
name = "b"
route = "rb"
[[part]]
name = "plain"
route = "rp"
[[route]]
name = "ra"
steps = [{step = "s", station = "m", process = "1 h", setup = "sa"}]
[[route]]
name = "rb"
steps = [{step = "s", station = "m", process = "1 h", setup = "sb"}]
[[route]]
name = "rp"
steps = [{step = "s", station = "m", process = "1 h"}]
)toml";

constexpr const char* kSetupStation = R"toml(
[[station]]
name = "m"
dispatch = ["priority", "least_setup", "fifo"]
setup = {times = [{to = "sa", time = "2 h"}, {to = "sb", time = "3 h"}]}
)toml";

std::string release(const std::string& name, const std::string& part, const std::string& keys) {
  return "[[release]]\nname = \"" + name + "\"\npart = \"" + part + "\"\n" + keys + "\n";
}

TEST_CASE("smt2020: the priority of a lot goes before the setup it needs") {
  const TextRun run(std::string(kTwoStates) + kSetupStation +
                        release("first", "a", "times = [\"0 h\"]") +
                        release("same", "a", "times = [\"0.5 h\"]\npriority = 10") +
                        release("urgent", "b", "times = [\"1 h\"]\npriority = 20"),
                    "20 h");
  CHECK(run.log().hours_of("start", 0) == 0);
  CHECK(run.log().hours_of("start", 2) == 3);  // setup 2 h and process 1 h of the first
  CHECK(run.log().hours_of("start", 1) == 7);  // setup 3 h and process 1 h of the urgent one
}

TEST_CASE("smt2020: among equal priorities the least setup goes first") {
  const TextRun run(
      std::string(kTwoStates) + kSetupStation + release("first", "a", "times = [\"0 h\"]") +
          release("early", "b", "times = [\"0.5 h\"]") + release("same", "a", "times = [\"1 h\"]"),
      "20 h");
  CHECK(run.log().hours_of("start", 2) == 3);
  CHECK(run.log().hours_of("start", 1) == 4);
}

TEST_CASE("smt2020: a step that needs no setup leaves the machine's as it is") {
  const TextRun run(std::string(kTwoStates) + kSetupStation +
                        release("one", "a", "times = [\"0 h\", \"10 h\"]") +
                        release("plain", "plain", "times = [\"5 h\"]"),
                    "20 h");
  CHECK(run.statistics().stations[0].setups == 1);
  check_times(run.log().hours_of("end"), {3, 6, 11});
}

TEST_CASE("smt2020: a minimum run is held hard and an urgent lot of another setup waits too") {
  const TextRun run(std::string(kTwoStates) + R"toml(
[[station]]
name = "m"
dispatch = ["priority", "least_setup", "fifo"]
setup = {times = [{to = "sa", time = "2 h"}, {to = "sb", time = "3 h"}], min_run = 3}
)toml" + release("a", "a", "times = [\"0 h\", \"20 h\", \"30 h\"]") +
                        release("urgent", "b", "times = [\"1 h\"]\npriority = 30\nhot = true"),
                    "60 h");
  CHECK(run.log().hours_of("start", 0, 0) == 0);
  CHECK(run.log().hours_of("start", 0, 1) == 20);
  CHECK(run.log().hours_of("start", 0, 2) == 30);
  CHECK(run.log().hours_of("start", 1) == 31);
  CHECK(run.hours_in(MachineState::kHeld) == doctest::Approx(17 + 9));
}

TEST_CASE("smt2020: the ranking by least setup can leave a step's own setup time out") {
  // The step of part b brings its own 3 h; the table says nothing about it.
  const std::string parts = R"toml(
[[part]]
name = "a"
route = "ra"
[[part]]
name = "b"
route = "rb"
[[route]]
name = "ra"
steps = [{step = "s", station = "m", process = "1 h", setup = "sa", setup_time = "1 h"}]
[[route]]
name = "rb"
steps = [{step = "s", station = "m", process = "1 h", setup = "sb", setup_time = "3 h"}]
)toml";
  for (const bool table_only : {true, false}) {
    const TextRun run(parts +
                          "[[station]]\nname = \"m\"\ndispatch = [\"least_setup\", \"fifo\"]\n" +
                          "setup = {least_setup_counts = \"" + (table_only ? "table" : "all") +
                          "\"}\n" + release("first", "a", "times = [\"0 h\"]") +
                          release("early", "b", "times = [\"0.5 h\"]") +
                          release("same", "a", "times = [\"1 h\"]"),
                      "20 h");
    CHECK(run.log().hours_of("start", 1) == (table_only ? 2 : 3));
    CHECK(run.log().hours_of("start", 2) == (table_only ? 6 : 2));
  }
}

TEST_CASE("smt2020: a lot that finds several idle machines takes the one that is set up") {
  const std::string plant = std::string(kTwoStates) + R"toml(
[[station]]
name = "m"
machines = 2
machine_choice = "least_setup"
setup = {times = [{to = "sa", time = "2 h"}, {to = "sb", time = "3 h"}]}
)toml";
  const TextRun run(plant + release("a", "a", "times = [\"0 h\", \"21 h\"]") +
                        release("b", "b", "times = [\"10 h\", \"20 h\"]"),
                    "40 h");
  CHECK(run.statistics().stations[0].setups == 2);
  check_times(run.log().hours_of("end"), {3, 14, 21, 22});
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

TEST_CASE("smt2020: a breakdown of an idle machine keeps it from starting") {
  const TextRun run(one_step("failure = {type = \"time_dependent\", interruption = \"resume\", "
                             "first = \"1 h\", every = \"1000 h\", repair = \"2 h\"}",
                             "process = \"1 h\"", "\"1.5 h\""),
                    "10 h");
  check_times(run.log().hours_of("start"), {3});
  CHECK(run.hours_in(MachineState::kRepair) == 2);
}

TEST_CASE("smt2020: a breakdown interrupts the lot and it goes on where it was") {
  const TextRun run(one_step("failure = {type = \"time_dependent\", interruption = \"resume\", "
                             "first = \"4 h\", every = \"1000 h\", repair = \"2 h\"}",
                             "process = \"10 h\"", "\"0 h\""),
                    "20 h");
  check_times(run.log().hours_of("end"), {12});
}

TEST_CASE("smt2020: the time to the next breakdown counts from the end of the repair") {
  const TextRun run(one_step("failure = {type = \"time_dependent\", interruption = \"resume\", "
                             "every = \"10 h\", repair = \"2 h\"}",
                             "process = \"1 h\"", "\"0 h\""),
                    "40 h");
  check_times(run.log().hours_of("failure"), {10, 22, 34});
}

TEST_CASE("smt2020: breakdowns and maintenance never overlap and none is lost") {
  const TextRun run(one_step("failure = {type = \"time_dependent\", interruption = \"resume\", "
                             "every = \"10 h\", repair = \"3 h\"}\n"
                             "maintenance = [{name = \"m\", every = \"7 h\", first = \"7 h\", "
                             "duration = \"2 h\", interval = \"start_to_start\"}]",
                             "process = \"0.7 h\"", "\"0 h\", \"1 h\", \"50 h\", \"51 h\""),
                    "10000 h");
  bool down = false;
  for (const auto& entry : run.log().entries()) {
    if (entry.what == "repair" || entry.what == "maintenance") {
      CHECK_FALSE(down);
      down = true;
    } else if (entry.what == "up") {
      down = false;
    }
  }
  const MachineStats& stats = run.statistics().machines[0];
  REQUIRE(stats.failures > 700);
  REQUIRE(stats.maintenances > 1200);
  // One of the two may be in progress at the end.
  const double repair = 3.0 * static_cast<double>(stats.failures);
  const double maintenance = 2.0 * static_cast<double>(stats.maintenances);
  CHECK(run.hours_in(MachineState::kRepair) <= repair + 1e-6);
  CHECK(run.hours_in(MachineState::kRepair) >= repair - 3);
  CHECK(run.hours_in(MachineState::kMaintenance) <= maintenance + 1e-6);
  CHECK(run.hours_in(MachineState::kMaintenance) >= maintenance - 2);
}

TEST_CASE("smt2020: maintenance waits for the lot and counts from its own start") {
  // 80 min lots back to back. Due at 1:00, begins at 1:20; due at 11:20 again, begins at 11:40.
  // Counted from its end it would be due at 12:20 and begin at 13:00.
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
[[route]]
name = "r"
steps = [{step = "s", station = "m", process = "80 min"}]
[[station]]
name = "m"
maintenance = [{name = "pm", every = "10 h", first = "1 h", duration = "1 h", interval = "start_to_start"}]
[[release]]
name = "jobs"
part = "p"
conwip = 2
)toml",
                    "20 h");
  check_times(run.log().hours_of("maintenance"), {80.0 / 60, 11 + 40.0 / 60});
}

TEST_CASE("smt2020: the first maintenance is staggered over the machines of a station") {
  const TextRun run(one_step("machines = 4\nmaintenance = [{name = \"pm\", every = \"100 h\", "
                             "first = \"8 h\", duration = \"1 h\", stagger = true, "
                             "interval = \"start_to_start\"}]",
                             "process = \"1 h\"", "\"0 h\""),
                    "120 h");
  check_times(run.log().hours_of("maintenance"), {2, 4, 6, 8, 102, 104, 106, 108});
}

TEST_CASE("smt2020: maintenance by pieces counts from its own start and drops the overshoot") {
  // Lots of 40 pieces in 1 h each: due at 70 and begun after 80; then every 100, so after 120.
  const TextRun run(R"toml(
[[part]]
name = "p"
route = "r"
size = 40
[[route]]
name = "r"
steps = [{step = "s", station = "m", process = "1 h"}]
[[station]]
name = "m"
maintenance = [{name = "pm", every_pieces = 100, first_pieces = 70, duration = "1 h"}]
[[release]]
name = "jobs"
part = "p"
conwip = 2
)toml",
                    "20 h");
  check_times(run.log().hours_of("maintenance"), {2, 6, 10, 14});
}

TEST_CASE("smt2020: lots cascade at their interval and only two are inside a tool") {
  const TextRun run(one_step("capacity = 2", "process = \"60 min\", interval = \"10 min\"",
                             "\"0 h\", \"0 h\", \"0 h\", \"0 h\", \"0 h\""),
                    "10 h");
  check_times(run.log().hours_of("start"), {0, 1.0 / 6, 1, 1 + 1.0 / 6, 2});
}

TEST_CASE("smt2020: wafers cascade so that the next lot follows the last wafer") {
  const TextRun run(one_step("capacity = 2\nload = \"1 min\"\nunload = \"1 min\"",
                             "process = \"2 min\", per = \"piece\", interval = \"1 min\", "
                             "interval_per = \"piece\"",
                             "\"0 h\", \"0 h\"", "25"),
                    "10 h");
  check_times(run.log().hours_of("start"), {0, 25.0 / 60});
  check_times(run.log().hours_of("end"), {28.0 / 60, 53.0 / 60});
}

TEST_CASE("smt2020: the setup of a cascading tool overlaps the lot inside") {
  // The first lot: setup 2 h, then 60 min; the next may enter 10 min after the setup and its own
  // setup of 3 h runs while the first is inside.
  const TextRun run(R"toml(
[[part]]
name = "a"
route = "ra"
[[part]]
name = "b"
route = "rb"
[[route]]
name = "ra"
steps = [{step = "s", station = "m", process = "60 min", interval = "10 min", setup = "sa"}]
[[route]]
name = "rb"
steps = [{step = "s", station = "m", process = "60 min", interval = "10 min", setup = "sb"}]
[[station]]
name = "m"
capacity = 2
setup = {times = [{to = "sa", time = "2 h"}, {to = "sb", time = "3 h"}]}
[[release]]
name = "a"
part = "a"
times = ["0 h"]
[[release]]
name = "b"
part = "b"
times = ["0 h"]
)toml",
                    "10 h");
  check_times(run.log().hours_of("end"), {3, 2 + 10.0 / 60 + 4});
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

// What SMT2020 asks of machines: breakdowns, maintenance and cascading, in plants small enough to
// follow by hand. Times are exact unless a test says otherwise.

#include <doctest/doctest.h>

#include "support/text_run.h"

namespace twinline {
namespace {

using test::check_times;
using test::one_step;
using test::TextRun;

TEST_SUITE_BEGIN("plant.smt2020_machines");

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
  // The third waits for the first to leave, although its interval ends after 20 min.
  check_times(run.log().hours_of("end"), {1, 1 + 1.0 / 6, 2, 2 + 1.0 / 6, 3});
}

TEST_CASE("smt2020: wafers cascade so that the next lot follows the last wafer") {
  const TextRun run(one_step("capacity = 2\nload = \"1 min\"\nunload = \"1 min\"",
                             "process = \"2 min\", per = \"piece\", interval = \"1 min\", "
                             "interval_per = \"piece\"",
                             "\"0 h\", \"0 h\"", "25"),
                    "10 h");
  check_times(run.log().hours_of("end"), {28.0 / 60, 53.0 / 60});
}

TEST_CASE("smt2020: the setup of a cascading tool overlaps the lot inside") {
  // The first lot: setup 2 h, then 60 min; the next enters as that begins and its own setup of
  // 3 h, longer than the interval, runs from then while the first is inside.
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
  check_times(run.log().hours_of("end"), {3, 2 + 3 + 1});
}

TEST_SUITE_END();

}  // namespace
}  // namespace twinline

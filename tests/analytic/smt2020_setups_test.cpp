// Setups in SMT2020: what goes before them, how long they stay, where they are avoided. Times are
// exact.

#include <doctest/doctest.h>

#include "support/text_run.h"

namespace twinline {
namespace {

using test::check_times;
using test::TextRun;

TEST_SUITE_BEGIN("plant.smt2020_setups");

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

TEST_SUITE_END();

}  // namespace
}  // namespace twinline

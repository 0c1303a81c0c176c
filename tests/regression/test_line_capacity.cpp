// `twinline capacity` gives the throughput of the verification lines without simulating.
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/verification.h"

namespace {

using namespace twinline;

/// What `capacity` prints of a scenario, with an override where there is one.
std::string printed(const std::string& scenario, const std::string& set = "") {
  const test::ProgramFolder folder;
  const test::ProgramOutcome outcome =
      folder.run(TWINLINE_PROGRAM, "capacity " TWINLINE_SCENARIO_DIR "/verification/" + scenario +
                                       (set.empty() ? "" : " --set '" + set + "'"));
  CHECK(outcome.code == 0);
  CHECK(outcome.err == "");
  return outcome.out;
}

/// Every throughput of expected.csv, to the six digits that are printed.
void check_line(const std::string& scenario, const std::string& accuracy = "exact") {
  int checked = 0;
  for (const ExpectedRow& row : read_expected(scenario)) {
    if (row.scope != "plant" || row.kpi != "throughput_per_h") continue;
    const std::string text = printed(scenario, row.set);
    CAPTURE(text);
    const std::string begin = "  throughput  ";
    const std::size_t at = text.find(begin);
    REQUIRE(at != std::string::npos);
    CHECK(std::stod(text.substr(at + begin.size())) == doctest::Approx(row.exact).epsilon(5e-6));
    CHECK(text.find("\nline of ") != std::string::npos);
    CHECK(text.find("  accuracy    " + accuracy) != std::string::npos);
    CHECK(text.find("  assumes     the first machine always has a job") != std::string::npos);
    ++checked;
  }
  CHECK(checked >= 1);
}

}  // namespace

TEST_SUITE("verification.line_capacity") {
  TEST_CASE("capacity: Bernoulli lines") {
    for (const char* name : {"bernoulli_2", "bernoulli_2_uneven", "bernoulli_3",
                             "bernoulli_3_uneven", "bernoulli_4", "bernoulli_5"}) {
      check_line(name);
    }
  }
  TEST_CASE("capacity: two machines of one cycle and a line that moves as one") {
    for (const char* name :
         {"gershwin_deterministic", "gershwin_uneven", "gershwin_reversed", "buzacott"}) {
      check_line(name);
    }
  }
  TEST_CASE("capacity: exponential machines") {
    for (const char* name :
         {"exponential_line", "tandem_blocking", "tandem_blocking_3", "gershwin_berman"}) {
      check_line(name);
    }
  }
  TEST_CASE("capacity: work that flows") { check_line("li_meerkov"); }
  TEST_CASE("capacity: a plant that is no line says why") {
    CHECK(printed("mm1k").find(
              "\nno line formula: release \"jobs\" loses jobs that find no room\n") !=
          std::string::npos);
    CHECK(printed("exponential_line", "station.m2.machines=2")
              .find("\nno line formula: station \"m2\" has 2 machines\n") != std::string::npos);
    CHECK(printed("jackson").find("line") == std::string::npos);
  }
}

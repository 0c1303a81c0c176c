#include <doctest/doctest.h>

#include "support/verification.h"

// n = 32 replications a scenario, alpha = 0.001 an interval; what is exact and where it comes from
// stands in the scenario's README.md, the numbers in its expected.csv.

using twinline::verify_scenario;

TEST_SUITE("analytic.single_stations") {
  TEST_CASE("M/M/1: utilization and queue and times") { verify_scenario("mm1"); }
  TEST_CASE("M/M/2: Erlang C") { verify_scenario("mm2"); }
  TEST_CASE("M/M/3: Erlang C") { verify_scenario("mm3"); }
  TEST_CASE("M/G/1: Erlang service") { verify_scenario("mg1_erlang"); }
  TEST_CASE("M/G/1: gamma service") { verify_scenario("mg1_gamma"); }
  TEST_CASE("M/G/1: uniform service") { verify_scenario("mg1_uniform"); }
  TEST_CASE("M/D/1: constant service") { verify_scenario("md1"); }
  TEST_CASE("M/M/1: two priority classes") { verify_scenario("mm1_priority"); }
  TEST_CASE("M/M/1: breakdowns at any time") { verify_scenario("mm1_breakdown_any_time"); }
  TEST_CASE("M/M/1: breakdowns while busy") { verify_scenario("mm1_breakdown_busy"); }
  TEST_CASE("batch: full batches at high load") { verify_scenario("batch_full_heavy"); }
  TEST_CASE("batch: full batches at low load") { verify_scenario("batch_full_light"); }
  TEST_CASE("batch: what is there at high load") { verify_scenario("batch_greedy_heavy"); }
  TEST_CASE("batch: what is there at low load") { verify_scenario("batch_greedy_light"); }
}

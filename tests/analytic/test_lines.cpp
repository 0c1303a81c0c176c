#include <doctest/doctest.h>

#include "support/verification.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/results/bottleneck.h"

// As test_single_stations.cpp; that a wrong model is found out is shown at the end.

namespace {

using namespace twinline;

/// Are all exact values of a scenario, run with an override, inside their intervals?
bool agrees(const std::string& scenario, const std::string& set) {
  const std::vector<ExpectedRow> rows = read_expected(scenario);
  std::vector<ExpectedRow> plain;
  for (const ExpectedRow& row : rows) {
    if (row.set.empty()) plain.push_back(row);
  }
  const std::vector<std::vector<double>> values =
      replicate(load_verification(scenario, set), plain);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (!covers(mean_interval(values[i]), plain[i].exact)) return false;
  }
  return true;
}

}  // namespace

TEST_SUITE("analytic.lines") {
  TEST_CASE("M/M/1/K: lost arrivals") { verify_scenario("mm1k"); }
  TEST_CASE("exponential machines: blocking after service") { verify_scenario("tandem_blocking"); }
  TEST_CASE("three exponential machines: blocking after service") {
    verify_scenario("tandem_blocking_3");
  }
  TEST_CASE("exponential machines: blocking before service") {
    verify_scenario("exponential_line");
  }
  TEST_CASE("Gershwin-Berman line: unreliable exponential machines") {
    verify_scenario("gershwin_berman");
  }
  TEST_CASE("Gershwin line: unreliable machines of one cycle time") {
    verify_scenario("gershwin_deterministic");
  }
  TEST_CASE("Gershwin line: a line and its reverse have equal throughput") {
    verify_scenario("gershwin_uneven");
    verify_scenario("gershwin_reversed");
    const double there = read_expected("gershwin_uneven").front().exact;
    CHECK(there == doctest::Approx(read_expected("gershwin_reversed").front().exact));
  }
  TEST_CASE("Buzacott line: synchronous and without buffers") { verify_scenario("buzacott"); }
  TEST_CASE("one vehicle with Poisson calls: M/D/1") { verify_scenario("agv_md1"); }
  TEST_CASE("closed loop of carriers: mean value analysis") { verify_scenario("carrier_loop"); }
  TEST_CASE("Bernoulli lines: two machines") {
    verify_scenario("bernoulli_2");
    verify_scenario("bernoulli_2_uneven");
  }
  TEST_CASE("Bernoulli lines: three machines") {
    verify_scenario("bernoulli_3");
    verify_scenario("bernoulli_3_uneven");
  }
  TEST_CASE("Bernoulli lines: four and five machines") {
    verify_scenario("bernoulli_4");
    verify_scenario("bernoulli_5");
  }
  TEST_CASE("the arrow method finds the worst machine of a Bernoulli line") {
    // p = 0.9, 0.8, 0.9: both neighbours wait for the second machine in every replication (n = 32).
    const Plant plant = load_verification("bernoulli_3_uneven", "");
    for (std::uint32_t r = 0; r < plant.run.replications; ++r) {
      Simulation simulation(plant, plant.run.seed, r);
      simulation.advance(plant.horizon());
      const std::vector<Bottleneck> found =
          arrow_bottlenecks(replication_data(simulation, r, plant.run.seed));
      REQUIRE(found.size() == 1);
      CHECK(plant.stations[found[0].station].name == "m2");
      // Exact: (0.1372 - 0.0189) + (0.1372 - 0.0183).
      CHECK(found[0].severity() == doctest::Approx(0.2372).epsilon(0.1));
    }
  }
  TEST_CASE("a place more or the other blocking or the other clock of failures is found out") {
    CHECK(agrees("gershwin_berman", ""));
    CHECK_FALSE(agrees("gershwin_berman", "buffer.b1.capacity=5"));
    CHECK_FALSE(agrees("gershwin_berman", "buffer.b1.counts=waiting"));
    CHECK_FALSE(agrees("gershwin_berman", "buffer.b1.blocking=after_service"));
    CHECK_FALSE(agrees("gershwin_berman", "station.m1.failure.breakdown.type=time_dependent"));
  }
}

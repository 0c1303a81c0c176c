#include <doctest/doctest.h>

#include "support/verification.h"
#include "twinline/experiment/line/bernoulli_line.h"
#include "twinline/experiment/line/line_formula.h"
#include "twinline/experiment/run_replications.h"
#include "twinline/results/bottleneck.h"
#include "twinline/scenario/load.h"

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

/// Throughput of the scenario bernoulli_4 where one machine is worse and buffers have so many
/// places.
Interval bernoulli_4(const std::string& worse, const std::vector<int>& places) {
  LoadOptions options;
  options.set = {"station." + worse + ".failure.slot.every=geometric(1 h; 0.3)",
                 "station." + worse + ".failure.slot.repair=geometric(1 h; 0.7)"};
  for (std::size_t i = 0; i < places.size(); ++i) {
    options.set.push_back("buffer.b" + std::to_string(i + 1) +
                          ".capacity=" + std::to_string(places[i]));
  }
  const Plant plant =
      load_scenario(std::string(TWINLINE_SCENARIO_DIR) + "/verification/bernoulli_4", options)
          .plant;
  return mean_interval(
      replicate(plant, {{"plant", "bernoulli_4", "throughput_per_h", 0, false, ""}}).front());
}

/// Does the chain of the analytic answer lie in the interval of the simulated line?
bool answers(const std::string& scenario, const std::vector<std::string>& set) {
  LoadOptions options;
  options.set = set;
  const Plant plant =
      load_scenario(std::string(TWINLINE_SCENARIO_DIR) + "/verification/" + scenario, options)
          .plant;
  const LineAnswer answer = line_throughput(plant, serial_line(plant));
  CHECK(answer.accuracy == "exact");
  const Interval simulated = mean_interval(
      replicate(plant, {{"plant", scenario, "throughput_per_h", 0, false, ""}}).front());
  return covers(simulated, answer.jobs_per_h);
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
  TEST_CASE("Li-Meerkov line: work that flows and failures at any time") {
    verify_scenario("li_meerkov");
  }
  TEST_CASE("Bernoulli line of four: it and its reverse have equal throughput") {
    // p = 0.7, 0.9, 0.9, 0.9 with 1, 3, 2 places; n = 32 and alpha = 0.001 for either.
    const double exact = exact_bernoulli_throughput({.7, .9, .9, .9}, {1, 3, 2}, 1000).value();
    CHECK(exact ==
          doctest::Approx(exact_bernoulli_throughput({.9, .9, .9, .7}, {2, 3, 1}, 1000).value()));
    const Interval there = bernoulli_4("m1", {1, 3, 2});
    const Interval back = bernoulli_4("m4", {2, 3, 1});
    CHECK(covers(there, exact));
    CHECK(covers(back, exact));
    // The line with the bad machine first and the buffers of the other is another line.
    CHECK_FALSE(covers(bernoulli_4("m1", {3, 3, 3}), exact));
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
  TEST_CASE("arrows and active periods find the worst machine of a Bernoulli line") {
    // p = 0.9, 0.8, 0.9: both neighbours wait for the second machine in every replication (n = 32).
    const Plant plant = load_verification("bernoulli_3_uneven", "");
    for (std::uint32_t r = 0; r < plant.run.replications; ++r) {
      Simulation simulation(plant, plant.run.seed, r);
      simulation.advance(plant.horizon());
      const std::vector<Bottleneck> found =
          bottlenecks(replication_data(simulation, r, plant.run.seed));
      REQUIRE(found.size() == 1);
      CHECK(found[0].by_arrows);
      CHECK(found[0].by_active_period);
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
  TEST_CASE("capacity's chain of exponential machines agrees for every rule of buffers") {
    // Eight lines, n = 32 and alpha = 0.001 for each.
    for (const char* counts : {"waiting", "waiting_and_work"}) {
      for (const char* blocking : {"before_service", "after_service"}) {
        const std::vector<std::string> rule = {"buffer.b1.counts=" + std::string(counts),
                                               "buffer.b1.blocking=" + std::string(blocking)};
        std::vector<std::string> three = rule;
        three.insert(three.end(), {"buffer.b2.counts=" + std::string(counts),
                                   "buffer.b2.blocking=" + std::string(blocking),
                                   "buffer.b1.capacity=1", "buffer.b2.capacity=2"});
        CAPTURE(counts);
        CAPTURE(blocking);
        CHECK(answers("gershwin_berman", rule));
        CHECK(answers("tandem_blocking_3", three));
      }
    }
  }
}

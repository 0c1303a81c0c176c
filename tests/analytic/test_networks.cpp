#include <doctest/doctest.h>

#include "support/verification.h"

using twinline::verify_scenario;

TEST_SUITE("analytic.networks") {
  TEST_CASE("Jackson network: every station is an M/M/c queue") { verify_scenario("jackson"); }
  TEST_CASE("tandem queue: departures of M/M/1 are Poisson") { verify_scenario("tandem"); }
  TEST_CASE("closed network: mean value analysis") { verify_scenario("closed_network"); }
  TEST_CASE("Penny Fab One: practical worst case") { verify_scenario("penny_fab_exponential"); }
  TEST_CASE("rates: sampling and rework and scrap") { verify_scenario("rework_rates"); }
  TEST_CASE("Penny Fab One: best case exactly") { verify_scenario("penny_fab_best"); }
  TEST_CASE("Penny Fab One: worst case exactly") { verify_scenario("penny_fab_worst"); }
}

TEST_SUITE("analytic.cluster_tools") {
  TEST_CASE("cluster tool: single blade exactly") { verify_scenario("cluster_single_blade"); }
  TEST_CASE("cluster tool: dual blade exactly") { verify_scenario("cluster_dual_blade"); }
  TEST_CASE("cluster tool: robot-bound exactly") { verify_scenario("cluster_robot_bound"); }
  TEST_CASE("cluster tool: parallel chambers exactly") { verify_scenario("cluster_parallel"); }
}

#include <doctest/doctest.h>

#include "line_chains.h"
#include "twinline/core/error.h"
#include "twinline/experiment/line/deterministic_line.h"

namespace {

using twinline::deterministic_line_throughput;
using twinline::DeterministicMachine;
using twinline::test::slot_chain;
using twinline::test::slot_chain_of;

double line(double r1, double p1, double r2, double p2, int places) {
  return deterministic_line_throughput({{p1, r1}, {p2, r2}}, {places});
}

}  // namespace

TEST_SUITE("experiment.deterministic_line") {
  TEST_CASE("gershwin: published values") {
    const auto near = [](double value) { return doctest::Approx(value).epsilon(1e-6); };
    CHECK(line(.1, .01, .1, .01, 4) == near(.840936));
    CHECK(line(.1, .01, .1, .01, 10) == near(.856175));
    CHECK(line(.1, .01, .1, .01, 100) == near(.896937));
    CHECK(line(.1, .02, .1, .01, 10) == near(.796129));
    CHECK(line(.1, .01, .1, .02, 10) == near(.796129));
  }
  TEST_CASE("gershwin: agrees with the chain for uneven machines") {
    for (const int places : {4, 5, 9, 30}) {
      for (const double p1 : {.01, .3, .6}) {
        for (const double r2 : {.05, .5, 1.0}) {
          const double chain = slot_chain({{p1, .2}, {.1, r2}}, places, false);
          CHECK(line(.2, p1, r2, .1, places) == doctest::Approx(chain).epsilon(1e-9));
        }
      }
    }
  }
  TEST_CASE("gershwin: a line and its reverse make as much") {
    CHECK(line(.1, .03, .4, .2, 7) == doctest::Approx(line(.4, .2, .1, .03, 7)).epsilon(1e-12));
  }
  TEST_CASE("gershwin: a long buffer leaves what the worse machine makes alone") {
    CHECK(line(.1, .03, .1, .01, 100000) == doctest::Approx(.1 / .13).epsilon(1e-9));
    CHECK(line(.1, .01, .1, .03, 100000) == doctest::Approx(.1 / .13).epsilon(1e-9));
  }
  TEST_CASE("gershwin: three machines by decomposition within 1 % of the chain") {
    const std::vector<DeterministicMachine> lines[] = {{{.01, .1}, {.01, .1}, {.01, .1}},
                                                       {{.05, .3}, {.02, .1}, {.03, .2}},
                                                       {{.02, .1}, {.1, .3}, {.01, .2}}};
    for (const std::vector<DeterministicMachine>& machines : lines) {
      for (const int first : {4, 6}) {
        const std::vector<int> places = {first, 5};
        CHECK(deterministic_line_throughput(machines, places) ==
              doctest::Approx(slot_chain_of(machines, places)).epsilon(.01));
        CHECK(deterministic_line_throughput({machines.rbegin(), machines.rend()}, {5, first}) ==
              doctest::Approx(deterministic_line_throughput(machines, places)).epsilon(1e-8));
      }
    }
  }
  TEST_CASE("gershwin: a third machine that hardly fails changes nothing") {
    const double two = line(.1, .03, .2, .02, 10);
    const double three =
        deterministic_line_throughput({{.03, .1}, {.02, .2}, {1e-9, .5}}, {10, 10});
    CHECK(three == doctest::Approx(two).epsilon(1e-6));
  }
  TEST_CASE("gershwin: values out of range are refused") {
    CHECK_THROWS_AS(line(.1, 0, .1, .01, 10), twinline::ArgumentError);
    CHECK_THROWS_AS(line(.1, .01, 1.1, .01, 10), twinline::ArgumentError);
    CHECK_THROWS_AS(line(.1, .01, .1, .01, 3), twinline::ArgumentError);
  }
}

#include <doctest/doctest.h>

#include "line_chains.h"
#include "twinline/core/error.h"
#include "twinline/experiment/line/continuous_line.h"

namespace {

using twinline::continuous_line_throughput;
using twinline::ContinuousMachine;
using twinline::test::slot_chain;

/// Work in grains of 1/grid of a cycle, extrapolated from two grids to none.
double grid_throughput(ContinuousMachine a, ContinuousMachine b, int cycles) {
  const auto made = [&](int grid) {
    return slot_chain({{a.failure / grid, a.repair / grid}, {b.failure / grid, b.repair / grid}},
                      cycles * grid, true);
  };
  return 2 * made(20) - made(10);
}

}  // namespace

TEST_SUITE("experiment.continuous_line") {
  TEST_CASE("continuous: published values of two machines") {
    const auto near = [](double value) { return doctest::Approx(value).epsilon(1e-6); };
    CHECK(continuous_line_throughput({{.1, .9}, {.1, .9}}, {2}) == near(.855));
    CHECK(continuous_line_throughput({{.05, .2}, {.05, .2}}, {5}) == near(.701538));
    CHECK(continuous_line_throughput({{.05, .2}, {.1, .5}}, {5}) == near(.737154));
    CHECK(continuous_line_throughput({{.1, .2}, {.05, .3}}, {10}) == near(.654746));
  }
  TEST_CASE("continuous: agrees with the chain of small grains") {
    for (const int room : {1, 4}) {
      for (const double repair : {.1, .4}) {
        const ContinuousMachine a{.05, repair};
        const ContinuousMachine b{.1, .3};
        CHECK(continuous_line_throughput({a, b}, {static_cast<double>(room)}) ==
              doctest::Approx(grid_throughput(a, b, room)).epsilon(1e-3));
      }
    }
  }
  TEST_CASE(
      "continuous: without room both machines must be up and with much the worse one counts") {
    const ContinuousMachine a{.1, .9};
    const ContinuousMachine b{.2, .8};
    CHECK(continuous_line_throughput({a, b}, {0}) == doctest::Approx(.9 * .8).epsilon(1e-12));
    CHECK(continuous_line_throughput({a, b}, {1e6}) == doctest::Approx(.8).epsilon(1e-9));
    CHECK(continuous_line_throughput({b, a}, {1e6}) == doctest::Approx(.8).epsilon(1e-9));
    CHECK(continuous_line_throughput({a, {0, 1}, b}, {0, 0}) == doctest::Approx(.9 * .8));
  }
  TEST_CASE("continuous: a line and its reverse make as much") {
    const ContinuousMachine a{.1, .9}, b{.2, .8}, c{.05, .1};
    CHECK(continuous_line_throughput({a, b, c}, {2, 7}) ==
          doctest::Approx(continuous_line_throughput({c, b, a}, {7, 2})).epsilon(1e-9));
  }
  TEST_CASE("continuous: what is no line is refused") {
    CHECK_THROWS_AS(continuous_line_throughput({}, {}), twinline::ArgumentError);
    CHECK_THROWS_AS(continuous_line_throughput({{.1, 0}}, {}), twinline::ArgumentError);
    CHECK_THROWS_AS(continuous_line_throughput({{.1, 1}, {.1, 1}}, {-1}), twinline::ArgumentError);
  }
}

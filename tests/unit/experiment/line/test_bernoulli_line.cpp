#include <cmath>

#include <doctest/doctest.h>

#include "line_chains.h"
#include "twinline/core/error.h"
#include "twinline/experiment/line/bernoulli_line.h"

namespace {

using twinline::bernoulli_line_throughput;
using twinline::exact_bernoulli_throughput;
using twinline::test::bernoulli_chain;

constexpr std::size_t kMany = 100000;

bool near(double value, double expected) { return std::abs(value - expected) < 1e-6; }

}  // namespace

TEST_SUITE("experiment.bernoulli_line") {
  TEST_CASE("bernoulli: two machines are exact") {
    CHECK(near(bernoulli_line_throughput({.9, .9}, {1}), .818182));
    CHECK(near(bernoulli_line_throughput({.9, .9}, {5}), .882353));
    CHECK(near(bernoulli_line_throughput({.9, .8}, {2}), .778702));
    CHECK(near(bernoulli_line_throughput({.8, .9}, {2}), .778702));
    CHECK(near(bernoulli_line_throughput({.9, .7}, {4}), .699295));
    for (const double p : {.5, .8, .95, 1.0}) {
      for (const int places : {1, 3, 10}) {
        CHECK(bernoulli_line_throughput({p, .7}, {places}) ==
              doctest::Approx(bernoulli_chain({p, .7}, {places})).epsilon(1e-10));
      }
    }
  }
  TEST_CASE("bernoulli: published values of longer lines by aggregation and by the chain") {
    struct Line {
      std::vector<double> up;
      double exact;
      double aggregated;
    };
    const Line lines[] = {{{.9, .9, .9}, .831887, .832016},
                          {{.8, .8, .8}, .688999, .688804},
                          {{.9, .8, .9}, .762803, .762047},
                          {{.9, .9, .9, .9}, .815302, .815915},
                          {{.9, .9, .9, .9, .9}, .803611, .804957}};
    for (const Line& line : lines) {
      const std::vector<int> places(line.up.size() - 1, 2);
      CHECK(near(exact_bernoulli_throughput(line.up, places, kMany).value(), line.exact));
      CHECK(near(bernoulli_line_throughput(line.up, places), line.aggregated));
    }
  }
  TEST_CASE("bernoulli: uneven lines by the chain agree with a dense one, by aggregation nearly") {
    const std::vector<double> machines[] = {
        {.7, .9, .8}, {.6, 1.0, .7}, {.95, .8, .9, .85}, {.7, .8, .9, .99}};
    for (const std::vector<double>& up : machines) {
      for (const int first : {1, 3}) {
        std::vector<int> places(up.size() - 1, 2);
        places[0] = first;
        const double chain = bernoulli_chain(up, places);
        CHECK(exact_bernoulli_throughput(up, places, kMany).value() ==
              doctest::Approx(chain).epsilon(1e-9));
        CHECK(std::abs(bernoulli_line_throughput(up, places) / chain - 1) < .04);
      }
    }
  }
  TEST_CASE("bernoulli: a chain of too many states is not solved") {
    CHECK_FALSE(exact_bernoulli_throughput({.9, .9, .9}, {9, 9}, 99).has_value());
    CHECK(exact_bernoulli_throughput({.9, .9, .9}, {9, 9}, 100).has_value());
    const std::vector<double> many(100, .9);
    CHECK_FALSE(exact_bernoulli_throughput(many, std::vector<int>(99, 1), 1000).has_value());
    CHECK(bernoulli_line_throughput(many, std::vector<int>(99, 3)) < .9);
  }
  TEST_CASE("bernoulli: a line and its reverse make as much") {
    CHECK(bernoulli_line_throughput({.9, .7, .8}, {2, 4}) ==
          doctest::Approx(bernoulli_line_throughput({.8, .7, .9}, {4, 2})).epsilon(1e-10));
  }
  TEST_CASE("bernoulli: what is no line is refused") {
    CHECK_THROWS_AS(bernoulli_line_throughput({}, {}), twinline::ArgumentError);
    CHECK_THROWS_AS(bernoulli_line_throughput({.9, 0}, {1}), twinline::ArgumentError);
    CHECK_THROWS_AS(bernoulli_line_throughput({.9, .9}, {0}), twinline::ArgumentError);
  }
}

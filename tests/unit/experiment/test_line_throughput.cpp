#include <cmath>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/experiment/line_throughput.h"

namespace {

using twinline::bernoulli_line_throughput;

bool near(double value, double expected) { return std::abs(value - expected) < 1e-6; }

}  // namespace

TEST_SUITE("experiment.line_throughput") {
  TEST_CASE("bernoulli: two machines are exact") {
    CHECK(near(bernoulli_line_throughput({.9, .9}, {1}), .818182));
    CHECK(near(bernoulli_line_throughput({.9, .9}, {5}), .882353));
    CHECK(near(bernoulli_line_throughput({.9, .8}, {2}), .778702));
    CHECK(near(bernoulli_line_throughput({.8, .9}, {2}), .778702));
    CHECK(near(bernoulli_line_throughput({.9, .7}, {4}), .699295));
  }
  TEST_CASE("bernoulli: longer lines by aggregation within 0.2 % of the exact chain") {
    CHECK(near(bernoulli_line_throughput({.9, .9, .9}, {2, 2}), .832016));
    CHECK(std::abs(bernoulli_line_throughput({.9, .9, .9}, {2, 2}) / .831887 - 1) < .002);
    CHECK(near(bernoulli_line_throughput({.8, .8, .8}, {2, 2}), .688804));
    CHECK(near(bernoulli_line_throughput({.9, .8, .9}, {2, 2}), .762047));
    CHECK(near(bernoulli_line_throughput({.9, .9, .9, .9}, {2, 2, 2}), .815915));
    CHECK(near(bernoulli_line_throughput({.9, .9, .9, .9, .9}, {2, 2, 2, 2}), .804957));
  }
  TEST_CASE("bernoulli: what is no line is refused") {
    CHECK_THROWS_AS(bernoulli_line_throughput({}, {}), twinline::ArgumentError);
    CHECK_THROWS_AS(bernoulli_line_throughput({.9, 0}, {1}), twinline::ArgumentError);
    CHECK_THROWS_AS(bernoulli_line_throughput({.9, .9}, {0}), twinline::ArgumentError);
  }
}

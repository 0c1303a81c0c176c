#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "sweep/plan_text.h"
#include "twinline/core/error.h"
#include "twinline/experiment/sweep/design.h"

TEST_SUITE_BEGIN("experiment.design");

using namespace twinline;
using test::kThreeFactors;
using test::plan_of;

namespace {

std::string two_level_factors(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) {
    const std::string name(1, static_cast<char>('a' + i));
    text += "[[factor]]\nname = \"" + name + "\"\npath = \"path." + name + "\"\nvalues = [-1, 1]\n";
  }
  return text;
}

/// The cells of a point, as "-1 1 1".
std::string row(const Design& design, std::uint32_t point) {
  std::string text;
  for (const Level& level : design.levels(point)) text += (text.empty() ? "" : " ") + level.cell;
  return text;
}

}  // namespace

TEST_CASE("design: a full factorial is in standard order") {
  const SweepPlan plan = plan_of("[plan]\ndesign = \"full_factorial\"\n" + two_level_factors(3));
  const Design design(plan);
  REQUIRE(design.n_points() == 8);
  CHECK(row(design, 0) == "-1 -1 -1");
  CHECK(row(design, 1) == "1 -1 -1");
  CHECK(row(design, 2) == "-1 1 -1");
  CHECK(row(design, 7) == "1 1 1");
  CHECK(design.resolution() == 0);
}

TEST_CASE("design: fractional factorials are those of the handbook") {
  // 2^(7-4), resolution III: d = ab, e = ac, f = bc, g = abc (Box, Hunter and Hunter 1978, 12.2)
  const SweepPlan seven = plan_of(
      "[plan]\ndesign = \"fractional_factorial\"\ngenerators = [\"d = a*b\", \"e = a*c\", "
      "\"f = b*c\", \"g = a*b*c\"]\n" +
      two_level_factors(7));
  const Design eighth(seven);
  REQUIRE(eighth.n_points() == 8);
  CHECK(eighth.resolution() == 3);
  CHECK(row(eighth, 0) == "-1 -1 -1 1 1 1 -1");
  CHECK(row(eighth, 1) == "1 -1 -1 -1 -1 1 1");
  CHECK(row(eighth, 7) == "1 1 1 1 1 1 1");
  // 2^(6-2), resolution IV; and the half of 2^5 with its sign turned, resolution V
  const SweepPlan six = plan_of(
      "[plan]\ndesign = \"fractional_factorial\"\ngenerators = [\"e = a*b*c\", \"f = b*c*d\"]\n" +
      two_level_factors(6));
  CHECK(Design(six).n_points() == 16);
  CHECK(Design(six).resolution() == 4);
  const SweepPlan five =
      plan_of("[plan]\ndesign = \"fractional_factorial\"\ngenerators = [\"e = -a*b*c*d\"]\n" +
              two_level_factors(5));
  CHECK(Design(five).resolution() == 5);
  CHECK(row(Design(five), 0) == "-1 -1 -1 -1 -1");
  // every column of an orthogonal design is balanced, and so is every product of two
  for (std::size_t f = 0; f < 7; ++f) {
    for (std::size_t g = 0; g < f; ++g) {
      int sum = 0;
      int product = 0;
      for (std::uint32_t point = 0; point < 8; ++point) {
        const auto levels = eighth.levels(point);
        sum += std::stoi(levels[f].cell);
        product += std::stoi(levels[f].cell) * std::stoi(levels[g].cell);
      }
      CHECK(sum == 0);
      CHECK(product == 0);
    }
  }
}

TEST_CASE("design: a latin hypercube meets every stratum of every factor once") {
  const SweepPlan plan =
      plan_of(std::string("[plan]\ndesign = \"latin_hypercube\"\npoints = 60\n") + kThreeFactors);
  const Design design(plan);
  std::set<int> strata;
  std::multiset<std::string> machines;
  std::multiset<std::string> rules;
  for (std::uint32_t point = 0; point < 60; ++point) {
    const std::vector<Level> levels = design.levels(point);
    const double load = std::stod(levels[0].cell);
    CHECK(load > 2);
    CHECK(load < 12);
    CHECK(levels[0].text == levels[0].cell + " min");
    strata.insert(static_cast<int>((load - 2) / 10 * 60));
    machines.insert(levels[1].cell);
    rules.insert(levels[2].cell);
  }
  CHECK(strata.size() == 60);
  for (const char* n : {"1", "2", "3", "4"}) CHECK(machines.count(n) == 15);
  for (const char* rule : {"fifo", "least_setup|fifo", "random"}) CHECK(rules.count(rule) == 20);
  const SweepPlan other =
      plan_of(std::string("[plan]\ndesign = \"latin_hypercube\"\npoints = 60\ndesign_seed = 2\n") +
              kThreeFactors);
  CHECK(design.overrides(0) != Design(other).overrides(0));
  CHECK(design.overrides(59) == Design(plan).overrides(59));
}

TEST_CASE("design: sobol points are those of Joe and Kuo") {
  const SweepPlan plan = plan_of(R"toml(
[plan]
design = "sobol"
points = 7
[[factor]]
path = "a"
low  = 0
high = 1
type = "real"
[[factor]]
path = "b"
low  = 0
high = 1
type = "real"
[[factor]]
path = "c"
low  = 0
high = 1
type = "real"
)toml");
  // new-joe-kuo-6.21201, points 1 to 7 (point 0 is the origin)
  const std::vector<std::string> expected = {
      "0.5 0.5 0.5",       "0.75 0.25 0.25",    "0.25 0.75 0.75",   "0.375 0.375 0.625",
      "0.875 0.875 0.125", "0.625 0.125 0.875", "0.125 0.625 0.375"};
  const Design design(plan);
  REQUIRE(design.n_points() == 7);
  for (std::uint32_t point = 0; point < 7; ++point) CHECK(row(design, point) == expected[point]);
}

TEST_CASE("design: more than a million points are refused") {
  std::string values = "values = [0";
  for (int i = 1; i < 101; ++i) values += ", " + std::to_string(i);
  const std::string factor = "\"\n" + values + "]\n";
  const SweepPlan plan =
      plan_of("[plan]\ndesign = \"grid\"\n[[factor]]\npath = \"a" + factor +
              "[[factor]]\npath = \"b" + factor + "[[factor]]\npath = \"c" + factor);
  CHECK_THROWS_AS(Design{plan}, ArgumentError);
}

TEST_SUITE_END();

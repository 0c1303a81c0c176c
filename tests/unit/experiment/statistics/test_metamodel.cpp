#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/core/error.h"
#include "twinline/experiment/statistics/metamodel.h"

TEST_SUITE_BEGIN("experiment.metamodel");

using namespace twinline;

namespace {

/// A grid of two numbers with three values (10, 20, 30 and 0, 1, 2) and a category of three words.
std::vector<ModelFactor> grid() {
  ModelFactor a{"a", {}, {"10", "20", "30"}, true};
  ModelFactor b{"b", {}, {"0", "1", "2"}, true};
  ModelFactor c{"c", {}, {"fifo", "spt", "edd"}, false};
  for (int i = 0; i < 27; ++i) {
    a.values.push_back(10 + 10 * (i / 9));
    b.values.push_back(i / 3 % 3);
    c.values.push_back(i % 3);
  }
  return {a, b, c};
}

/// 7 + 2 A - B + 3 A B + 0.5 B^2 + shift of the word, with A, B in -1 .. 1.
double truth(const std::vector<ModelFactor>& f, std::size_t p) {
  const double shifts[] = {1, -3, 2};
  const double a = (f[0].values[p] - 20) / 10;
  const double b = f[1].values[p] - 1;
  return 7 + 2 * a - b + 3 * a * b + 0.5 * b * b + shifts[static_cast<std::size_t>(f[2].values[p])];
}

double value_of(const MetaModel& model, const std::string& name) {
  for (const Term& term : model.terms) {
    if (term.name == name) return term.coefficient.value;
  }
  FAIL("no term ", name);
  return 0;
}

std::vector<std::vector<double>> responses(const std::vector<ModelFactor>& factors, std::uint32_t n,
                                           double noise, double shared, std::uint32_t run = 0) {
  std::vector<std::vector<double>> y;
  for (std::size_t p = 0; p < factors[0].values.size(); ++p) {
    y.emplace_back();
    for (std::uint32_t r = 0; r < n; ++r) {
      const auto own = static_cast<std::uint32_t>(run * 100 + p);
      y.back().push_back(truth(factors, p) + noise * test::normal(31, own, r) +
                         shared * test::normal(37, run, r));
    }
  }
  return y;
}

}  // namespace

TEST_CASE("metamodel: an exact polynomial is found") {
  const std::vector<ModelFactor> factors = grid();
  CHECK(richest_order(factors, 1) == ModelOrder::kQuadratic);
  const MetaModel model =
      fit_metamodel(factors, responses(factors, 1, 0, 0), ModelOrder::kQuadratic, 0.95);
  CHECK(model.terms.size() == 1 + 4 + 1 + 2 + 2 + 2);
  CHECK(value_of(model, "mean") == doctest::Approx(7));
  CHECK(value_of(model, "a") == doctest::Approx(2));
  CHECK(value_of(model, "b") == doctest::Approx(-1));
  CHECK(value_of(model, "a x b") == doctest::Approx(3));
  CHECK(value_of(model, "b^2") == doctest::Approx(0.5));
  CHECK(value_of(model, "c[fifo]") == doctest::Approx(1));
  CHECK(value_of(model, "c[spt]") == doctest::Approx(-3));
  CHECK(std::fabs(value_of(model, "a^2")) < 1e-12);
  CHECK(std::fabs(value_of(model, "b x c[spt]")) < 1e-12);
  CHECK(model.fit.r_squared == doctest::Approx(1));
  CHECK(std::isnan(model.lack_of_fit_p));
}

TEST_CASE("metamodel: lack of fit is found where a square is missing and not where it is there") {
  const std::vector<ModelFactor> factors = grid();
  const auto y = responses(factors, 20, 0.5, 2);
  CHECK(fit_metamodel(factors, y, ModelOrder::kInteractions, 0.95).lack_of_fit_p < 1e-4);
  CHECK(fit_metamodel(factors, y, ModelOrder::kQuadratic, 0.95).lack_of_fit_p > 0.001);
}

TEST_CASE("metamodel: intervals cover under common random numbers (n = 1000 and alpha = 0.001)") {
  // What all points of a replication share moves the mean, and must not blur the slopes.
  const std::vector<ModelFactor> factors = grid();
  std::size_t covered_mean = 0;
  std::size_t covered_slope = 0;
  std::size_t covered_mean_classically = 0;
  for (std::uint32_t run = 0; run < 1000; ++run) {
    const auto y = responses(factors, 5, 1, 1, run);
    const MetaModel model = fit_metamodel(factors, y, ModelOrder::kQuadratic, 0.95);
    const auto covers = [&](std::size_t j, double true_value) {
      return std::fabs(model.terms[j].coefficient.value - true_value) <= model.terms[j].half_width;
    };
    if (covers(0, 7)) ++covered_mean;
    if (covers(1, 2)) ++covered_slope;
    // The wrong model: errors independent between points, t(15, 0.975) = 2.1314.
    const Coefficient& mean = model.fit.coefficients[0];
    if (std::fabs(mean.value - 7) <= 2.1314 * mean.standard_error) ++covered_mean_classically;
  }
  CHECK(test::share_agrees(covered_mean, 1000, 0.95));
  CHECK(test::share_agrees(covered_slope, 1000, 0.95));
  CHECK_FALSE(test::share_agrees(covered_mean_classically, 1000, 0.95));
}

TEST_CASE("metamodel: one replication has the classical test and a full factorial no test at all") {
  const std::vector<ModelFactor> factors = grid();
  const MetaModel model =
      fit_metamodel(factors, responses(factors, 1, 0.1, 0), ModelOrder::kMain, 0.95);
  CHECK(model.test_df == 27 - 5);
  CHECK(model.terms[1].half_width > 0);
  const std::vector<ModelFactor> corners = {{"a", {0, 1, 0, 1}, {"0", "1"}, true},
                                            {"b", {0, 0, 1, 1}, {"0", "1"}, true}};
  CHECK(richest_order(corners, 1) == ModelOrder::kMain);
  CHECK(richest_order(corners, 0) == ModelOrder::kQuadratic);  // no square: two values each
  const MetaModel full =
      fit_metamodel(corners, {{1}, {3}, {5}, {11}}, ModelOrder::kInteractions, 0.95);
  CHECK(value_of(full, "a x b") == doctest::Approx(1));
  CHECK(std::isnan(full.terms[1].half_width));
}

TEST_CASE("metamodel: points that confound main effects are refused") {
  const std::vector<ModelFactor> same = {{"a", {0, 1, 2}, {"0", "1", "2"}, true},
                                         {"b", {5, 6, 7}, {"5", "6", "7"}, true}};
  CHECK_THROWS_AS(richest_order(same, 0), ArgumentError);
}

TEST_CASE("level means: the mean over the points of each level") {
  const std::vector<ModelFactor> factors = grid();
  const auto y = responses(factors, 2, 0, 0);
  const std::vector<LevelMean> words = level_means(factors[2], y, 0.95);
  REQUIRE(words.size() == 3);
  // b^2 has the mean 2/3 over -1, 0, 1.
  CHECK(words[1].level == "spt");
  CHECK(words[1].n_points == 9);
  CHECK(words[1].mean == doctest::Approx(7 - 3 + 1.0 / 3));
  CHECK(words[1].half_width == doctest::Approx(0));
  const std::vector<LevelMean> numbers = level_means(factors[0], y, 0.95);
  CHECK(numbers[2].level == "30");
  CHECK(numbers[2].mean == doctest::Approx(9 + 1.0 / 3));
}

TEST_SUITE_END();

#include <cmath>

#include <doctest/doctest.h>

#include "support/normal_sample.h"
#include "twinline/core/error.h"
#include "twinline/experiment/statistics/selection.h"

TEST_SUITE_BEGIN("experiment.selection");

using namespace twinline;

namespace {

struct Population {
  std::vector<double> means;
  std::vector<double> deviations;
  double shared = 0;  ///< standard deviation of what all designs of a round have in common
};

struct Outcome {
  std::size_t best = 0;
  std::size_t first_stage_best = 0;
  std::size_t observations = 0;
};

Outcome race(const Population& population, const SelectionRule& rule, std::uint32_t run) {
  const std::size_t k = population.means.size();
  KimNelson procedure(k, rule);
  Outcome outcome;
  while (!procedure.decided()) {
    const auto round = static_cast<std::uint32_t>(procedure.rounds());
    const double common = population.shared * test::normal(23, run * 64 + 63, round);
    std::vector<double> values;
    for (const std::size_t i : procedure.survivors()) {
      const auto stream = static_cast<std::uint32_t>(run * 64 + i);
      values.push_back(population.means[i] + common +
                       population.deviations[i] * test::normal(23, stream, round));
    }
    procedure.add_round(values);
  }
  outcome.best = procedure.best();
  double best_mean = -1e300;
  for (std::size_t i = 0; i < k; ++i) {
    const std::vector<double>& seen = procedure.observations(i);
    outcome.observations += seen.size();
    double sum = 0;
    for (std::size_t j = 0; j < rule.first_stage; ++j) sum += rule.maximize ? seen[j] : -seen[j];
    if (sum > best_mean) {
      best_mean = sum;
      outcome.first_stage_best = i;
    }
  }
  return outcome;
}

SelectionRule rule_of(double zone, bool maximize = true) {
  SelectionRule rule;
  rule.confidence = 0.95;
  rule.zone = zone;
  rule.first_stage = 10;
  rule.maximize = maximize;
  return rule;
}

}  // namespace

TEST_CASE("selection: the last round is that of the definition") {
  // Two designs; differences 1, -1, 1, -1, ... have S^2 = 10/9 over ten rounds.
  // h^2 = 9 ((2 alpha)^(-2/9) - 1) with alpha = 0.05; N = floor(h^2 S^2 / zone^2).
  const SelectionRule rule = rule_of(0.1);
  KimNelson procedure(2, rule);
  for (int j = 0; j < 10; ++j) {
    CHECK(procedure.most_rounds() == 0);
    procedure.add_round({j % 2 == 0 ? 1.0 : 0.0, j % 2 == 0 ? 0.0 : 1.0});
  }
  const double h2 = 9 * (std::pow(0.1, -2.0 / 9) - 1);
  CHECK(procedure.most_rounds() == static_cast<std::size_t>(h2 * (10.0 / 9) / 0.01) + 1);
  CHECK_FALSE(procedure.decided());
  // A lead of 2.05 a round drops the other well before that.
  while (!procedure.decided()) procedure.add_round({2.05, 0.0});
  CHECK(procedure.best() == 0);
  CHECK(procedure.rounds() < procedure.most_rounds());
  CHECK(procedure.dropped_after(1) == procedure.rounds());
  CHECK(procedure.dropped_after(0) == 0);
}

TEST_CASE("selection: designs without noise are decided after the first stage") {
  KimNelson lowest(3, rule_of(0.5, false));
  for (int j = 0; j < 10; ++j) lowest.add_round({3.0, 1.0, 2.0});
  CHECK(lowest.decided());
  CHECK(lowest.best() == 1);
  CHECK(lowest.mean(1) == doctest::Approx(1));
  CHECK(lowest.survivors() == std::vector<std::size_t>{1});
  CHECK_THROWS_AS(lowest.add_round({1.0}), ArgumentError);
}

TEST_CASE("selection: correct with the stated probability (n = 500 and alpha = 0.001)") {
  // Slippage configuration, the hardest one: the best is better than all others by just the zone.
  const Population slippage{{1, 0, 0, 0, 0}, {3, 2, 3, 2, 3}, 0};
  std::size_t correct = 0;
  std::size_t correct_at_once = 0;
  for (std::uint32_t run = 0; run < 500; ++run) {
    const Outcome outcome = race(slippage, rule_of(1), run);
    if (outcome.best == 0) ++correct;
    if (outcome.first_stage_best == 0) ++correct_at_once;
  }
  MESSAGE("correct: ", correct, " of 500; by ten observations: ", correct_at_once);
  CHECK(test::share_at_least(correct, 500, 0.95));
  // The wrong procedure: the best of the first stage.
  CHECK_FALSE(test::share_at_least(correct_at_once, 500, 0.95));
}

TEST_CASE("selection: lowest mean and common random numbers (n = 300 and alpha = 0.001)") {
  const Population apart{{0, 1, 1, 1}, {2, 2, 2, 2}, 0};
  Population together = apart;
  together.deviations = {1, 1, 1, 1};
  together.shared = std::sqrt(3.0);  // the same variance of each design
  std::size_t correct = 0;
  std::size_t observations_apart = 0;
  std::size_t observations_together = 0;
  for (std::uint32_t run = 0; run < 300; ++run) {
    observations_apart += race(apart, rule_of(1, false), 1000 + run).observations;
    const Outcome outcome = race(together, rule_of(1, false), 1000 + run);
    observations_together += outcome.observations;
    if (outcome.best == 0) ++correct;
  }
  CHECK(test::share_at_least(correct, 300, 0.95));
  // A quarter of the variance of differences; the first stage is paid in full.
  CHECK(observations_together < 0.6 * static_cast<double>(observations_apart));
}

TEST_CASE("selection: rules out of range are refused") {
  CHECK_THROWS_AS(KimNelson(1, rule_of(1)), ArgumentError);
  CHECK_THROWS_AS(KimNelson(2, rule_of(0)), ArgumentError);
  SelectionRule rule = rule_of(1);
  rule.confidence = 0.5;
  CHECK_THROWS_AS(KimNelson(2, rule), ArgumentError);
  rule = rule_of(1);
  rule.first_stage = 1;
  CHECK_THROWS_AS(KimNelson(2, rule), ArgumentError);
  CHECK_THROWS_AS(KimNelson(2, rule_of(1)).add_round({1.0}), ArgumentError);
}

TEST_SUITE_END();

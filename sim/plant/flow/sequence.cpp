#include "twinline/plant/flow/sequence.h"

#include <limits>

namespace twinline {

namespace {

std::uint32_t ones(std::uint64_t bits) {
  std::uint32_t n = 0;
  for (; bits != 0; bits &= bits - 1) ++n;
  return n;
}

/// What each value of each option adds to a criterion, if a job with it is the next: the criterion
/// of an order is the sum over its values.
void fill_scores(const std::vector<Option>& options, const SequenceRule& rule,
                 const std::vector<OptionRun>& runs, std::vector<double>& scores) {
  scores.clear();
  for (Id i = 0; i < options.size(); ++i) {
    const Option& option = options[i];
    const OptionRun& run = runs[i];
    const bool full = option.in > 0 && n_recent(run, option.in - 1) + 1 > option.at_most;
    double below = 0;
    for (std::size_t v = 0; v < option.values.size(); ++v) {
      double score = 0;
      switch (rule.kind) {
        case SequenceRule::Kind::kSpacing:
          score = full && v != 0 ? 1 : 0;
          break;
        case SequenceRule::Kind::kKeep:
          score = i == rule.option && (run.n == 0 || run.last != v) ? 1 : 0;
          break;
        case SequenceRule::Kind::kLevel:
          // By so much (m + 1 - s n)^2 is more than (m - s n)^2; the rest is common to all orders.
          score = 2 * (run.made[v] - (option.up_to[v] - below) * (run.n + 1.0)) + 1;
          below = option.up_to[v];
          break;
      }
      scores.push_back(score);
    }
  }
}

double score_of(const std::vector<Option>& options, const std::uint8_t* values,
                const std::vector<double>& scores) {
  double sum = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    sum += scores[first + values[i]];
    first += options[i].values.size();
  }
  return sum;
}

}  // namespace

std::uint32_t n_recent(const OptionRun& run, std::uint32_t n) {
  if (n == 0) return 0;
  return ones(n == kMostSpaced ? run.recent : run.recent & ((std::uint64_t{1} << n) - 1));
}

void add_to_run(std::uint8_t value, OptionRun& run) {
  run.recent = (run.recent << 1U) | (value != 0 ? 1U : 0U);
  run.last = value;
  ++run.n;
}

void add_to_runs(const std::vector<Option>& options, const std::uint8_t* values,
                 std::vector<OptionRun>& runs) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    add_to_run(values[i], runs[i]);
    ++runs[i].made[values[i]];
  }
}

std::size_t best_order(const Plant& plant, const Release& release, const ReleaseState& state,
                       OrderScratch& scratch) {
  const std::size_t n_options = plant.options.size();
  std::vector<std::uint32_t>& best = scratch.best;
  for (std::uint32_t i = 0; i * n_options < state.bank.size(); ++i) best.push_back(i);
  for (const SequenceRule& rule : release.rules) {
    fill_scores(plant.options, rule, state.run, scratch.scores);
    double least = std::numeric_limits<double>::infinity();
    std::size_t n = 0;
    for (const std::uint32_t i : best) {
      const double score =
          score_of(plant.options, state.bank.data() + i * n_options, scratch.scores);
      if (score > least) continue;
      if (score < least) n = 0;
      least = score;
      best[n++] = i;
    }
    best.resize(n);
  }
  const std::size_t chosen = best.front();
  best.clear();
  scratch.scores.clear();
  return chosen;
}

}  // namespace twinline

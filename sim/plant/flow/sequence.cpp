#include "twinline/plant/flow/sequence.h"

#include <algorithm>
#include <array>
#include <limits>

namespace twinline {

namespace {

std::uint32_t ones(std::uint64_t bits) {
  std::uint32_t n = 0;
  for (; bits != 0; bits &= bits - 1) ++n;
  return n;
}

/// By value of an option: what it adds to a criterion.
using Scores = std::array<double, std::numeric_limits<std::uint8_t>::max() + 1>;

/// What each value of an option adds to a criterion if a job with it is the next: the criterion of
/// an order is the sum over its values. False where all add nothing.
bool fill_scores(const Option& option, const OptionRun& run, const SequenceRule& rule, bool is_kept,
                 Scores& scores) {
  const std::size_t n = option.values.size();
  switch (rule.kind) {
    case SequenceRule::Kind::kSpacing:
      if (option.in == 0 || n_recent(run, option.in - 1) + 1 <= option.at_most) return false;
      for (std::size_t v = 0; v < n; ++v) scores[v] = v != 0 ? 1 : 0;
      return true;
    case SequenceRule::Kind::kKeep:
      if (!is_kept) return false;
      for (std::size_t v = 0; v < n; ++v) scores[v] = run.n == 0 || run.last != v ? 1 : 0;
      return true;
    case SequenceRule::Kind::kLevel: {
      double below = 0;
      for (std::size_t v = 0; v < n; ++v) {
        // By so much (m + 1 - s n)^2 is more than (m - s n)^2; the rest is common to all orders.
        scores[v] = 2 * (run.made[v] - (option.up_to[v] - below) * (run.n + 1.0)) + 1;
        below = option.up_to[v];
      }
      return true;
    }
  }
  return false;
}

/// The rule's criterion of each of the orders. False where it is nothing for all.
bool add_up(const std::vector<Option>& options, const SequenceRule& rule, const ReleaseState& state,
            const std::vector<std::uint32_t>& orders, std::vector<double>& sums) {
  Scores scores;
  sums.assign(orders.size(), 0.0);
  bool any = false;
  for (Id i = 0; i < options.size(); ++i) {
    if (!fill_scores(options[i], state.run[i], rule, i == rule.option, scores)) continue;
    any = true;
    const std::uint8_t* const value = state.bank.data() + i;
    for (std::size_t k = 0; k < orders.size(); ++k) {
      sums[k] += scores[value[orders[k] * options.size()]];
    }
  }
  return any;
}

/// Leaves those of the least sum, in their order.
void keep_least(const std::vector<double>& sums, std::vector<std::uint32_t>& orders) {
  const double least = *std::min_element(sums.begin(), sums.end());
  std::size_t n = 0;
  for (std::size_t k = 0; k < orders.size(); ++k) {
    if (sums[k] == least) orders[n++] = orders[k];
  }
  orders.resize(n);
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
    if (add_up(plant.options, rule, state, best, scratch.scores)) keep_least(scratch.scores, best);
  }
  const std::size_t chosen = best.front();
  best.clear();
  scratch.scores.clear();
  return chosen;
}

}  // namespace twinline

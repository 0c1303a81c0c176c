#include "twinline/plant/flow/sequence.h"

#include <limits>

namespace twinline {

namespace {

std::uint32_t ones(std::uint64_t bits) {
  std::uint32_t n = 0;
  for (; bits != 0; bits &= bits - 1) ++n;
  return n;
}

/// Spacing rules that a job breaks as the next one.
double rules_broken(const std::vector<Option>& options, const std::uint8_t* values,
                    const std::vector<OptionRun>& runs) {
  double broken = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i].in == 0 || values[i] == 0) continue;
    const std::uint32_t before = n_recent(runs[i], options[i].in - 1);
    if (before + 1 > options[i].at_most) ++broken;
  }
  return broken;
}

double deviation(const std::vector<Option>& options, const std::uint8_t* values,
                 const std::vector<OptionRun>& runs) {
  double sum = 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const double n = runs[i].n + 1.0;
    double below = 0;
    for (std::size_t v = 0; v < options[i].values.size(); ++v) {
      const double made = runs[i].made[v] + (values[i] == v ? 1.0 : 0.0);
      const double off = made - (options[i].up_to[v] - below) * n;
      below = options[i].up_to[v];
      sum += off * off;
    }
  }
  return sum;
}

double criterion(const std::vector<Option>& options, const SequenceRule& rule,
                 const std::uint8_t* values, const std::vector<OptionRun>& runs) {
  switch (rule.kind) {
    case SequenceRule::Kind::kSpacing:
      return rules_broken(options, values, runs);
    case SequenceRule::Kind::kKeep:
      return runs[rule.option].n > 0 && runs[rule.option].last == values[rule.option] ? 0 : 1;
    case SequenceRule::Kind::kLevel:
      return deviation(options, values, runs);
  }
  return 0;
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

std::size_t best_order(const Plant& plant, const Release& release, ReleaseState& state) {
  const std::size_t n_options = plant.options.size();
  std::size_t best = 0;
  for (std::size_t i = 1; i * n_options < state.bank.size(); ++i) {
    for (const SequenceRule& rule : release.rules) {
      const double a = criterion(plant.options, rule, state.bank.data() + i * n_options, state.run);
      const double b =
          criterion(plant.options, rule, state.bank.data() + best * n_options, state.run);
      if (a == b) continue;
      if (a < b) best = i;
      break;
    }
  }
  return best;
}

}  // namespace twinline

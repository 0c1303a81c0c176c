#include "twinline/experiment/statistics/selection.h"

#include <algorithm>
#include <cmath>

#include "twinline/core/accumulators.h"
#include "twinline/core/error.h"

namespace twinline {

namespace {

/// h^2 = 2 eta (n0 - 1) with eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2.
double h_squared(std::size_t n_designs, const SelectionRule& rule) {
  const double alpha = 1 - rule.confidence;
  const auto df = static_cast<double>(rule.first_stage - 1);
  const auto others = static_cast<double>(n_designs - 1);
  return df * (std::pow(2 * alpha / others, -2 / df) - 1);
}

}  // namespace

KimNelson::KimNelson(std::size_t n_designs, const SelectionRule& rule)
    : rule_(rule), values_(n_designs), sums_(n_designs, 0.0), dropped_(n_designs, 0) {
  if (n_designs < 2) throw ArgumentError("selection: expected two designs or more");
  if (!(rule.zone > 0) || !std::isfinite(rule.zone)) {
    throw ArgumentError("selection: expected an indifference zone > 0");
  }
  if (!(rule.confidence > 1 / static_cast<double>(n_designs) && rule.confidence < 1)) {
    throw ArgumentError("selection: expected a confidence above 1 / designs and below 1");
  }
  if (rule.first_stage < 2) {
    throw ArgumentError("selection: expected a first stage of two observations or more");
  }
  for (std::size_t i = 0; i < n_designs; ++i) survivors_.push_back(i);
}

void KimNelson::add_round(const std::vector<double>& values) {
  if (decided_ || values.size() != survivors_.size()) {
    throw ArgumentError("selection: expected one value of each design still in the race");
  }
  ++rounds_;
  for (std::size_t k = 0; k < survivors_.size(); ++k) {
    values_[survivors_[k]].push_back(values[k]);
    sums_[survivors_[k]] += rule_.maximize ? values[k] : -values[k];
  }
  if (rounds_ < rule_.first_stage) return;
  if (rounds_ == rule_.first_stage) end_first_stage();
  // After most_rounds_ every continuation region has closed: the best mean wins.
  if (rounds_ >= most_rounds_) {
    decided_ = true;
    const std::size_t winner = best();
    for (const std::size_t i : survivors_) {
      if (i != winner) dropped_[i] = rounds_;
    }
    survivors_ = {winner};
    return;
  }
  screen();
  decided_ = survivors_.size() == 1;
}

void KimNelson::end_first_stage() {
  const std::size_t k = values_.size();
  const double h2 = h_squared(k, rule_);
  h2_s2_.assign(k * k, 0.0);
  double most = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t l = 0; l < i; ++l) {
      Tally difference;
      for (std::size_t j = 0; j < rounds_; ++j) difference.add(values_[i][j] - values_[l][j]);
      h2_s2_[i * k + l] = h2_s2_[l * k + i] = h2 * difference.variance();
      most = std::max(most, std::floor(h2_s2_[i * k + l] / (rule_.zone * rule_.zone)));
    }
  }
  constexpr double kLimit = 1e15;
  const auto last = static_cast<std::size_t>(std::min(most, kLimit));
  most_rounds_ = last < rule_.first_stage ? rule_.first_stage : last + 1;
}

bool KimNelson::worse(std::size_t i, std::size_t l) const {
  const auto r = static_cast<double>(rounds_);
  const double width = h2_s2(i, l) / (rule_.zone * rule_.zone) - r;
  return sums_[i] / r < sums_[l] / r - std::max(0.0, rule_.zone / (2 * r) * width);
}

void KimNelson::screen() {
  std::vector<std::size_t> kept;
  for (const std::size_t i : survivors_) {
    const bool drop = std::any_of(survivors_.begin(), survivors_.end(),
                                  [&](std::size_t l) { return l != i && worse(i, l); });
    if (drop) {
      dropped_[i] = rounds_;
    } else {
      kept.push_back(i);
    }
  }
  survivors_ = std::move(kept);
}

std::size_t KimNelson::best() const {
  return *std::max_element(survivors_.begin(), survivors_.end(),
                           [&](std::size_t i, std::size_t l) { return sums_[i] < sums_[l]; });
}

double KimNelson::mean(std::size_t design) const {
  const auto n = static_cast<double>(values_[design].size());
  return (rule_.maximize ? sums_[design] : -sums_[design]) / n;
}

}  // namespace twinline

#include "twinline/experiment/line/markov_chain.h"

#include <cmath>

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

namespace twinline {

std::size_t MarkovChain::add(const State& state) {
  const auto [at, is_new] = index_.emplace(state, states_.size());
  if (is_new) states_.push_back(state);
  return at->second;
}

void MarkovChain::go(std::size_t from, const State& to, double weight) {
  if (weight > 0) moves_.push_back({from, add(to), weight});
}

// The weights of all states relative to the first, whose equation is left out.
std::optional<double> MarkovChain::mean(const std::vector<double>& figure) const {
  const auto n = static_cast<Eigen::Index>(states_.size()) - 1;
  if (n == 0) return figure[0];
  Eigen::SparseMatrix<double> balance(n, n);
  Eigen::VectorXd from_first = Eigen::VectorXd::Zero(n);
  std::vector<Eigen::Triplet<double>> entries;
  for (const Move& move : moves_) {
    const auto from = static_cast<Eigen::Index>(move.from) - 1;
    const auto to = static_cast<Eigen::Index>(move.to) - 1;
    if (from >= 0) entries.emplace_back(from, from, -move.weight);
    if (from >= 0 && to >= 0) entries.emplace_back(to, from, move.weight);
    if (from < 0 && to >= 0) from_first[to] -= move.weight;
  }
  balance.setFromTriplets(entries.begin(), entries.end());
  Eigen::SparseLU<Eigen::SparseMatrix<double>> lu;
  lu.compute(balance);
  if (lu.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd weight = lu.solve(from_first);
  double sum = figure[0];
  for (Eigen::Index i = 0; i < n; ++i) sum += weight[i] * figure[static_cast<std::size_t>(i) + 1];
  const double result = sum / (1 + weight.sum());
  if (!std::isfinite(result)) return std::nullopt;
  return result;
}

}  // namespace twinline

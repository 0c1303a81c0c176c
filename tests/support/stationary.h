#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <vector>

#include <Eigen/Dense>

namespace twinline::test {

/// A state as numbers, and where it goes with which probability (or at which rate).
using ChainState = std::vector<int>;
using ChainStep =
    std::function<void(const ChainState& from, const std::function<void(ChainState, double)>& to)>;

/// Mean of a reward over the stationary distribution of the chain that is reached from a state, in
/// discrete or continuous time, by a dense solve: for some hundred states.
inline double stationary_mean(const ChainState& start, const ChainStep& step,
                              const std::function<double(const ChainState&)>& reward) {
  std::map<ChainState, Eigen::Index> index{{start, 0}};
  std::vector<ChainState> states{start};
  struct Move {
    Eigen::Index from, to;
    double weight;
  };
  std::vector<Move> moves;
  for (std::size_t i = 0; i < states.size(); ++i) {
    const ChainState from = states[i];
    step(from, [&](ChainState to, double weight) {
      const auto [at, is_new] = index.emplace(to, static_cast<Eigen::Index>(states.size()));
      if (is_new) states.push_back(std::move(to));
      moves.push_back({static_cast<Eigen::Index>(i), at->second, weight});
    });
  }
  const auto n = static_cast<Eigen::Index>(states.size());
  Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(n, n);
  for (const Move& move : moves) {
    balance(move.to, move.from) += move.weight;
    balance(move.from, move.from) -= move.weight;
  }
  balance.row(n - 1).setOnes();
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
  right(n - 1) = 1;
  const Eigen::VectorXd share = balance.partialPivLu().solve(right);
  double mean = 0;
  for (std::size_t i = 0; i < states.size(); ++i) {
    mean += share(static_cast<Eigen::Index>(i)) * reward(states[i]);
  }
  return mean;
}

}  // namespace twinline::test

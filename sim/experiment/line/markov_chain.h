#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace twinline {

/// A Markov chain that grows from its first state by what is found to follow.
class MarkovChain {
 public:
  using State = std::vector<std::uint32_t>;

  explicit MarkovChain(const State& first) { add(first); }

  std::size_t size() const { return states_.size(); }
  const State& state(std::size_t index) const { return states_[index]; }
  /// From a state to another with so much probability a step, or at such a rate (all alike).
  void go(std::size_t from, const State& to, double weight);

  /// Mean of a figure of the states over the stationary distribution, by sparse LU (Eigen). Every
  /// state must lead back to the first.
  /// @param figure  one a state.
  /// @return none where the probabilities lie too far apart for doubles.
  std::optional<double> mean(const std::vector<double>& figure) const;

 private:
  struct Move {
    std::size_t from;
    std::size_t to;
    double weight;
  };

  std::size_t add(const State& state);

  std::map<State, std::size_t> index_;
  std::vector<State> states_;
  std::vector<Move> moves_;
};

}  // namespace twinline

#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

struct SelectionRule {
  double confidence = 0.95;      ///< probability of a correct selection, above 1 / designs
  double zone = 0;               ///< indifference zone: the smallest difference that matters, > 0
  std::size_t first_stage = 10;  ///< observations of each design before any is dropped, >= 2
  bool maximize = false;         ///< is the largest mean the best, or the smallest?
};

/// The fully sequential procedure KN of Kim and Nelson (2001), with c = 1: designs are observed in
/// turn, and one that is clearly worse than another is dropped; docs/methods/statistics.md eq. (6).
///
/// If the best mean is better than all others by `zone` or more, it is selected with at least the
/// probability `confidence`; designs within the zone of the best count as good as it. Holds for
/// normal observations, with unequal variances, and also where the designs share random numbers
/// (correlated within a round), which makes it faster.
class KimNelson {
 public:
  /// @throws ArgumentError for fewer than 2 designs or a rule outside its ranges
  KimNelson(std::size_t n_designs, const SelectionRule& rule);

  /// Designs that are still in the race, ascending: those of which the next round needs a value.
  const std::vector<std::size_t>& survivors() const { return survivors_; }
  /// One observation of each survivor, in the order of survivors(). @pre not decided
  void add_round(const std::vector<double>& values);

  bool decided() const { return decided_; }
  /// The selected design; before that the one with the best mean so far. @pre a round was added
  std::size_t best() const;
  std::size_t rounds() const { return rounds_; }
  /// Rounds after which the decision falls at the latest; 0 during the first stage.
  std::size_t most_rounds() const { return most_rounds_; }
  /// Mean of a design's observations, up to the round in which it was dropped.
  double mean(std::size_t design) const;
  /// Round after which a design was dropped; 0 for one still in the race.
  std::size_t dropped_after(std::size_t design) const { return dropped_[design]; }
  const std::vector<double>& observations(std::size_t design) const { return values_[design]; }

 private:
  double h2_s2(std::size_t i, std::size_t l) const { return h2_s2_[i * values_.size() + l]; }
  void end_first_stage();
  void screen();
  bool worse(std::size_t i, std::size_t l) const;

  SelectionRule rule_;
  std::vector<std::vector<double>> values_;  ///< by design
  std::vector<double> sums_;                 ///< negated where the smallest mean is best
  std::vector<std::size_t> dropped_;
  std::vector<std::size_t> survivors_;
  std::vector<double> h2_s2_;  ///< h^2 times the variance of the difference, of each pair
  std::size_t rounds_ = 0;
  std::size_t most_rounds_ = 0;
  bool decided_ = false;
};

}  // namespace twinline

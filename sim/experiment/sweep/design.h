#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/experiment/sweep/plan.h"

namespace twinline {

/// The points of a plan. Pure function of the plan; memory is a number for each point and factor.
class Design {
 public:
  static constexpr std::uint64_t kMaxPoints = 1'000'000;

  /// @throws ArgumentError where there would be more than kMaxPoints
  explicit Design(const SweepPlan& plan);

  std::uint32_t n_points() const { return n_points_; }
  /// The factors' values at a point, in the order of the plan. @pre point < n_points()
  std::vector<Level> levels(std::uint32_t point) const;
  /// The overrides path=value that make the point's scenario.
  std::vector<std::string> overrides(std::uint32_t point) const;
  /// Resolution of a fractional factorial: the length of the shortest word in its defining
  /// relation (Box and Hunter 1961); 0 for other designs.
  int resolution() const { return resolution_; }

 private:
  void combine(bool first_fastest);
  void fraction();
  void sample(const std::vector<std::vector<double>>& unit);
  std::vector<std::vector<double>> latin_hypercube() const;
  std::vector<std::vector<double>> sobol() const;

  const SweepPlan& plan_;
  std::uint32_t n_points_ = 0;
  int resolution_ = 0;
  /// By factor, by point: the index of the level, or the value in a range.
  std::vector<std::vector<double>> values_;
};

}  // namespace twinline

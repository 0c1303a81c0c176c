#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "twinline/experiment/sweep/design.h"
#include "twinline/experiment/sweep/plan.h"
#include "twinline/experiment/sweep/sweep_record.h"
#include "twinline/experiment/sweep/task.h"
#include "twinline/scenario/load.h"

namespace twinline {

/// What a sweep is made from.
struct SweepInput {
  std::filesystem::path scenario;
  std::filesystem::path plan;
  LoadOptions load;
  bool own_replications = false;  ///< the scenario's number goes before the plan's
  bool own_seed = false;
};

/// A scenario, a plan and the points that the two make. Immutable once made; all members may be
/// called by several threads. Files are read once and kept, so that every point sees the same
/// bytes.
class Sweep {
 public:
  /// Reads plan and scenario. @throws ScenarioError, ArgumentError (too many points)
  explicit Sweep(SweepInput input);
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  const SweepPlan& plan() const { return plan_; }
  const Design& design() const { return *design_; }
  const LoadedScenario& base() const { return *base_; }
  std::uint32_t replications() const { return replications_; }
  std::uint64_t seed() const { return seed_; }
  std::uint64_t n_tasks() const { return std::uint64_t{design_->n_points()} * replications_; }
  SweepTask task(std::uint64_t index) const {
    return {static_cast<std::uint32_t>(index / replications_),
            static_cast<std::uint32_t>(index % replications_)};
  }

  /// The scenario of a point. @throws ScenarioError where the point's values make it invalid
  LoadedScenario scenario_at(std::uint32_t point) const;

  /// Finds factors that no point can have, such as one whose path is misspelt: loads a few points.
  /// @throws ScenarioError where each of them is refused
  void check_points() const;

  /// What the results of this sweep depend on.
  SweepRecord record(const BuildInfo& build) const;
  /// points.csv: the number and the factors' values of every point.
  std::string points_csv() const;

 private:
  std::string refusal(std::uint32_t point) const;

  SweepInput input_;
  mutable FileTexts texts_;
  SweepPlan plan_;
  std::unique_ptr<Design> design_;
  std::unique_ptr<LoadedScenario> base_;
  std::uint32_t replications_ = 1;
  std::uint64_t seed_ = 1;
};

}  // namespace twinline

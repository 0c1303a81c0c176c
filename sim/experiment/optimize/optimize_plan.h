#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "twinline/experiment/optimize/search.h"
#include "twinline/experiment/sweep/plan.h"
#include "twinline/plant/model/plant.h"

namespace twinline {

/// A key of the scenario that is searched over.
struct SearchFactor {
  std::string name;  ///< in terms of the objective
  Factor key;        ///< a range
  SearchRange range;

  /// The override path=value.
  std::string setting(double value) const { return key.setting(key.level_of(value)); }
};

/// What the objective adds up: weight x KPI, or weight x factor.
struct ObjectiveTerm {
  static constexpr std::size_t kNotOne = static_cast<std::size_t>(-1);
  std::size_t kpi = kNotOne;     ///< index in OptimizePlan::kpis, or
  std::size_t factor = kNotOne;  ///< index in OptimizePlan::factors
  double weight = 1;
};

/// A limit on the mean of a KPI.
struct KpiLimit {
  std::size_t kpi = 0;
  bool at_most = true;  ///< or at least
  double limit = 0;
};

/// A plan of `twinline optimize` that passed every check.
struct OptimizePlan {
  bool maximize = false;
  std::uint64_t runs = 0;          ///< budget of replications, the confirmation not counted
  std::uint32_t replications = 0;  ///< of each design, at least 2
  std::uint32_t confirm = 0;       ///< fresh replications of the best design, at least 2
  std::uint32_t search_seed = 1;
  std::vector<SearchFactor> factors;
  std::vector<std::string> kpis;  ///< as the user wrote them, each once
  std::vector<ObjectiveTerm> objective;
  std::vector<KpiLimit> limits;
  std::string text;  ///< the bytes of the file

  std::uint64_t n_designs() const { return runs / replications; }
};

/// Reads a plan. @param plant the scenario as it lies, to check the names of KPIs
/// @throws ScenarioError with up to 20 diagnostics with file, line and column
OptimizePlan read_optimize_plan(const std::filesystem::path& file, const Plant& plant);

}  // namespace twinline

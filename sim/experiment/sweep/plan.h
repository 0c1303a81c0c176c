#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "twinline/results/kpi.h"
#include "twinline/scenario/text/source_text.h"

namespace twinline {

enum class DesignKind : std::uint8_t {
  kGrid,
  kList,
  kFullFactorial,
  kFractionalFactorial,
  kLatinHypercube,
  kSobol
};

/// A value of a factor, as the scenario gets it and as the tables show it.
struct Level {
  std::string text;
  std::string cell;
};

/// One thing that differs between design points.
struct Factor {
  std::string path;           ///< of the key, as in --set
  std::string column;         ///< its heading in tables, with the unit where it has one
  std::string form;           ///< "exponential({})"; "" = the value alone
  std::vector<Level> levels;  ///< empty for a range
  double low = 0;             ///< of a range, in `unit`
  double high = 0;
  bool integer = false;
  std::string unit;  ///< of a range; "" = plain numbers
  Span at;           ///< where its path stands in the plan

  bool is_range() const { return levels.empty(); }
  /// The value of a range, as text and cell.
  Level level_of(double value) const;
  /// The override path=value.
  std::string setting(const Level& level) const;
};

/// A factor of a fractional factorial as a product of others.
struct Generator {
  std::size_t factor = 0;
  std::vector<std::size_t> product;
  bool negative = false;
};

/// A plan file that passed every check.
struct SweepPlan {
  DesignKind design = DesignKind::kGrid;
  std::uint32_t points = 0;  ///< of sampled designs
  std::uint64_t design_seed = 1;
  std::vector<Factor> factors;
  std::vector<Generator> generators;
  std::optional<std::uint32_t> replications;
  std::optional<std::uint64_t> seed;
  std::vector<Scope> scopes;
  std::vector<Kpi> kpis;            ///< of sweep.csv, in the order of their rows
  std::vector<std::string> tables;  ///< files of tables that are kept
  std::string name;                 ///< of the file, as given
  std::string text;                 ///< its bytes
};

/// Reads a plan. @throws ScenarioError with up to 20 diagnostics with file, line and column.
SweepPlan read_plan(const std::filesystem::path& file);

/// The error text "plan.toml:3:8: error: ..." with the line that holds the span.
std::string plan_error(const SweepPlan& plan, Span at, const std::string& message);

}  // namespace twinline

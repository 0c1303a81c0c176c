#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "twinline/core/distribution.h"
#include "twinline/plant/model/ids.h"
#include "twinline/scenario/text/distribution_text.h"
#include "twinline/scenario/text/file_set.h"

namespace twinline {

/// The distributions of a plant: equal ones share an index.
class DistributionPool {
 public:
  DistributionPool(FileSet& files, Diagnostics& diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  /// Reads a distribution. @param at where the text stands, for a file it may name. A failure whose
  /// problem is empty has been reported.
  Parsed<Id> parse(std::string_view text, std::string_view unit, const Dimension& dimension,
                   Span at);
  Id add(const Distribution& distribution);
  Id add_constant(double value) { return add(constant(value)); }

  const Distribution& operator[](Id id) const { return distributions_[id]; }
  /// Mean [s]; 0 for kNone.
  double mean(Id id) const { return id == kNone ? 0 : distributions_[id].mean; }
  std::vector<Distribution> take_distributions() { return std::move(distributions_); }
  EmpiricalTable take_empirical() { return std::move(empirical_); }

 private:
  using Key = std::tuple<int, double, double, double, double>;

  Parsed<Distribution> read_empirical(std::string_view file, const Dimension& dimension, Span at);

  FileSet& files_;
  Diagnostics& diagnostics_;
  std::vector<Distribution> distributions_;
  EmpiricalTable empirical_;
  std::map<Key, Id> known_;
  std::map<std::string, Id, std::less<>> known_texts_;
};

}  // namespace twinline

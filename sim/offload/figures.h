#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace twinline {

/// How many batches of each size there were: exact, in as much memory as sizes differ.
class BatchSizes {
 public:
  void add(std::size_t n_items) { ++batches_[n_items]; }
  void merge(const BatchSizes& other);

  std::uint64_t n_batches() const;
  std::uint64_t n_items() const;
  /// The smallest size that at least the share p of the batches does not exceed; 0 where there is
  /// none. p = 1 is the largest.
  std::uint64_t quantile(double p) const;

 private:
  std::map<std::uint64_t, std::uint64_t> batches_;  ///< by size
};

/// What was done for one model.
struct OffloadFigures {
  std::string model;
  BatchSizes sizes;
  double gather_s = 0;  ///< wall time, summed over threads
  double evaluate_s = 0;
  double scatter_s = 0;

  void merge(const OffloadFigures& other);
};

/// Adds the figures of the same models, in the same order; to none, all of them.
void merge_figures(std::vector<OffloadFigures>& all, const std::vector<OffloadFigures>& more);

}  // namespace twinline

#include "twinline/offload/figures.h"

namespace twinline {

void BatchSizes::merge(const BatchSizes& other) {
  for (const auto& [size, n] : other.batches_) batches_[size] += n;
}

std::uint64_t BatchSizes::n_batches() const {
  std::uint64_t sum = 0;
  for (const auto& [size, n] : batches_) sum += n;
  return sum;
}

std::uint64_t BatchSizes::n_items() const {
  std::uint64_t sum = 0;
  for (const auto& [size, n] : batches_) sum += size * n;
  return sum;
}

std::uint64_t BatchSizes::quantile(double p) const {
  if (batches_.empty()) return 0;
  const double share = p * static_cast<double>(n_batches());
  std::uint64_t sum = 0;
  for (const auto& [size, n] : batches_) {
    sum += n;
    if (static_cast<double>(sum) >= share) return size;
  }
  return batches_.rbegin()->first;
}

void OffloadFigures::merge(const OffloadFigures& other) {
  sizes.merge(other.sizes);
  gather_s += other.gather_s;
  evaluate_s += other.evaluate_s;
  scatter_s += other.scatter_s;
}

void merge_figures(std::vector<OffloadFigures>& all, const std::vector<OffloadFigures>& more) {
  if (all.empty()) {
    all = more;
    return;
  }
  for (std::size_t i = 0; i < more.size(); ++i) all[i].merge(more[i]);
}

}  // namespace twinline

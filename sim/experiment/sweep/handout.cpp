#include "twinline/experiment/sweep/handout.h"

#include <algorithm>

namespace twinline {

std::vector<std::uint64_t> Handout::take(std::uint64_t idle, std::uint64_t wanted) {
  const std::uint64_t allowed = left() > 2 * n_threads_ ? wanted : idle;
  const auto n = static_cast<std::ptrdiff_t>(std::min(allowed, left()));
  const auto first = tasks_.begin() + static_cast<std::ptrdiff_t>(next_);
  next_ += static_cast<std::size_t>(n);
  return {first, first + n};
}

}  // namespace twinline
